/** What people see of blocks: their words as plain text, and what can be pressed. Pure. */
import { at, isJson, type Json, listAt, textAt } from "./json.ts";

/** Something to press in a message or view. */
export interface Pressable {
  readonly label: string;
  readonly block: Json;
  readonly element: Json;
  /** Of a checkbox, a select or an overflow menu. */
  readonly option: Json | null;
}

const unescaped = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Slack's own markup as people read it: mentions, links, dates, bold. */
const marked = (text: string): string =>
  unescaped(
    text
      .replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
      .replace(/<([@#!])([^|>]*)(?:\|([^>]*))?>/g, (_, sign: string, id: string, label?: string) =>
        label === undefined ? `${sign === "#" ? "#" : "@"}${id}` : label,
      )
      .replace(/<([^|>]+)\|([^>]*)>/g, "$2")
      .replace(/<([^>]+)>/g, "$1")
      .replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, "$1"),
  );

/** A text object; plain ones say what they say. Slack keeps both escaped. */
const words = (object: Json): string =>
  textAt(object, "type") === "mrkdwn" ? marked(textAt(object, "text")) : unescaped(textAt(object, "text"));

/** Whom a message would ping: "@channel", "@U1". Names that stand in it as plain words ping nobody. */
export function pings(text: string, blocks: readonly Json[]): string[] {
  const found = new Set<string>();
  const look = (markup: string) => {
    for (const [, id] of markup.matchAll(/<[@!](channel|here|everyone|subteam\^\w+|[UW]\w+)(?:\|[^>]*)?>/g)) {
      found.add(`@${id}`);
    }
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (!isJson(value)) return;
    if (value.type === "mrkdwn") look(textAt(value, "text"));
    if (value.type === "user") found.add(`@${textAt(value, "user_id")}`);
    if (value.type === "broadcast") found.add(`@${textAt(value, "range")}`);
    for (const inner of Object.values(value)) walk(inner);
  };
  look(text);
  walk(blocks);
  return [...found];
}

function rich(element: Json): string {
  const inner = () =>
    listAt(element, "elements")
      .map(rich)
      .join(textAt(element, "type") === "rich_text" ? "\n" : "");
  switch (element.type) {
    case "text":
      return textAt(element, "text");
    case "link":
      return textAt(element, "text") || textAt(element, "url");
    case "user":
      return `@${textAt(element, "user_id")}`;
    case "broadcast":
      return `@${textAt(element, "range")}`;
    case "date":
      return textAt(element, "fallback");
    case "emoji":
      return `:${textAt(element, "name")}:`;
    case "rich_text_list":
      return listAt(element, "elements")
        .map((item, index) => `${element.style === "ordered" ? `${index + 1}.` : "-"} ${rich(item)}`)
        .join("\n");
    default:
      return inner();
  }
}

const chosen = (element: Json, option: Json): boolean =>
  listAt(element, "initial_options").some((it) => it.value === option.value);

/** What is filled into an input when it is opened. */
export const initialValue = (element: Json): string =>
  textAt(element, "initial_value") ||
  textAt(element, "initial_date") ||
  textAt(element, "initial_time") ||
  textAt(at(element, "initial_option"), "value");

/** Elements beside each other: checkboxes line by line, links with their address, the others in brackets. */
function controls(elements: readonly Json[]): string[] {
  const lines: string[] = [];
  const labels: string[] = [];
  for (const element of elements) {
    const options = listAt(element, "options");
    if (element.type === "checkboxes") {
      for (const option of options) {
        const more = words(at(option, "description"));
        lines.push(
          `${chosen(element, option) ? "[x]" : "[ ]"} ${words(at(option, "text"))}${more === "" ? "" : ` ${more}`}`,
        );
      }
    } else if (options.length > 0) labels.push(...options.map((option) => words(at(option, "text"))));
    else if (textAt(element, "url") !== "") lines.push(`${words(at(element, "text"))}: ${textAt(element, "url")}`);
    else labels.push(words(at(element, "text")));
  }
  return labels.length === 0 ? lines : [...lines, `(${labels.join(" | ")})`];
}

function lines(block: Json): string[] {
  switch (block.type) {
    case "section":
      return [
        words(at(block, "text")),
        ...listAt(block, "fields").map(words),
        ...(isJson(block.accessory) ? controls([block.accessory]) : []),
      ];
    case "header":
      return [words(at(block, "text"))];
    case "context":
      return [
        listAt(block, "elements")
          .map((it) => (it.type === "image" ? textAt(it, "alt_text") : words(it)))
          .join(" "),
      ];
    case "image":
      return [textAt(block, "alt_text")];
    case "actions":
      return controls(listAt(block, "elements"));
    case "input":
      return [`${words(at(block, "label"))}: ${initialValue(at(block, "element"))}`, words(at(block, "hint"))];
    case "rich_text":
      return [rich(block)];
    case "markdown":
      return [textAt(block, "text")];
    default:
      return [];
  }
}

/** The words of a message; `text` counts only when there are no blocks, as in Slack. */
export const visible = (text: string, blocks: readonly Json[]): string =>
  blocks.length === 0
    ? marked(text)
    : blocks
        .flatMap(lines)
        .filter((line) => line !== "")
        .join("\n");

/** Everything that can be pressed, in order; links lead elsewhere and are no part of it. */
export function pressables(blocks: readonly Json[]): Pressable[] {
  return blocks.flatMap((block) => {
    const elements = [...(block.type === "actions" ? listAt(block, "elements") : []), at(block, "accessory")];
    return elements.flatMap((element): Pressable[] => {
      const options = listAt(element, "options");
      if (options.length > 0) {
        return options.map((option) => ({ label: words(at(option, "text")), block, element, option }));
      }
      if (element.type !== "button" || textAt(element, "url") !== "") return [];
      return [{ label: words(at(element, "text")), block, element, option: null }];
    });
  });
}
