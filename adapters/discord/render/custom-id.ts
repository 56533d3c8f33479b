/** Writes and reads the ids of buttons: what a press asks for, and the mark by which a message is found again. */
import { z } from "zod";
import { LIMITS, MARK } from "./limits.ts";

/** How the ids of buttons that open a form begin. */
export const FORM_ACTION = "form";

/** What a button asks for. */
export interface Press {
  readonly action: string;
  readonly value: string | null;
  readonly mark: string | null;
}

/** An empty value is none of the encoded ones, for a percent sign is followed by two more signs there. */
const EMPTY = "%";

/** "action", "action|value" or "action|value|third"; it may be longer than Discord takes. */
export function pressId(action: string, value: string | null, third?: string): string {
  const said = value === null ? "" : value === "" ? EMPTY : value.replaceAll("%", "%25").replaceAll("|", "%7C");
  if (third !== undefined) return `${action}|${said}|${third}`;
  return value === null ? action : `${action}|${said}`;
}

/** Reads what came back: untrusted. Null for what is none of ours. */
export function readPressId(id: string): Press | null {
  const [action = "", said = "", third, ...more] = id.split("|");
  if (id.length > LIMITS.customId || action === "" || more.length > 0) return null;
  const value = said === "" ? null : said === EMPTY ? "" : said.replaceAll("%7C", "|").replaceAll("%25", "%");
  return { action, value, mark: third !== undefined && MARK.test(third) ? third : null };
}

const row = z.object({ components: z.array(z.unknown()) });

/** Every control in the rows of a message as Discord hands them back: untrusted, so what is no row has none. */
export const controlsIn = (components: unknown): readonly unknown[] =>
  (z.array(z.unknown()).safeParse(components).data ?? []).flatMap((it) => row.safeParse(it).data?.components ?? []);
