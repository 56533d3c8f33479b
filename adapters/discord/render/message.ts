/** Turns a message into what Discord posts: one message, and what does not fit into it as more of them. */
import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import { MessageFlags } from "discord-api-types/v10";
import { z } from "zod";
import type { Message } from "../../../src/chat/port.ts";
import { type Controls, drawn, gathered, type Row } from "./controls.ts";
import { controlsIn, readPressId } from "./custom-id.ts";
import { LIMITS, MARK, RESERVE } from "./limits.ts";
import { counter, type Unit, unitsOf } from "./units.ts";

/**
 * All of it is always said, so that a post may also take the place of another: `content` is "" where embeds say it,
 * and `flags` turn the previews of links off for plain words and on for embeds, which are hidden otherwise.
 */
export interface Post {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: Row[];
  readonly flags: number;
  readonly allowed_mentions: { readonly parse: [] };
}

export interface Rendered {
  readonly first: Post;
  /** What did not fit, to be posted after the first, in this order. */
  readonly rest: readonly Post[];
}

const GOES_ON = "(goes on below)";
const ACCENT = 0x4fa27d;

interface Card {
  readonly title: string | null;
  readonly description: string;
  readonly fields: readonly APIEmbedField[];
  readonly image: string | null;
}

/** A post while it is put together. */
interface Draft {
  readonly cards: readonly Card[];
  readonly rows: readonly Controls[];
}

const NOTHING: Draft = { cards: [], rows: [] };
const BLANK: Card = { title: null, description: "", fields: [], image: null };

/**
 * A message as Discord takes it. `mark`, at most 25 letters, digits, "_" and "-", goes into the id of a button of the
 * first post, if it has one with room for it. Throws RangeError for an action, a value or an address that is too long,
 * and for a mark that is none: that is our own mistake.
 */
export function renderMessage(message: Message, mark?: string): Rendered {
  if (mark !== undefined && !MARK.test(mark)) throw new RangeError("no mark");
  const { drafts, card } = draftsOf(message);
  const plain = drafts.length === 1 && !card;
  const [first = NOTHING, ...rest] = drafts;
  return {
    first: postOf(first, { plain, mark, footer: rest.length === 0 ? undefined : GOES_ON }),
    rest: rest.map((draft) => postOf(draft, { plain })),
  };
}

/** The first post alone; where that is not all, `more` says so at its end, in at most 40 characters. */
export function renderFirst(message: Message, more: string): Post {
  const [first = NOTHING, ...rest] = draftsOf(message).drafts;
  return postOf(first, { plain: false, footer: rest.length === 0 ? undefined : more });
}

const marked = z.object({ custom_id: z.string() });

/** The mark in the rows of a message as Discord hands them back: untrusted. Null when there is none. */
export function readMark(components: unknown): string | null {
  for (const control of controlsIn(components)) {
    const id = marked.safeParse(control).data?.custom_id;
    const mark = id === undefined ? null : readPressId(id)?.mark;
    if (typeof mark === "string") return mark;
  }
  return null;
}

/** The posts of a message, and whether it shows more than sentences. Each says something. */
function draftsOf({ text, blocks }: Message): { readonly drafts: readonly Draft[]; readonly card: boolean } {
  const next = counter();
  const made = blocks.map((block) => ({ kind: block.kind, units: unitsOf(block, next) }));
  const shown = made.filter(({ units }) => units.length > 0);
  const card = shown.some(({ kind }) => kind !== "text" && kind !== "buttons");
  const groups = shown.map(({ units }) => units);
  if (groups.flat().some(({ kind }) => kind !== "controls")) return { drafts: packed(together(groups)), card };
  const words = unitsOf({ kind: "text", text }, next);
  const said = words.length > 0 ? words : unitsOf({ kind: "text", text: "…" }, next);
  return { drafts: packed([said, ...groups]), card };
}

/** A heading stays with what it is the heading of, so that no post ends with one. */
function together(groups: readonly Unit[][]): readonly Unit[][] {
  const joined: Unit[][] = [];
  for (const group of groups) {
    const before = joined.at(-1);
    if (before?.at(-1)?.kind === "heading" && all(NOTHING, [...before, ...group]) !== null) before.push(...group);
    else joined.push([...group]);
  }
  return joined;
}

/** As many posts as it takes, in order. What fits into one is not torn apart. */
function packed(groups: readonly Unit[][]): readonly Draft[] {
  const drafts: Draft[] = [];
  const put = (units: readonly Unit[]): boolean => {
    const onto = all(drafts.at(-1) ?? NOTHING, units);
    const fresh = onto ?? all(NOTHING, units);
    if (fresh === null) return false;
    if (onto !== null) drafts.pop();
    drafts.push(fresh);
    return true;
  };
  for (const group of groups) {
    if (put(group)) continue;
    for (const unit of group) {
      if (!put([unit])) throw new RangeError("a part of a message too large for Discord");
    }
  }
  return drafts;
}

/** The draft with all the units in it; null when they do not fit. */
const all = (draft: Draft, units: readonly Unit[]): Draft | null =>
  units.reduce<Draft | null>((before, unit) => (before === null ? null : added(before, unit)), draft);

function added({ cards, rows }: Draft, unit: Unit): Draft | null {
  if (unit.kind === "controls") {
    const more = [...rows, unit.controls];
    const fitting = more.length <= LIMITS.rows ? more : gathered(more);
    return fitting.length <= LIMITS.rows ? { cards, rows: fitting } : null;
  }
  const last = cards.at(-1);
  const onto = last === undefined ? null : onCard(last, unit);
  const more = onto === null ? [...cards, newCard(unit)] : [...cards.slice(0, -1), onto];
  return more.length <= LIMITS.embeds && sizeOf(more) <= LIMITS.embedTotal - RESERVE ? { cards: more, rows } : null;
}

type Said = Exclude<Unit, { readonly kind: "controls" }>;

/** The card with the unit in it; null where it has no place: an embed shows words, then fields, then an image. */
function onCard(card: Card, unit: Said): Card | null {
  switch (unit.kind) {
    case "line":
    case "heading": {
      const between = card.description === "" ? "" : unit.kind === "heading" ? "\n\n" : "\n";
      const description = `${card.description}${between}${unit.text}`;
      const open = card.fields.length === 0 && card.image === null;
      return open && description.length <= LIMITS.description ? { ...card, description } : null;
    }
    case "field":
      return card.image === null && card.fields.length < LIMITS.fields
        ? { ...card, fields: [...card.fields, unit.field] }
        : null;
    case "image":
      return card.image === null ? { ...card, image: unit.url } : null;
  }
}

function newCard(unit: Said): Card {
  if (unit.kind === "heading" && unit.title !== null) return { ...BLANK, title: unit.title };
  return onCard(BLANK, unit) ?? BLANK;
}

const sizeOf = (cards: readonly Card[]): number =>
  cards
    .flatMap(({ title, description, fields }) => [
      title ?? "",
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ])
    .reduce((sum, text) => sum + text.length, 0);

interface Look {
  /** Whether words alone stand outside of an embed. */
  readonly plain: boolean;
  readonly mark?: string | undefined;
  readonly footer?: string | undefined;
}

function postOf({ cards, rows }: Draft, { plain, mark, footer }: Look): Post {
  const words = cards.map(({ description }) => description).join("\n");
  const bare = cards.length === 0 || (plain && words.length <= LIMITS.content);
  const told = cards.length === 0 ? "-# (goes on)" : words;
  const last = cards.length - 1;
  return {
    content: bare ? told : "",
    embeds: bare ? [] : cards.map((card, index) => embedOf(card, index === last ? footer : undefined)),
    components: drawn(rows, mark),
    flags: bare ? MessageFlags.SuppressEmbeds : 0,
    allowed_mentions: { parse: [] },
  };
}

const embedOf = ({ title, description, fields, image }: Card, footer?: string): APIEmbed => ({
  color: ACCENT,
  ...(title === null ? {} : { title }),
  ...(description === "" ? {} : { description }),
  ...(fields.length === 0 ? {} : { fields: [...fields] }),
  ...(image === null ? {} : { image: { url: image } }),
  ...(footer === undefined ? {} : { footer: { text: footer } }),
});
