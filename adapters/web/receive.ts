/** Reads what the page sends: untrusted JSON becomes an event of the port, or a sentence that says what is wrong. Pure. */
import { z } from "zod";
import type { ChatEvent, Person } from "../../src/chat/port.ts";

/** The page belongs to one person. */
export const ME: Person = { platform: "web", team: "", id: "me" };
/** All messages of the page stand in one conversation. */
export const CHANNEL = "chat";

/** Far more than anyone types; what is longer than the bot reads, it says itself. */
const LONGEST_TEXT = 20_000;

/** Made by the client, so that an input sent again after a lost answer is the same input. */
const id = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .optional();
const onMessage = z.string().min(1).max(200).optional();

const textBody = z.object({ id, text: z.string().max(LONGEST_TEXT, { error: "too_long" }) });
const actionBody = z.object({
  id,
  action: z.string().min(1).max(200),
  value: z.string().max(2_000).nullish(),
  on: onMessage,
});
const formBody = z.object({
  id,
  form: z.string().min(1).max(200),
  values: z.record(z.string().max(100), z.string().max(LONGEST_TEXT, { error: "too_long" })),
  on: onMessage,
});
const closeBody = z.object({ form: z.string().min(1).max(200), on: onMessage });
const profileBody = z.object({ id, timeZone: z.string().max(100).refine(isZone) });
const openedBody = z.object({ id }).nullish();

/** Nothing was read; `status` and `problem` are the answer. */
export interface Unreadable {
  readonly status: 400 | 413;
  readonly problem: string;
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Unreadable };

/** A text as the person sent it, and the event it is. */
export function readText(body: unknown, newId: () => string): Read<{ id: string; text: string; event: ChatEvent }> {
  const parsed = textBody.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error, '{"text": "..."}');
  const { text } = parsed.data;
  if (text.trim() === "") return refuse(400, "There is nothing in that message. Please write something.");
  const event = base(parsed.data.id, newId);
  return { ok: true, value: { id: event.id, text, event: { ...event, kind: "text", text } } };
}

export function readAction(body: unknown, newId: () => string): Read<ChatEvent> {
  const parsed = actionBody.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error, '{"action": "...", "value": "..."}');
  const { action, value, on } = parsed.data;
  const ref = on === undefined ? null : { channel: CHANNEL, id: on };
  return { ok: true, value: { ...base(parsed.data.id, newId), kind: "press", action, value: value ?? null, on: ref } };
}

export interface FormInput {
  readonly form: string;
  /** The message that shows the form, where the client named it. */
  readonly on: string | null;
}

export function readForm(
  body: unknown,
  newId: () => string,
): Read<FormInput & { values: Record<string, string>; event: ChatEvent }> {
  const parsed = formBody.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error, '{"form": "...", "values": {"name": "..."}}');
  const { form, values, on } = parsed.data;
  const event: ChatEvent = { ...base(parsed.data.id, newId), kind: "submit", form, values };
  return { ok: true, value: { form, values, on: on ?? null, event } };
}

export function readClose(body: unknown): Read<FormInput> {
  const parsed = closeBody.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error, '{"form": "..."}');
  return { ok: true, value: { form: parsed.data.form, on: parsed.data.on ?? null } };
}

export function readProfile(body: unknown, newId: () => string): Read<ChatEvent> {
  const parsed = profileBody.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error, '{"timeZone": "Europe/London"}, a zone of the IANA database');
  return { ok: true, value: { ...base(parsed.data.id, newId), kind: "profile", timeZone: parsed.data.timeZone } };
}

export function readOpened(body: unknown, newId: () => string): Read<ChatEvent> {
  const parsed = openedBody.safeParse(body);
  if (!parsed.success) return unreadable(parsed.error, "{}");
  return { ok: true, value: { ...base(parsed.data?.id, newId), kind: "opened" } };
}

const base = (given: string | undefined, newId: () => string) => ({ id: given ?? newId(), from: { person: ME } });

const refuse = (status: Unreadable["status"], problem: string) => ({ ok: false, why: { status, problem } }) as const;

function unreadable(error: z.ZodError, expected: string) {
  if (error.issues.some(({ message }) => message === "too_long")) {
    return refuse(413, `That is too long for one message: please keep it under ${LONGEST_TEXT} characters.`);
  }
  const where = error.issues[0]?.path.join(".");
  return refuse(400, `That request could not be read${where ? ` (see "${where}")` : ""}. Expected: ${expected}.`);
}

function isZone(name: string): boolean {
  try {
    // An offset such as "+01:00" is a zone to Intl, and no place: its clock never changes.
    return !/^[+-]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
