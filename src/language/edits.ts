/** Reads changes to a stored interview that are no new time: people, role, link, place, length, notes, tasks. */
import type { Interviewer } from "../interviews/interview.ts";
import { isGivenName } from "./given-names.ts";
import { EMAIL_PATTERN } from "./people.ts";
import type { Frame } from "./reading.ts";

export interface EditWords {
  readonly intent: "edit" | "add_task" | "tick" | null;
  readonly people?: "set" | "add" | "remove";
  readonly interviewers?: readonly Interviewer[];
  readonly notes?: string;
  readonly task?: string;
  readonly newCompany?: string;
  readonly role?: string;
}

const NOTE =
  /^(?:please )?(?:add (?:a )?)?notes? (?:for|to|on|about) (?:the |my )?([^:\n]{1,60}?)(?: interview| call)?: ?([\s\S]{1,2000})$/i;
const REMEMBER = /^(?:note|remember)(?: that)?: ([\s\S]{1,2000})$/i;
const TASK =
  /^(?:please )?(?:add|new|create) (?:a )?(?:prep(?:aration)? )?(?:task|to-?do|checklist item|item)(?: (?:for|to) (?:the |my )?([^:\n]{1,60}?)(?: interview| call)?)?: ?([^\n]{1,200})$/i;
const TICK =
  /^(?:please )?(?:(?:i'm |i am )?(?:done with|finished) (?:the |my )?(.{1,80}?) task(?: (?:for|of) .{1,60})?|(?:tick|check)(?: off)? (?:the )?(.{1,80}?)(?: task)?(?: for .{1,60})?|mark (?:the )?(?:task )?"?(.{1,80}?)"? (?:task )?as done)[.! ]*$/i;
const RENAME = /^(?:please )?rename (?:the |my )?(.{1,60}?)(?: interview)? (?:to|as) (.{1,80}?)[.! ]*$/i;
const ADD_PERSON =
  /^(?:please )?(?:also )?(?:add|include|put) (?!an? |the |my |interview|new|another)(.{2,80}?) (?:to|for|on|in) (?:the |my )?\S+/i;
const REMOVE_PERSON =
  /^(?:please )?(?:remove|take|drop) (?!an? |the |my )(\p{Lu}.{1,60}?) (?:from|off|out of) (?:the |my )?\S+/iu;
const JOINS = /\b(?:will (?:also )?(?:join|be joining|be there)|is (?:also )?joining|joins)\b/i;
const WITH_NOT = /\bwith .{2,40}? (?:not|instead of|rather than) .{2,40}$/i;
const NOW_WITH = /\b(?:is|it's|will be) (?:now )?with .{2,60}$/i;
const NOW =
  /\b(?:it's|it is|that's|they're|is|will be|switched to|changed to|now|moved to|happening|takes?|lasts?|going to be)\b/i;
const SET = /^(?:please )?(?:change|set|update|edit|make|use|correct|fix)\b/i;
const ROLE = /\b(?:role|position|job)(?: \S+){0,3}? (?:is|to|should be|=|:)\s?(?:an? |the )?(.{2,80}?)[.! ]*$/i;

/**
 * Whether the words are a change of details. `details` says what the finders saw (link, format, place, people, length,
 * role); words alone ("it's fine") are no change.
 */
export function editWords(text: string, details: Partial<Frame>): EditWords {
  const note = NOTE.exec(text) ?? REMEMBER.exec(text);
  if (note) return { intent: "edit", notes: (note[2] ?? note[1] ?? "").trim() };
  const task = TASK.exec(text);
  if (task) return { intent: "add_task", task: (task[2] ?? "").trim() };
  const tick = TICK.exec(text);
  if (tick && /\btask\b|\btick\b|\bcheck off\b/i.test(text))
    return { intent: "tick", task: (tick[1] ?? tick[2] ?? tick[3] ?? "").trim() };
  const rename = RENAME.exec(text);
  if (rename) return { intent: "edit", newCompany: (rename[2] ?? "").trim() };
  const people = details.interviewers !== undefined;
  const added = namesIn(ADD_PERSON.exec(text)?.[1]);
  if (added.length > 0) return { intent: "edit", people: "add", interviewers: added };
  const removed = namesIn(REMOVE_PERSON.exec(text)?.[1]);
  if (removed.length > 0) return { intent: "edit", people: "remove", interviewers: removed };
  if (people && JOINS.test(text)) return { intent: "edit", people: "add" };
  if (people && (WITH_NOT.test(text) || NOW_WITH.test(text))) return { intent: "edit", people: "set" };
  const role = ROLE.exec(text)?.[1];
  if (role !== undefined) return { intent: "edit", role };
  const detail = details.link ?? details.format ?? details.location ?? details.durationMinutes ?? details.role;
  if (detail !== undefined && (NOW.test(text) || SET.test(text)) && !/\?$/.test(text)) return { intent: "edit" };
  if (details.link !== undefined && /\blink\b|\badd\b/i.test(text)) return { intent: "edit" };
  return { intent: null };
}

/** "Bob, Ann Lee and Tom (tom@x.io)": names, or nothing when one of them is none. */
function namesIn(list: string | undefined): Interviewer[] {
  if (list === undefined) return [];
  const people = list.split(/,? and |, | & /).map((part) => ({
    name: part
      .replace(EMAIL_PATTERN, "")
      .replace(/[<>()[\]]/g, "")
      .trim(),
    email: part.match(EMAIL_PATTERN)?.[0]?.toLowerCase() ?? null,
  }));
  const fits = people.every(({ name }) => /^\p{Lu}[\p{L}'-]+(?: [\p{L}'.-]+){0,3}$/u.test(name) || isGivenName(name));
  return fits ? people.map(({ name, email }) => ({ name: name.charAt(0).toUpperCase() + name.slice(1), email })) : [];
}
