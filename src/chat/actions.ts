/** Writes and reads action ids: verb, record id and version, joined by ":". */

/** Everything a button or a form can ask for. */
// biome-ignore format: a table of words
export const VERBS = [
  "show", "prep", "move", "edit", "cancel", "delete", "delete_yes", "undo", "keep", "ready", "snooze", "tick",
  "what", "when", "where", "who", "notes", "task", "remind", "outcome", "complete", "other_start", "answer", "close",
  "zone_ok", "zone", "zone_form", "reminders_on", "reminders_off", "mail_on", "mail_off", "clock", "email_form", "email", "remind_on",
  "help", "list", "settings", "export", "erase", "erase_yes", "link", "unlink",
] as const;
export type Verb = (typeof VERBS)[number];

export interface Action {
  readonly verb: Verb;
  readonly id: string | null;
  readonly version: number | null;
}

/** The narrowest platform takes no more. */
const LONGEST = 100;

/** "move:65f…:3". Throws RangeError past 100 characters: that is our own mistake. */
export function action(verb: Verb, id?: string, version?: number): string {
  const text = [verb, ...(id === undefined ? [] : [id]), ...(version === undefined ? [] : [version])].join(":");
  if (text.length > LONGEST) throw new RangeError(`action id too long: ${verb}`);
  return text;
}

/** The parts of an action id; null for anything that this bot never wrote. */
export function parseAction(text: string): Action | null {
  if (text.length > LONGEST) return null;
  const [verb, id, version, ...rest] = text.split(":");
  const known = VERBS.find((word) => word === verb);
  if (known === undefined || rest.length > 0) return null;
  if (version !== undefined && !/^\d{1,9}$/.test(version)) return null;
  return { verb: known, id: id || null, version: version === undefined ? null : Number(version) };
}
