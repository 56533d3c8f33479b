/** Finds where an interview takes place: an address, an office, a city. */
import { zoneOfPlace } from "./cities.ts";
import { mark, type Sheet } from "./sheet.ts";

const PART =
  "(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.? \\d)(?:\\p{Lu}|\\d)[\\p{L}\\p{N}'.-]*";
const MORE = `(?:, ?(?!with\\b)${PART}(?: ${PART}){0,3}){0,4}`;
const STREET_KIND =
  "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Place|Pl|Square|Sq|Court|Ct|Plaza|Parkway|Pkwy|Highway|Hwy|Terrace|Quay|Row|Broadway|Wharf|Gardens|Crescent|Park|Loop|Circle|Center|Centre|House|Yard|Mews|Hill|Circus|Alley|Walk|Embankment|Mall|Tower|Building|Campus|Bridge)";
const STREETS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\d:./-])\\d{1,5}[a-z]?(?:-\\d{1,5})? (?:${PART} ){0,4}?(?:${STREET_KIND}\\b\\.?|street\\b|avenue\\b|road\\b)(?: ${STREET_KIND}\\b)?(?: (?:North|South|East|West|N|S|E|W|NW|NE|SW|SE)\\b)?${MORE}`,
    "u",
  ),
  new RegExp(
    `(?<![\\p{L}\\d])(?:\\p{Lu}[\\p{L}.-]+[ -]){0,3}?\\p{L}*(?:stra(?:ß|ss)e|[Ss]tr\\.|weg|gasse|[Pp]latz|[Aa]llee|damm|laan|straat|gracht|kade|plein|gatan|vägen|gade|vej|ufer|[Rr]ing|pfad|hof|markt|singel|dreef|katu|ulica) \\d{1,4}[a-z]?\\b${MORE}`,
    "u",
  ),
  new RegExp(
    `(?<![\\p{L}\\d])(?:\\d{1,4}(?: ?bis)?,? )?(?:C/|[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Cc]alle|[Vv]ia|[Pp]laza|[Pp]lace|[Pp]iazza|[Rr]ua|[Aa]v\\.|[Cc]arrer|[Pp]aseo|[Qq]uai|ul\\.|Unter den) (?:(?:de|du|des|la|le|del|della|da|do|dos|den|d')[ ']?){0,2}\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}?[\\p{L}'-]+){0,3}?,? \\d{1,4}[a-z]?\\b${MORE}`,
    "u",
  ),
  new RegExp(
    `(?<![\\p{L}\\d])\\d{1,4}(?: ?bis)?,? (?:rue|avenue|boulevard|quai|place) (?:(?:de|du|des|la|le) ){0,2}(?:l'|d')?\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,3}${MORE}`,
    "u",
  ),
];
const AT_NUMBER = new RegExp(
  `(?<=\\b(?:at|to|is|address|in|on)[: ]{1,2})\\d{1,5} (?!(?:AM|PM|Am|Pm|With|At|On|For|Uhr)\\b)\\p{Lu}\\p{L}{2,}(?: \\p{Lu}\\p{L}+){0,2}${MORE}`,
  "u",
);
const LABELLED = /(?:^|\n)[ \t-]*(?:where|location|address|place|venue|office)(?: is)?(?::| -) ?([^\n]{2,160})/iu;
const ONLINE =
  /\b(?:zoom|meet|teams|webex|skype|online|virtual|video|phone|https?:|remote(?:ly)?|call|link|hangouts)\b|[\ue004\ue006]/i;
const OFFICE =
  /\b(?:at|in|from|to|are at|visit|come to) (?:the|our|their|its|your) ((?:\p{Lu}[\p{L}.&'-]*(?: \p{Lu}[\p{L}.&'-]*){0,2} )?(?:head )?(?:office|offices|hq|HQ|headquarters|campus|building|store|studio|lab|clinic|hospital|school|branch))(?: (?:in|on|at) ((?:\p{Lu}[\p{L}'.-]*)(?: \p{Lu}[\p{L}'.-]*){0,2}))?/u;
const IN_PLACE =
  /\b(?:in|based in) ((?:\p{Lu}[\p{L}'.-]+)(?: \p{Lu}[\p{L}'.-]+){0,2}|(?:san francisco|new york|london|berlin|paris|amsterdam|dublin|munich|tokyo|singapore|sydney|toronto|boston|seattle|chicago|austin|madrid|barcelona|lisbon|zurich|vienna|stockholm|copenhagen|oslo|warsaw|prague|milan|rome|bangalore|mumbai|delhi))(?![\p{L}'])/u;
const CITY_OFFICE =
  /(?<![\p{L}])(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?) (?:[Oo]ffice|HQ|[Cc]ampus|[Hh]eadquarters)\b/u;
const NOT_A_PLACE =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Person|Advance|English|German|French|Spanish|I|Q[1-4])\b/;

export interface Place {
  readonly location: string;
  /** A street or an office: one goes there. A city alone says nothing of how. */
  readonly address: boolean;
}

/** The place a text names, marked. `company` is not yet known, so an office that carries a name is left readable. */
export function findPlace(sheet: Sheet): Place | undefined {
  const labelled = LABELLED.exec(sheet.rest);
  const line = labelled?.[1]?.trim();
  if (labelled && line !== undefined && !ONLINE.test(line)) {
    const start = labelled.index + labelled[0].indexOf(line);
    mark(sheet, { start, end: start + line.length }, "place");
    const location = clean(sheet.text.slice(start, start + line.length));
    return { location, address: !/^(?:remote|hybrid)/i.test(location) && !(zoneOfPlace(location) !== null) };
  }
  for (const pattern of STREETS) {
    const found = pattern.exec(sheet.rest);
    if (found) return claim(sheet, found.index, found[0], true);
  }
  return undefined;
}

/** What is looked for after the times: "at 1 Poultry", an office, a city. */
export function findVaguePlace(sheet: Sheet): Place | undefined {
  const number = AT_NUMBER.exec(sheet.rest);
  if (number) return claim(sheet, number.index, number[0], true);
  const office = OFFICE.exec(sheet.rest);
  if (office) {
    const name = office[1] ?? "";
    const city = office[2];
    const first = name
      .split(" ")
      .slice(0, -1)
      .join(" ")
      .replace(/ head$/i, "");
    if (first === "" || zoneOfPlace(first) !== null) {
      if (first === "" && city === undefined) return undefined;
      return claim(sheet, office.index, office[0], true, city === undefined ? name : `${name} ${city}`);
    }
  }
  const named = CITY_OFFICE.exec(sheet.rest);
  if (named && zoneOfPlace(named[1] ?? "") !== null) return claim(sheet, named.index, named[0], true);
  const city = IN_PLACE.exec(sheet.rest);
  const name = city?.[1];
  if (city && name !== undefined && !NOT_A_PLACE.test(name)) {
    const start = city.index + city[0].length - name.length;
    return claim(sheet, start, name, false);
  }
  return undefined;
}

const clean = (location: string): string => location.replace(/\s*\([^)]{0,80}\)\s*$/, "").replace(/[\s.,;]+$/, "");

function claim(sheet: Sheet, start: number, found: string, address: boolean, location = found): Place {
  mark(sheet, { start, end: start + found.trimEnd().length }, "place");
  return { location: clean(location), address };
}
