/** The frames of lists, settings, help, and what only has to be named. */
import { decideStart } from "./decide-start.ts";
import { halves } from "./new-frame.ts";
import type { Parts } from "./parts.ts";
import { rangeOf } from "./ranges.ts";
import { remindersForAWhile, remindersOfOne } from "./reminders-off.ts";
import { namesUnknownZone, settingOf } from "./settings.ts";
import { foldName, mentions } from "./targets.ts";
import type { Understood } from "./understand.ts";

/** Lists, settings, help, and what only has to be named. */
export function other(reading: Parts): Understood {
  const { found, intent, text, when, context } = reading;
  const none = { why: {}, startChoices: [], alternatives: [], targets: [] };
  if (intent === "list") {
    const today = when.countFrom;
    const range = rangeOf(found.sheet.text, found.moments.days, today);
    const company = listCompany(reading);
    const past = /\b(?:past|previous|finished|done|completed|so far|old|history|did i have|have i had|last)\b/i.test(
      text,
    );
    return {
      ...none,
      frame: {
        intent,
        ...(company === undefined ? {} : { company }),
        ...(range ? { range } : {}),
        ...(past ? { past } : {}),
      },
    };
  }
  if (intent === "settings") {
    // Of one interview alone nothing can be switched off yet: the settings are shown, and stay as they are.
    if (remindersOfOne(text, false) !== null) return { ...none, frame: { intent } };
    // Nor for a while: what is off stays off, and an interview would be missed.
    if (remindersForAWhile(text)) return { ...none, frame: { intent } };
    const setting = settingOf(text, found.moments, context.timeZone);
    if (!setting && namesUnknownZone(text)) return { ...none, frame: { intent, needsClarification: ["timeZone"] } };
    return { ...none, frame: { intent, ...(setting ? { setting } : {}) } };
  }
  if (intent === "email") {
    const email = found.emails[0];
    return { ...none, frame: { intent, ...(email === undefined ? { needsClarification: ["email"] } : { email }) } };
  }
  if (intent === "confirm_email") return { ...none, frame: { intent, code: text.replace(/\D/g, "") } };
  if (intent === "link") {
    const code = /\b([a-z0-9]{3,5}-[a-z0-9]{3,5}|(?<=^link )[a-z0-9]{5,12})\b/i.exec(text)?.[1];
    return { ...none, frame: { intent, ...(code === undefined ? {} : { code: code.toUpperCase() }) } };
  }
  if (intent !== "unknown") return { ...none, frame: { intent } };
  const start = decideStart(found.moments, found.sheet.text, when);
  const company = found.company;
  return {
    ...none,
    frame: { intent, ...(company === undefined || company.length > 60 ? {} : { company }), ...halves(start) },
  };
}

/** "interviews with Google": only where a preposition or the stored ones make it a company. */
function listCompany(reading: Parts): string | undefined {
  const words = foldName(reading.text);
  const known = (reading.context.interviews ?? []).find((one) => mentions(words, one.company));
  if (known) return known.company;
  const name = reading.found.company;
  if (name === undefined) return undefined;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(
    `\\b(?:with|at|for|from|my|the|all|upcoming|any|about)\\s+(?:the )?${escaped}|${escaped}(?:'s)? (?:interviews?|calls?|rounds?)|^${escaped}`,
    "i",
  ).test(reading.text)
    ? name
    : undefined;
}
