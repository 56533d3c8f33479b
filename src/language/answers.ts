/** Reads a text as the answer to the open question; null when it is a command of its own. */
import { resolveDay } from "./calendar.ts";
import { chosen } from "./choose.ts";
import { zoneOfPlace } from "./cities.ts";
import { extract } from "./extract.ts";
import { openLetter } from "./letters.ts";
import { offsetsOf, ruleOf } from "./offsets.ts";
import { plainText } from "./plain.ts";
import { readingOf } from "./read.ts";
import type { Choice, Context, Frame, Known, Question, Reading } from "./reading.ts";
import { momentsOf, refill, startForTarget, startOf, timeMention, whenOf, withStart } from "./refill.ts";
import { mendSpelling } from "./spelling.ts";
import { matchTargets } from "./targets.ts";
import type { Understood } from "./understand.ts";
import { zoneAt } from "./zones.ts";

const CLOSES =
  /^(?:(?:oh|ah|ok|okay|actually|um+|well|please|sorry|wait)[,.! ]+)*(?:no|nope|nah|never ?mind|nvm|forget (?:it|about it|that)|neither|none|none of (?:them|these|those)|neither of (?:them|these|those)|cancel|cancel (?:that|this)|stop|skip(?: it| that)?|leave it|drop it|nothing|no thanks?|no thank you|not now|later|abort|quit|don't|do nothing|don't bother|i changed my mind|let's not|it doesn't matter|scratch that)(?:[,. ]+(?:thanks?|thank you|please|never ?mind|forget (?:it|that)|then|sorry|cancel that|leave it))*[.! ]*$/i;

/** What starts a command of its own, even in an answer's place. */
const COMMANDS =
  /^(?:please |can you |could you |actually,? |hey,? )*(?:cancel|delete|remove|move|push|reschedule|postpone|schedule|add|book|show|list|what|when|where|who|how|which|remind|draft|write|prep|prepare|help|undo|connect|link|export|turn|change|set|save|track|mark|do i|am i|is my|interview (?:with|at)|i (?:have|got|applied)|i've got|got an?|snooze|quiz|hi|hello|hey)\b/i;

const ORDINALS: readonly RegExp[] = [
  /^(?:the )?(?:first|1st|former|earlier|earliest|top)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?1\.?$/i,
  /^(?:the )?(?:second|2nd)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?2\.?$/i,
  /^(?:the )?(?:third|3rd)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?3\.?$/i,
  /^(?:the )?(?:fourth|4th)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?4\.?$/i,
  /^(?:the )?(?:fifth|5th)(?: one| option| slot)?$|^(?:option |number |no\.? |#)?5\.?$/i,
];
const LAST_ONE = /^(?:the )?(?:last|latter|later|latest|bottom)(?: one| option| slot)?$/i;

function byOrdinal(text: string, choices: readonly Choice[], numbers: boolean): Choice | undefined {
  const bare = text.replace(/[.!, ]+$/, "").replace(/,? please$/i, "");
  if (LAST_ONE.test(bare)) return choices.at(-1);
  // "2" to "what time?" is an hour, not the second choice.
  if (!numbers && /^\d/.test(bare) && !/^\d(?:st|nd|rd|th) (?:one|option)/.test(bare)) return undefined;
  return choices[ORDINALS.findIndex((pattern) => pattern.test(bare))];
}

/** Whether the text stands on its own: a command with all it needs, or one that begins like a command. */
function ownCommand(text: string, { frame }: Understood, question: Question): boolean {
  const { intent } = frame;
  if (intent === "unknown") return false;
  const complete = frame.needsClarification === undefined;
  if (intent === question.frame.intent && !complete) return sameKindAnew(text, frame, question);
  if (intent === "schedule")
    return (
      (complete && question.frame.intent !== "schedule") ||
      (complete && (COMMANDS.test(text) || anotherCompany(frame, question))) ||
      (anotherCompany(frame, question) && COMMANDS.test(text))
    );
  if (intent === "list" || intent === "show" || intent === "settings" || intent === "cancel" || intent === "complete")
    return COMMANDS.test(text) || /\?$/.test(text) || (complete && text.split(" ").length > 3);
  return true;
}

const anotherCompany = (frame: Frame, question: Question): boolean =>
  frame.company !== undefined &&
  question.frame.company !== undefined &&
  frame.company.toLowerCase() !== question.frame.company.toLowerCase();

/** "cancel the Figma one" while another cancellation is being asked about begins anew only with its own company. */
const sameKindAnew = (text: string, frame: Frame, question: Question): boolean =>
  COMMANDS.test(text) && anotherCompany(frame, question);

interface Answered {
  readonly understood: Understood;
  /** Whether the asked slot, or at least something new, was said. */
  readonly helps: boolean;
}

/**
 * What the text makes of the open question: a command, the next question, `closed`, or `not_understood` with what is
 * known so far. Null when the text is a command of its own, which then wins.
 */
export function readAnswer(text: string, question: Question, own: Understood, context: Context): Reading | null {
  const plain = mendSpelling(plainText(text));
  if (CLOSES.test(plain)) return { kind: "closed" };
  const picked = byOrdinal(plain, question.choices, question.asks === "target");
  if (picked) return readingOf(chosen(question.frame, picked, context), context, true);
  if (ownCommand(plain, own, question)) return null;
  const { understood, helps } = merged(plain, question, own, context);
  return helps ? readingOf(understood, context, true) : { kind: "not_understood", frame: question.frame };
}

function merged(text: string, question: Question, own: Understood, context: Context): Answered {
  const today = whenOf(context).countFrom;
  const letter = openLetter(text, today);
  const found = extract(letter.body, {
    today,
    timeZone: context.timeZone,
    letter: { ...letter, isLetter: false },
    known: context.interviews ?? [],
    creates: true,
    bare: question.asks === "startsAt",
  });
  const frame = withDetails(question.frame, found, question);
  const grew = JSON.stringify(frame) !== JSON.stringify(question.frame);
  switch (question.asks) {
    case "company": {
      const company = found.company ?? own.frame.company ?? spoken(text);
      if (company === undefined) return { understood: refill(frame, context), helps: grew };
      const start = startOf(frame, momentsWith(frame, found), found.sheet.text, context);
      const dated = frame.startsAt || !start.said ? frame : withStart(frame, start);
      return { understood: refill({ ...dated, company }, context, start), helps: true };
    }
    case "startsAt":
      return startAnswer(text, frame, grew, found, question, context);
    case "target":
      return targetAnswer(text, frame, found, question, context);
    case "offsetMinutes":
      return offsetAnswer(text, frame, found, context);
    case "email": {
      const email = found.emails[0];
      return {
        understood: refill(email === undefined ? frame : { ...frame, email }, context),
        helps: email !== undefined,
      };
    }
    default:
      return { understood: refill(frame, context), helps: false };
  }
}

type Found = ReturnType<typeof extract>;

/** What was said along with an answer is kept: "half ten, it's at 1 Poultry". */
function withDetails(frame: Frame, found: Found, question: Question): Frame {
  if (frame.intent !== "schedule") return frame;
  const length = found.moments.lengths.find((one) => one.use === "lasts" || one.use === "bare");
  const people = found.interviewers.filter((person) => person.name !== question.frame.company);
  return {
    ...frame,
    ...(found.role === undefined ? {} : { role: found.role }),
    ...(found.round === undefined ? {} : { round: found.round }),
    ...(found.format === undefined ? {} : { format: found.format }),
    ...(found.links.join === undefined ? {} : { link: found.links.join }),
    ...(found.place === undefined ? {} : { location: found.place.location }),
    ...(people.length === 0 ? {} : { interviewers: people }),
    ...(length === undefined ? {} : { durationMinutes: length.minutes }),
  };
}

/** A short answer is the name itself: "Target", "the guardian". */
function spoken(text: string): string | undefined {
  const name = text
    .replace(
      /^(?:it'?s|its|it is|that's|with|at|for|from|the company is|company:?|they're called|it's called)(?: with| at| for| called)? /i,
      "",
    )
    .replace(/[.!]+$/, "")
    .trim();
  const words = name.split(/\s+/);
  if (!/\p{L}/u.test(name) || words.length > 5 || /\?|\n/.test(name)) return undefined;
  if (
    /^(?:yes|yeah|yep|ok|okay|sure|thanks?|thank you|hm+|idk|i don't know|dunno|what|why|not sure|good|great|cool|lol|please)\b/i.test(
      name,
    )
  )
    return undefined;
  return /\p{Lu}/u.test(name) ? name : name.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}

function momentsWith(frame: Frame, found: Found) {
  const settled = momentsOf(frame);
  const zone = frame.zone;
  const times = found.moments.times.map((time) =>
    time.zone || zone === undefined ? time : { ...time, zone: { kind: "zone" as const, zone } },
  );
  return {
    ...found.moments,
    days: found.moments.days.length > 0 ? found.moments.days : settled.days,
    times: times.length > 0 ? times : settled.times,
    lengths: found.moments.lengths.filter((length) => length.use === "in"),
  };
}

function startAnswer(
  text: string,
  frame: Frame,
  grew: boolean,
  found: Found,
  question: Question,
  context: Context,
): Answered {
  const byDay = chosenByDay(text, found, question, context);
  if (byDay) {
    const time = found.moments.times[0];
    if (!time || byDay.slot !== "day") return { understood: chosen(frame, byDay, context), helps: true };
  }
  if (question.why === "unknown_zone" && frame.time) {
    const zone = zoneSaid(text, context);
    if (zone !== null) {
      const zoned: Frame = { ...frame, zone };
      const start = startOf(
        zoned,
        { ...momentsOf(zoned), times: [timeMention(frame.time, zone, frame.durationMinutes)] },
        "",
        context,
      );
      return { understood: refill(withStart(zoned, start), context, start), helps: true };
    }
  }
  const moments = momentsWith(
    byDay?.slot === "day" ? { ...frame, day: byDay.day } : frame,
    byDay ? { ...found, moments: { ...found.moments, days: [] } } : found,
  );
  const said = found.moments.days.length + found.moments.times.length > 0 || moments.lengths.length > 0;
  if (!said)
    return {
      understood: refill(frame, context, {
        choices: question.choices,
        alternatives: [],
        said: false,
        why: question.why,
      }),
      helps: grew,
    };
  const start = startOf(frame, moments, found.sheet.text, context);
  return { understood: refill(withStart(frame, start), context, start), helps: true };
}

/** "Thursday", "the 12th", "12" picks the offered start or day that it fits, if it fits one. */
function chosenByDay(text: string, found: Found, question: Question, context: Context): Choice | null {
  const dated = question.choices.flatMap((choice): readonly { choice: Choice; date: Temporal.PlainDate }[] => {
    if (choice.slot === "day") return [{ choice, date: choice.day }];
    return choice.slot === "startsAt"
      ? [{ choice, date: choice.startsAt.withTimeZone(context.timeZone).toPlainDate() }]
      : [];
  });
  if (new Set(dated.map(({ date }) => date.toString())).size < 2) return null;
  const [mention] = found.moments.days;
  const number = mention ? undefined : /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?[.! ]*$/i.exec(text)?.[1];
  if (!mention && number === undefined) return null;
  const weekday = mention?.said.kind === "weekday" && mention.said.week === "bare" ? mention.weekday : undefined;
  const resolved = mention ? resolveDay(mention, whenOf(context).countFrom).date : undefined;
  const fits = dated.filter(({ date }) =>
    number !== undefined
      ? date.day === Number(number)
      : weekday !== undefined
        ? date.dayOfWeek === weekday
        : resolved?.equals(date),
  );
  const [only] = fits;
  return fits.length === 1 && only ? only.choice : null;
}

function zoneSaid(text: string, context: Context): string | null {
  const bare = text
    .replace(/^(?:it'?s|that's|in|the|their time is|they(?:'re| are) (?:in|on)) (?:in )?/i, "")
    .replace(/[.! ]+$/, "");
  const said = zoneAt(` ${bare}`, context.timeZone)?.said ?? zoneAt(` ${bare} time`, context.timeZone)?.said;
  if (/^(?:mine|my (?:time|zone)|our time|here)$/i.test(bare) || said?.kind === "own") return context.timeZone;
  return said?.kind === "zone" ? said.zone : zoneOfPlace(bare);
}

function targetAnswer(text: string, frame: Frame, found: Found, question: Question, context: Context): Answered {
  const all = context.interviews ?? [];
  const offered = question.choices.flatMap((choice) =>
    choice.slot === "target" ? all.filter((known) => known.id === choice.target) : [],
  );
  const [day] = found.moments.days;
  const date = day ? resolveDay(day, whenOf(context).countFrom).date : undefined;
  const time = found.moments.times[0]?.time;
  const hints = {
    text,
    ...(found.round === undefined ? {} : { round: found.round }),
    ...(date ? { day: date } : {}),
    ...(time ? { time } : {}),
    ...(found.format === undefined ? {} : { format: found.format }),
    interviewers: found.interviewers,
    next: /\bnext\b/i.test(text),
    last: false,
  };
  for (const pool of [offered, all]) {
    const match = matchTargets(pool, hints, context.timeZone);
    const [only] = match.found;
    if (!only || !match.pointed) continue;
    if (match.found.length > 1)
      return { understood: refill(frame, context, undefined, match.found), helps: match.found.length < pool.length };
    return { understood: aimed(frame, only, context), helps: true };
  }
  return { understood: refill(frame, context), helps: false };
}

function aimed(frame: Frame, known: Known, context: Context): Understood {
  const { frame: dated, start } = startForTarget({ ...frame, target: known.id }, context);
  return refill(dated, context, start);
}

function offsetAnswer(text: string, frame: Frame, found: Found, context: Context): Answered {
  const offsets = offsetsOf(found.moments, found.sheet.text);
  const number = /^(\d{1,3})[.! ]*$/.exec(text)?.[1];
  const minutes = number === undefined ? offsets.minutes : [Number(number)];
  const [first, ...more] = minutes;
  const rules =
    more.length + offsets.dayBefore.length > 0 ? { rules: [...minutes.map(ruleOf), ...offsets.dayBefore] } : {};
  const said = first === undefined ? {} : { offsetMinutes: first };
  return {
    understood: refill({ ...frame, ...said, ...rules }, context),
    helps: first !== undefined || offsets.dayBefore.length > 0,
  };
}
