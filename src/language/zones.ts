/** Which time zone the words after a time name. */
import { zoneOfPlace } from "./cities.ts";

export type SaidZone =
  /** `literal`: the fixed offset that the letters mean, where they are used for a region ("PST" in July). */
  | { readonly kind: "zone"; readonly zone: string; readonly literal?: string }
  /** "my time", "your time": the person's own. */
  | { readonly kind: "own" }
  /** "their time": a zone is meant, but not said. */
  | { readonly kind: "unknown" };

const REGIONS: Readonly<Record<string, readonly [zone: string, literal?: string]>> = {
  et: ["America/New_York"],
  est: ["America/New_York", "-05:00"],
  edt: ["America/New_York", "-04:00"],
  ct: ["America/Chicago"],
  cst: ["America/Chicago", "-06:00"],
  cdt: ["America/Chicago", "-05:00"],
  mt: ["America/Denver"],
  mst: ["America/Denver", "-07:00"],
  mdt: ["America/Denver", "-06:00"],
  pt: ["America/Los_Angeles"],
  pst: ["America/Los_Angeles", "-08:00"],
  pdt: ["America/Los_Angeles", "-07:00"],
  akst: ["America/Anchorage", "-09:00"],
  akdt: ["America/Anchorage", "-08:00"],
  hst: ["Pacific/Honolulu"],
  cet: ["Europe/Berlin", "+01:00"],
  cest: ["Europe/Berlin", "+02:00"],
  mez: ["Europe/Berlin", "+01:00"],
  mesz: ["Europe/Berlin", "+02:00"],
  eet: ["Europe/Athens", "+02:00"],
  eest: ["Europe/Athens", "+03:00"],
  wet: ["Europe/Lisbon", "+00:00"],
  west: ["Europe/Lisbon", "+01:00"],
  bst: ["Europe/London"],
  gmt: ["UTC"],
  utc: ["UTC"],
  ist: ["Asia/Kolkata"],
  sgt: ["Asia/Singapore"],
  hkt: ["Asia/Hong_Kong"],
  jst: ["Asia/Tokyo"],
  kst: ["Asia/Seoul"],
  pht: ["Asia/Manila"],
  pkt: ["Asia/Karachi"],
  gst: ["Asia/Dubai"],
  sast: ["Africa/Johannesburg"],
  wat: ["Africa/Lagos"],
  eat: ["Africa/Nairobi"],
  msk: ["Europe/Moscow"],
  aest: ["Australia/Sydney", "+10:00"],
  aedt: ["Australia/Sydney", "+11:00"],
  acst: ["Australia/Adelaide", "+09:30"],
  acdt: ["Australia/Adelaide", "+10:30"],
  awst: ["Australia/Perth"],
  nzt: ["Pacific/Auckland"],
  nzst: ["Pacific/Auckland", "+12:00"],
  nzdt: ["Pacific/Auckland", "+13:00"],
  brt: ["America/Sao_Paulo"],
  eastern: ["America/New_York"],
  central: ["America/Chicago"],
  mountain: ["America/Denver"],
  pacific: ["America/Los_Angeles"],
  "central european": ["Europe/Berlin"],
  "eastern european": ["Europe/Athens"],
  "indian standard": ["Asia/Kolkata"],
  "india standard": ["Asia/Kolkata"],
  "british summer": ["Europe/London"],
  "greenwich mean": ["UTC"],
  "japan standard": ["Asia/Tokyo"],
  "singapore standard": ["Asia/Singapore"],
};

const LETTERS = Object.keys(REGIONS)
  .filter((name) => /^[a-z]{2,4}$/.test(name))
  .sort((a, b) => b.length - a.length)
  .join("|");

const OPEN = "[\\s,(\\[\\ue001]{0,24}(?:in (?:the )?)?";
const OFFSET = new RegExp(
  `^${OPEN}(?:(?:utc|gmt) ?)?([+-])(\\d{1,2})(?::?([0-5]\\d))?(?![\\d:./-]|\\s?(?:am|pm|min|hour|h\\b))`,
  "i",
);
const OFFSET_NAMED = new RegExp(`^${OPEN}(?:utc|gmt) ?[+-]`, "i");
/** "15:00Z". */
const ZULU = /^Z(?![\p{L}\d])/u;
const ABBREVIATION = new RegExp(`^${OPEN}(${LETTERS})(?![\\w'&.]*\\w)(?:[- ]time)?`, "i");
const SPELLED = new RegExp(
  `^${OPEN}(?:us |u\\.s\\. )?(central european|eastern european|indian? standard|british summer|greenwich mean|japan standard|singapore standard|eastern|central|mountain|pacific)(?:[- ](?:standard|daylight|summer))?(?:[- ]time)?\\b`,
  "i",
);
const IANA = new RegExp(
  `^${OPEN}((?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Za-z_/+-]{2,40})`,
);
const CITY_TIME = new RegExp(`^${OPEN}((?:[\\p{L}.]{2,20} ){0,2}?[\\p{L}.]{2,20}) (?:local )?time\\b`, "iu");
const IN_CITY = /^[\s,(\ue001]{0,24}in ((?:[\p{L}.]{2,20} ){0,2}[\p{L}.]{2,20})/iu;
const BARE_CITY = /^[\s,(\ue001]{1,24}((?:\p{Lu}[\p{L}.]{2,20} ?){1,3}?)(?=$|[\n,.;)\ue003-\ue00a]| with | for | - )/u;
const OWN = /^[\s,(]{0,3}(?:my|your|our) (?:local )?time(?: ?zone)?\b/i;
const THEIRS =
  /^[\s,(]{0,3}(?:in )?(?:their|his|her|the (?:recruiter|interviewer|company|office|team|candidate)'?s?|hq|head ?office|company|office|recruiter|interviewer'?s?|local) (?:local )?(?:time|timezone|time zone)\b/i;
const NO_CITY =
  /^(?:same|this|that|what|any|some|first|last|next|full|part|long|short|good|best|a|the|of|at|real|which|more|start|starting|end|spare|free|on|in|every|each|one|another|about|break|lunch|other|new|old|and|or|from|for|to|by|your)$/i;

const named = (key: string): SaidZone | null => {
  const found = REGIONS[key.toLowerCase().replace(/^india standard/, "indian standard")];
  if (!found) return null;
  return { kind: "zone", zone: found[0], ...(found[1] === undefined ? {} : { literal: found[1] }) };
};

/** In Australia "Eastern" and "EST" are Sydney's. */
function regional(said: SaidZone, own: string): SaidZone {
  if (!own.startsWith("Australia/") || said.kind !== "zone") return said;
  return said.zone === "America/New_York" ? { kind: "zone", zone: "Australia/Sydney" } : said;
}

interface Found {
  readonly length: number;
  readonly said: SaidZone;
}

function cityTime(text: string): Found | null {
  const found = CITY_TIME.exec(text);
  if (!found) return null;
  const words = (found[1] ?? "").split(" ");
  for (let skip = 0; skip < words.length; skip += 1) {
    const name = words.slice(skip).join(" ");
    const zone = zoneOfPlace(name);
    if (zone !== null && skip === 0) return { length: found[0].length, said: { kind: "zone", zone } };
  }
  const known = words.every((word) => /^\p{Lu}/u.test(word)) && !words.some((word) => NO_CITY.test(word));
  return known ? { length: found[0].length, said: { kind: "unknown" } } : null;
}

function inCity(text: string, pattern: RegExp): Found | null {
  const found = pattern.exec(text);
  if (!found) return null;
  const words = (found[1] ?? "").trim().split(" ");
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(0, count).join(" ");
    const zone = zoneOfPlace(name);
    if (zone === null || /^(?:la|nice|dc|ny|sf)$/.test(name)) continue;
    return {
      length: found[0].indexOf(words[0] ?? "", found[0].length - (found[1] ?? "").length) + name.length,
      said: { kind: "zone", zone },
    };
  }
  return null;
}

/**
 * The zone named at the very beginning of `text` (which is what follows a time), and how far the name reaches.
 * Null when none is named. `own` is the person's zone.
 */
export function zoneAt(text: string, own: string): Found | null {
  if (ZULU.test(text)) return { length: 1, said: { kind: "zone", zone: "UTC", literal: "+00:00" } };
  const mine = OWN.exec(text);
  if (mine) return { length: mine[0].length, said: { kind: "own" } };
  const theirs = THEIRS.exec(text);
  if (theirs) return { length: theirs[0].length, said: { kind: "unknown" } };
  const offset = OFFSET.exec(text);
  if (offset && (OFFSET_NAMED.test(text) || offset[3] !== undefined) && Number(offset[2]) <= 14) {
    const zone = `${offset[1]}${(offset[2] ?? "").padStart(2, "0")}:${offset[3] ?? "00"}`;
    return { length: offset[0].length, said: { kind: "zone", zone } };
  }
  const iana = IANA.exec(text);
  const ianaZone = iana ? zoneOfPlace(iana[1] ?? "") : null;
  if (iana && ianaZone !== null) return { length: iana[0].length, said: { kind: "zone", zone: ianaZone } };
  const spelled = SPELLED.exec(text) ?? ABBREVIATION.exec(text);
  const said = spelled ? named(spelled[1] ?? "") : null;
  if (
    spelled &&
    said &&
    !(
      /^(?:et|est|wat|eat|west)$/.test(spelled[1] ?? "") &&
      /^\s*(?:et|est|wat|eat|west) \p{Ll}/u.test(text) &&
      /^\s*(?:west|eat)/.test(text)
    )
  ) {
    return { length: spelled[0].length, said: regional(said, own) };
  }
  return cityTime(text) ?? inCity(text, IN_CITY) ?? inCity(text, BARE_CITY);
}

const ALL_TIMES =
  /\b(?:all times?(?: are)?(?: shown| listed| given)?(?: in)?:?|times? (?:are|shown|listed)(?: are)?(?: shown)? in|\(?times? in|time ?zone:)(?=[\s(])/i;

/** A zone said once for the whole text: "All times in Eastern", "Time zone: CET". */
export function zoneForAll(text: string, own: string): SaidZone | null {
  const found = ALL_TIMES.exec(text);
  if (!found) return null;
  const rest = text.slice(found.index + found[0].length, found.index + found[0].length + 60);
  const said = zoneAt(rest, own)?.said ?? null;
  if (said) return said;
  const place = /^\s*\(?([\p{L}_/ ]{2,40}?)(?=[\n,.)]|$)/u.exec(rest);
  const zone = place ? zoneOfPlace(place[1] ?? "") : null;
  return zone === null ? null : { kind: "zone", zone };
}
