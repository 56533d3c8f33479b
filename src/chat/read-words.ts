/** Reads a person's words with what is known of their interviews. Reads the store, changes nothing. */
import type { Scope } from "../commands/features.ts";
import { read } from "../language/read.ts";
import type { Context, Known, Reading } from "../language/reading.ts";
import { type User, zoneOf } from "../users/user.ts";
import { known, knownAt } from "./known.ts";
import type { Conversation } from "./repository.ts";

export interface Ground {
  readonly user: User;
  readonly scope: Scope;
  readonly conversation: Conversation;
  /** When it was said. */
  readonly now: Temporal.Instant;
  /** The person's interviews, where they are being read already. */
  readonly near?: Promise<readonly Known[]> | undefined;
}

/** What the language may know at this moment. */
export async function contextOf({ user, scope, conversation, now, near }: Ground): Promise<Context> {
  return {
    now,
    timeZone: zoneOf(user),
    interviews: await (near ?? known(scope.interviews, now)),
    ...(conversation.last === null ? {} : { last: conversation.last }),
    ...(conversation.question === null ? {} : { question: conversation.question }),
  };
}

/** The reading, and the interviews that its choices may point at. */
export async function readWords(
  words: string,
  ground: Ground,
): Promise<{ readonly reading: Reading; readonly known: readonly Known[] }> {
  const context = await contextOf(ground);
  const near = context.interviews ?? [];
  const reading = read(words, context);
  const zone = readZone(words, reading, context);
  if (zone !== null) return { reading: zone, known: near };
  const company = unfound(reading);
  if (company === null) return { reading, known: near };
  // Nothing near in time fits: the company's may be further back or ahead than what was read.
  const more = await knownAt(ground.scope.interviews, company, near, ground.now);
  if (more.length === 0) return { reading, known: near };
  const interviews = [...near, ...more];
  return { reading: read(words, { ...context, interviews }), known: interviews };
}

/** The company that a command is about and that none of the interviews read so far is at. */
function unfound(reading: Reading): string | null {
  if (reading.kind !== "question") return null;
  const { asks, why, frame } = reading.question;
  return asks === "target" && why === "none" ? (frame.company ?? null) : null;
}

const LONGEST_PLACE = 60;

/** "Berlin", "I'm in Berlin": a zone when a zone is what was asked for, whatever else the words could be. */
function readZone(words: string, reading: Reading, context: Context): Reading | null {
  if (context.question?.asks !== "timeZone" || words.length > LONGEST_PLACE) return null;
  if (reading.kind === "command" && reading.command.kind === "settings") return { ...reading, answers: true };
  const place = words.replace(/^\s*(i'?m|i am|we'?re|i live)?\s*(in|near|at|from)?\s+/i, "").trim();
  const { question: _open, ...alone } = context;
  const zone = read(`my time zone is ${place}`, alone);
  const isZone = zone.kind === "command" && zone.command.kind === "settings" && zone.command.change?.kind === "zone";
  return isZone ? { ...zone, answers: true } : null;
}
