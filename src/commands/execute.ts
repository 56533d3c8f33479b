/** The one way to carry a command out. */
import type { Command, CommandKind } from "./command.ts";
import type { Actor, Features, Scope } from "./features.ts";
import { interviewHandlers } from "./interview-handlers.ts";
import { personHandlers } from "./person-handlers.ts";
import type { Result } from "./result.ts";

export type Handler<K extends CommandKind> = (
  command: Extract<Command, { kind: K }>,
  actor: Actor,
  scope: Scope,
  features: Features,
) => Promise<Result>;

export type Handlers = { readonly [K in CommandKind]: Handler<K> };

const HANDLERS: Handlers = { ...interviewHandlers, ...personHandlers };

/**
 * Carries out one command for one person. The same `actor.eventId` again changes nothing and gives the same result.
 * Throws PersonError with a sentence for them; DeliveryError where an outside system was needed and did not answer.
 */
export async function execute(actor: Actor, command: Command, features: Features): Promise<Result> {
  return carry(command, actor, features.of(actor.user), features);
}

function carry<K extends CommandKind>(
  command: Extract<Command, { kind: K }>,
  actor: Actor,
  scope: Scope,
  features: Features,
): Promise<Result> {
  // The table has a handler of exactly this command's kind; TypeScript cannot follow a union through a lookup.
  const handler: Handler<K> = HANDLERS[command.kind as K];
  return handler(command, actor, scope, features);
}
