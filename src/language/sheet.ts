/** The text under the pen: finders mark what they have read, so that no word is read twice. */

/** Marks for what was read, one private character a kind, as long as the text they stand for. */
export const MARK = {
  day: "\ue001",
  time: "\ue002",
  span: "\ue003",
  link: "\ue004",
  round: "\ue005",
  format: "\ue006",
  role: "\ue007",
  place: "\ue008",
  person: "\ue009",
  noise: "\ue00a",
  name: "\ue00b",
} as const;
export type Mark = keyof typeof MARK;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is left to read (`rest`, same length as `text`) and the whole text. Only `mark` changes it. */
export interface Sheet {
  readonly text: string;
  rest: string;
}

/** Private characters in the input would look like marks, so they go first. */
export const sheetOf = (text: string): Sheet => {
  const clean = text.replace(/[\ue000-\ue0ff]/g, " ");
  return { text: clean, rest: clean };
};

export function mark(sheet: Sheet, { start, end }: Span, kind: Mark): void {
  sheet.rest = sheet.rest.slice(0, start) + MARK[kind].repeat(Math.max(0, end - start)) + sheet.rest.slice(end);
}

/** Makes a span readable again. */
export function unmark(sheet: Sheet, { start, end }: Span): void {
  sheet.rest = sheet.rest.slice(0, start) + sheet.text.slice(start, end) + sheet.rest.slice(end);
}

/** All matches of a global pattern in what is left to read; the sheet may be marked while iterating. */
export function* matches(sheet: Sheet, pattern: RegExp): Generator<RegExpExecArray & { readonly end: number }> {
  for (const found of [...sheet.rest.matchAll(pattern)]) {
    const end = found.index + found[0].length;
    if (sheet.rest.slice(found.index, end) !== found[0]) continue; // marked by an earlier match
    yield Object.assign(found, { end });
  }
}

/** What stands before a position on the same sheet, as far back as words can matter. */
export const before = (text: string, at: number): string => text.slice(Math.max(0, at - 60), at);
export const after = (text: string, at: number): string => text.slice(at, at + 60);
