/** Reads which setting a text changes, where it fixes one. */
import type { SettingsChange } from "../commands/command.ts";
import { zoneOfPlace } from "./cities.ts";
import type { Moments } from "./moments.ts";
import { offsetsOf, rulesOf } from "./offsets.ts";
import { zoneAt } from "./zones.ts";

const ZONE_SAID = /\b(?:time ?zone|tz|zone)\b/i;
const PLACE = /\b(?:to|in|is|on|from now on|:|=|at|as) (?:the )?([\p{L}/_.-]+(?: [\p{L}.-]+){0,3})(?: time)?[.! ]*$/iu;
const TAIL =
  /(?: (?:now|please|these days|currently|at the moment|time|timezone|time zone|for (?:a|the|this) \w+|until \w+|this week|today|instead))+[.! ]*$/i;

function zone(text: string, own: string): string | null {
  const bare = text.replace(TAIL, "").replace(/[.!?]+$/, "");
  const letters = /\b(?:to|in|is|on|use|=|:)? ?(\S+(?: \S+)?)$/.exec(bare)?.[1] ?? "";
  const abbreviation = zoneAt(` ${letters}`, own);
  if (abbreviation?.said.kind === "zone" && abbreviation.length >= letters.length) return abbreviation.said.zone;
  const place = PLACE.exec(bare)?.[1];
  const words = (place ?? letters).split(" ");
  for (let from = 0; from < words.length; from += 1) {
    for (let to = words.length; to > from; to -= 1) {
      const found = zoneOfPlace(words.slice(from, to).join(" "));
      if (found !== null) return found;
    }
  }
  const spelled = zoneAt(` ${words.join(" ")} time`, own);
  return spelled?.said.kind === "zone" ? spelled.said.zone : null;
}

const OFF =
  /\b(?:turn(?:ed)?(?: \S+){0,6} off|turn off|switch(?: \S+){0,6} off|switch off|disable|mute|stop|pause|silence|no (?:more )?(?:reminder|e-?mail|mail|notification)|don't|do not|unmute|deactivate|shut|cancel|without|reminders? off)\b/i;
const ON =
  /\b(?:turn(?:ed)?(?: \S+){0,6} on|turn on|switch(?: \S+){0,6} on|switch on|enable|start|resume|unmute|activate|send(?: me)? (?:reminder )?(?:e-?)?mails?|reminders? (?:by|via) (?:e-?)?mail|reminders? on$)\b/i;

/** The change, or undefined when the text only asks for the settings; zones come back as IANA names. */
export function settingOf(text: string, moments: Moments, own: string): SettingsChange | undefined {
  const clock =
    /\b(24|12|twenty[- ]four|twelve)[- ]?(?:hours?|h|hrs?)\b/i.exec(text) ?? /\b(military time|am\/pm)\b/i.exec(text);
  if (clock && /clock|format|time|display|notation|\bh\b|am\/pm|24h|12h/i.test(text)) {
    return { kind: "clock", clock: /24|twenty|military/i.test(clock[1] ?? "") ? 24 : 12 };
  }
  const offsets = offsetsOf(moments, text);
  if (/\bdigest|summary|recap|briefing/i.test(text)) return undefined;
  if (
    offsets.minutes.length + offsets.wall.length > 0 &&
    /remind|notif|alert|ping|nudge|heads|warn|default/i.test(text)
  ) {
    return { kind: "reminder_rules", rules: rulesOf(offsets) };
  }
  const on = /\bunmute\b/i.test(text) || (ON.test(text) && !OFF.test(text));
  const off = OFF.test(text) && !/\bunmute\b/i.test(text);
  if (on || off) {
    if (/\b(?:e-?)?mails?\b/i.test(text)) return { kind: "email_reminders", on: !off };
    if (/remind|notif|alert|ping|nudge/i.test(text)) return { kind: "reminders", on: !off };
  }
  if (/digest|summary|quiet|settings|preferences/i.test(text) && !ZONE_SAID.test(text)) return undefined;
  const timeZone = zone(text, own);
  return timeZone === null ? undefined : { kind: "zone", timeZone };
}

const NO_PLACE =
  /^(?:wrong|right|correct|off|different|not|set|it|this|that|what|which|now|please|mine|my|the|a|an|here|there|ok|okay|fine|good|bad|something|another|new|settings?|preferences|confirmed|unknown|missing|changed|set up|english|person|time|touch|use|always|still|also)\b/i;

/** Whether the text names a zone or place for the person that is none: "my time zone is Mars". */
export function namesUnknownZone(text: string): boolean {
  if (
    /\?\s*$|^(?:what|which|is|are|how|where|when|do|does|can)\b|\b(?:settings|preferences|digest|summary|quiet)\b/i.test(
      text,
    )
  )
    return false;
  const bare = text.replace(TAIL, "").replace(/[.!]+$/, "");
  const behind = /\b(?:time ?zone|tz)\s+(?!is\b|to\b)(\p{L}[\p{L}/_.-]*(?: [\p{L}.-]+){0,2})$/iu.exec(bare)?.[1];
  const place = behind ?? PLACE.exec(bare)?.[1];
  return place !== undefined && !NO_PLACE.test(place);
}
