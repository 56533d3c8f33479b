/** Takes what the app sends to a response_url: another message, or another content of the one it belongs to. */
import { type Check, taken } from "./blocks.ts";
import { type Json, textAt } from "./json.ts";
import { type Message, Refusal } from "./model.ts";
import type { Screen } from "./screen.ts";
import type { Answering, State } from "./state.ts";

const yes = (value: unknown) => value === true || value === "true";

/** Shows an answer. Throws Refusal when it says nothing or too much. */
export function answered(
  { state, screen, check }: { readonly state: State; readonly screen: Screen; readonly check: Check },
  { user, channel, original }: Pick<Answering, "user" | "channel" | "original">,
  body: Json,
): Message | null {
  if (yes(body.delete_original)) {
    if (original === null) throw new Refusal("message_not_found");
    screen.remove(original);
    return original;
  }
  const text = textAt(body, "text");
  if (text === "") throw new Refusal("no_text");
  const blocks = taken({ text, ...(body.blocks === undefined ? {} : { blocks: body.blocks }) }, check, state.id);
  if (yes(body.replace_original) && original !== null) {
    screen.replace(original, { text, blocks });
    return original;
  }
  const thread = textAt(body, "thread_ts");
  return screen.post(channel, {
    text,
    blocks,
    thread: thread === "" ? null : thread,
    onlyFor: body.response_type === "in_channel" ? null : user.id,
  });
}
