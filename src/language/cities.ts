/** Which IANA zone a city, state or country names, where one zone is the only answer. */

/** Well-known places that are no IANA city. Countries with several zones are left out on purpose. */
const PLACES: Readonly<Record<string, string>> = {
  "san francisco|sf|bay area|the bay area|silicon valley|palo alto|mountain view|cupertino|menlo park|san jose|oakland|seattle|portland|san diego|la|las vegas|sacramento|california|washington state|redmond|west coast":
    "America/Los_Angeles",
  "boston|cambridge ma|washington|washington dc|dc|philadelphia|atlanta|miami|orlando|pittsburgh|baltimore|charlotte|raleigh|cleveland|columbus|brooklyn|manhattan|nyc|ny|new york city|new jersey|florida|georgia us|massachusetts|east coast|montreal|ottawa|quebec":
    "America/New_York",
  "austin|dallas|houston|san antonio|minneapolis|milwaukee|new orleans|nashville|kansas city|st louis|memphis|oklahoma city|texas|illinois|minnesota":
    "America/Chicago",
  "salt lake city|albuquerque|boulder|colorado|utah|colorado springs": "America/Denver",
  "arizona|tucson|scottsdale": "America/Phoenix",
  hawaii: "Pacific/Honolulu",
  "calgary|alberta": "America/Edmonton",
  "british columbia|victoria bc": "America/Vancouver",
  "uk|the uk|united kingdom|england|scotland|wales|britain|great britain|manchester|edinburgh|glasgow|birmingham|leeds|bristol|liverpool|oxford|cardiff":
    "Europe/London",
  "ireland|cork|galway": "Europe/Dublin",
  "germany|munich|münchen|hamburg|frankfurt|cologne|köln|stuttgart|düsseldorf|dusseldorf|leipzig|dresden|german":
    "Europe/Berlin",
  "france|lyon|marseille|toulouse|bordeaux|nice|lille|french": "Europe/Paris",
  "barcelona|valencia|seville|sevilla|bilbao": "Europe/Madrid",
  "italy|milan|milano|turin|naples|florence|bologna|roma|italian": "Europe/Rome",
  "netherlands|the netherlands|holland|rotterdam|the hague|utrecht|eindhoven|dutch": "Europe/Amsterdam",
  "belgium|antwerp|ghent": "Europe/Brussels",
  "switzerland|geneva|basel|bern|lausanne|swiss|zürich": "Europe/Zurich",
  "austria|graz|salzburg|wien": "Europe/Vienna",
  "sweden|gothenburg|malmö|malmo|swedish": "Europe/Stockholm",
  "norway|bergen|trondheim": "Europe/Oslo",
  "denmark|aarhus": "Europe/Copenhagen",
  "finland|tampere|espoo|finnish": "Europe/Helsinki",
  "poland|krakow|kraków|wroclaw|wrocław|gdansk|gdańsk|polish": "Europe/Warsaw",
  "porto|braga": "Europe/Lisbon",
  "czechia|czech republic|brno": "Europe/Prague",
  "romania|cluj": "Europe/Bucharest",
  "hungary|hungarian": "Europe/Budapest",
  "greece|thessaloniki|greek": "Europe/Athens",
  "ukraine|lviv|kyiv": "Europe/Kiev",
  "turkey|ankara|türkiye": "Europe/Istanbul",
  "israel|tel aviv|haifa|israeli": "Asia/Jerusalem",
  "india|mumbai|delhi|new delhi|bangalore|bengaluru|hyderabad|chennai|pune|gurgaon|gurugram|noida|ahmedabad|indian|kolkata":
    "Asia/Kolkata",
  "china|beijing|shenzhen|guangzhou|hangzhou|chinese": "Asia/Shanghai",
  "japan|osaka|kyoto|yokohama|japanese": "Asia/Tokyo",
  "korea|south korea|busan|korean": "Asia/Seoul",
  "vietnam|hanoi|ho chi minh city": "Asia/Ho_Chi_Minh",
  "thailand|phuket|chiang mai": "Asia/Bangkok",
  "philippines|cebu|makati": "Asia/Manila",
  "pakistan|lahore|islamabad": "Asia/Karachi",
  bangladesh: "Asia/Dhaka",
  nepal: "Asia/Kathmandu",
  "uae|abu dhabi|emirates": "Asia/Dubai",
  "saudi arabia|jeddah": "Asia/Riyadh",
  taiwan: "Asia/Taipei",
  "malaysia|penang": "Asia/Kuala_Lumpur",
  "canberra|new south wales|nsw": "Australia/Sydney",
  victoria: "Australia/Melbourne",
  "gold coast|queensland": "Australia/Brisbane",
  "western australia": "Australia/Perth",
  "south australia": "Australia/Adelaide",
  "new zealand|nz|wellington|christchurch": "Pacific/Auckland",
  "south africa|cape town|pretoria|durban": "Africa/Johannesburg",
  "nigeria|abuja": "Africa/Lagos",
  kenya: "Africa/Nairobi",
  egypt: "Africa/Cairo",
  morocco: "Africa/Casablanca",
  ghana: "Africa/Accra",
  argentina: "America/Argentina/Buenos_Aires",
  "colombia|medellin|medellín": "America/Bogota",
  peru: "America/Lima",
  "rio|rio de janeiro|brasilia|brasília|são paulo": "America/Sao_Paulo",
  guadalajara: "America/Mexico_City",
};

const ZONES = Intl.supportedValuesOf("timeZone");

const fold = (name: string): string => name.toLowerCase().replaceAll("_", " ").replace(/\s+/g, " ").trim();

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...ZONES.map((zone) => [fold(zone.split("/").at(-1) ?? zone), zone] as const),
  ...Object.entries(PLACES).flatMap(([names, zone]) => names.split("|").map((name) => [name, zone] as const)),
]);

const BY_ZONE: ReadonlyMap<string, string> = new Map(ZONES.map((zone) => [zone.toLowerCase(), zone]));

/** The IANA zone of a city, region, one-zone country or IANA name, whatever its letter case; null when unknown. */
export function zoneOfPlace(name: string): string | null {
  const key = fold(name.replace(/[.,]/g, ""));
  const iana = BY_ZONE.get(name.trim().replaceAll(" ", "_").toLowerCase());
  if (iana !== undefined) return iana;
  if (/^[A-Za-z]+(?:\/[A-Za-z_+-]+){1,2}$/.test(name.trim())) return checked(name.trim());
  return BY_NAME.get(key) ?? null;
}

/** Old names such as "Asia/Calcutta" are no listed values, and still zones. */
function checked(zone: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch {
    return null;
  }
}
