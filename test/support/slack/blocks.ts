/** Blocks as Slack takes them in: refused when beyond its limits, then kept with ids of its own and escaped texts. */
import { isJson, type Json, listAt, textAt } from "./json.ts";
import { Refusal } from "./model.ts";

/** Says what of a message or view Slack would refuse; nothing when it is fine. */
export type Check = (payload: Json) => readonly string[];

/** Undocumented, and seen near 13,200 characters. */
const MOST = 13_000;

/** The blocks to keep. Throws what Slack answers: invalid_blocks with the reasons, or msg_blocks_too_long. */
export function taken(payload: Json, check: Check, nextId: (letter: string) => string): readonly Json[] {
  // A message without blocks is its text alone.
  if (payload.blocks === undefined && payload.type === undefined) return [];
  const wrong = [...shape(payload), ...check(payload)];
  if (wrong.length > 0) {
    throw new Refusal("invalid_blocks", {
      errors: wrong,
      response_metadata: { messages: wrong.map((it) => `[ERROR] ${it}`) },
    });
  }
  const blocks = listAt(payload, "blocks");
  if (payload.type === undefined && JSON.stringify(blocks).length > MOST) throw new Refusal("msg_blocks_too_long");
  return blocks.map((block) => kept(block, nextId));
}

/** The least: a number of blocks, texts that say something, ids that differ. */
function shape(payload: Json): string[] {
  const blocks = payload.blocks;
  if (!Array.isArray(blocks) || !blocks.every(isJson)) return ["blocks must be a list of objects"];
  const most = payload.type === undefined ? 50 : 100;
  const ids = blocks.map((block) => textAt(block, "block_id")).filter((id) => id !== "");
  return [
    ...(blocks.length > most ? [`no more than ${most} blocks`] : []),
    ...(new Set(ids).size < ids.length ? ["block_id must be unique"] : []),
    ...blocks.flatMap((block, index) => emptyTexts(block).map((what) => `${what} [/blocks/${index}]`)),
  ];
}

function emptyTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(emptyTexts);
  if (!isJson(value)) return [];
  const own = typeof value.text === "string" && value.text === "" ? ["must be more than 0 characters"] : [];
  return [...own, ...Object.values(value).flatMap(emptyTexts)];
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** With the ids that were left out, and with plain texts and values escaped, as they come back in payloads. */
function kept(block: Json, nextId: (letter: string) => string): Json {
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner);
    if (!isJson(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, it]) => {
        const plain = value.type === "plain_text" && key === "text";
        return [key, typeof it === "string" && (plain || key === "value") ? escaped(it) : inner(it)];
      }),
    );
  };
  const element = (it: Json): Json =>
    it.action_id === undefined && typeof it.type === "string" ? { ...it, action_id: nextId("") } : it;
  const given = inner(block);
  if (!isJson(given)) throw new TypeError("a block is an object");
  return {
    block_id: nextId("b"),
    ...given,
    ...(given.type === "actions" ? { elements: listAt(given, "elements").map(element) } : {}),
    ...(isJson(given.accessory) ? { accessory: element(given.accessory) } : {}),
    ...(given.type === "input" && isJson(given.element) ? { element: element(given.element) } : {}),
  };
}
