/** Knows what Slack refuses, independently of the renderer. */

/*
 * The numbers of https://docs.slack.dev/reference/block-kit
 * (pages "Blocks", "Actions block", "Context block", "Header block", "Image block", "Input block", "Section block",
 * "Button element", "Checkboxes", "Select menu element", "Plain-text input element", "Date picker element", "Time
 * picker element", "Text object", "Option object") and https://docs.slack.dev/reference/views ("Modal views", "Home tab
 * views"). The 3,000 of a text object is taken for rich text too, which has no published number. The length of all
 * blocks of a message together is not published either; bolt-js#2509 and #2867 measured some 13,200 characters of JSON.
 */

type Node = Readonly<Record<string, unknown>>;
type Report = (where: string, what: string) => void;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** What is wrong with a `chat.postMessage`, a modal or a home; empty when Slack would take it. */
export function violations(payload: unknown): string[] {
  const found: string[] = [];
  const report: Report = (where, what) => found.push(`${where}: ${what}`);
  if (!isNode(payload)) return ["payload: no object"];
  if (payload.type === "modal") modal(payload, report);
  else if (payload.type === "home") blocks(payload.blocks, 100, HOME_BLOCKS, report);
  else message(payload, report);
  return found;
}

const MESSAGE_BLOCKS = ["actions", "context", "header", "image", "rich_text"];
const HOME_BLOCKS = MESSAGE_BLOCKS;
const MODAL_BLOCKS = [...MESSAGE_BLOCKS, "input"];

function message(payload: Node, report: Report): void {
  length(payload.text, 1, 3000, "text", report);
  blocks(payload.blocks, 50, MESSAGE_BLOCKS, report);
  // Slack gives each block an id of some five letters where there is none.
  const ids = nodes(payload.blocks).map((block) => ({ block_id: "aB3+x", ...block }));
  const size = Buffer.byteLength(JSON.stringify(ids));
  if (size > 13_200) report("blocks", `${size} bytes, msg_blocks_too_long`);
}

function modal(payload: Node, report: Report): void {
  for (const key of ["title", "submit", "close"]) plain(payload[key], 24, key, report);
  length(payload.private_metadata, 0, 3000, "private_metadata", report);
  length(payload.callback_id, 1, 255, "callback_id", report);
  blocks(payload.blocks, 100, MODAL_BLOCKS, report);
}

function blocks(value: unknown, most: number, kinds: readonly string[], report: Report): void {
  const all = nodes(value);
  count(value, 1, most, "blocks", report);
  unique(
    all.map((block) => block.block_id).filter((id) => id !== undefined),
    "block_id",
    report,
  );
  // Only within a block by the reference; we keep to the whole payload, where a press is looked up.
  unique(
    all.filter(({ type }) => type === "actions").flatMap((block) => nodes(block.elements).map((it) => it.action_id)),
    "action_id",
    report,
  );
  all.forEach((block, index) => {
    const where = `blocks[${index}] ${String(block.type)}`;
    if (!kinds.includes(String(block.type))) report(where, "does not belong here");
    if (block.block_id !== undefined) length(block.block_id, 1, 255, `${where} block_id`, report);
    BLOCKS[String(block.type)]?.(block, where, report);
  });
}

type Check = (node: Node, where: string, report: Report) => void;

const BLOCKS: Readonly<Record<string, Check>> = {
  header: (block, where, report) => plain(block.text, 150, where, report),
  context(block, where, report) {
    count(block.elements, 1, 10, where, report);
    for (const element of nodes(block.elements)) {
      if (element.type === "plain_text") plain(element, 3000, where, report);
      else if (element.type === "mrkdwn") length(element.text, 1, 3000, where, report);
      else report(where, `holds a ${String(element.type)}`);
    }
  },
  image(block, where, report) {
    length(block.alt_text, 1, 2000, `${where} alt_text`, report);
    address(block.image_url, where, report);
    if (!String(block.image_url).startsWith("https:")) report(where, "is not fetched over https");
  },
  rich_text(block, where, report) {
    count(block.elements, 1, 100, where, report);
    for (const part of nodes(block.elements)) {
      const sections = part.type === "rich_text_list" ? nodes(part.elements) : [part];
      if (part.type === "rich_text_list" && part.style !== "bullet") report(where, "list style");
      if (sections.length === 0) report(where, "empty list");
      for (const section of sections) {
        if (section.type !== "rich_text_section") report(where, `holds a ${String(section.type)}`);
        count(section.elements, 1, 1000, where, report);
        for (const element of nodes(section.elements)) span(element, where, report);
      }
    }
  },
  actions(block, where, report) {
    count(block.elements, 1, 25, where, report);
    for (const element of nodes(block.elements)) control(element, ["button", "checkboxes"], where, report);
  },
  input(block, where, report) {
    plain(block.label, 2000, `${where} label`, report);
    if (block.hint !== undefined) plain(block.hint, 2000, `${where} hint`, report);
    const kinds = ["plain_text_input", "datepicker", "timepicker", "email_text_input", "static_select"];
    if (isNode(block.element)) control(block.element, kinds, where, report);
    else report(where, "has no element");
  },
};

function span(element: Node, where: string, report: Report): void {
  // The space between two links is a text of its own.
  if (element.type === "text") length(String(element.text).replace(/^\s+$/, "space"), 1, 3000, where, report);
  else if (element.type === "link") {
    address(element.url, where, report);
    if (element.text !== undefined) length(element.text, 1, 3000, where, report);
  } else report(where, `holds a ${String(element.type)}`);
}

function control(element: Node, kinds: readonly string[], block: string, report: Report): void {
  const where = `${block} ${String(element.type)}`;
  if (!kinds.includes(String(element.type))) report(where, "does not belong here");
  length(element.action_id, 1, 255, `${where} action_id`, report);
  CONTROLS[String(element.type)]?.(element, where, report);
}

const CONTROLS: Readonly<Record<string, Check>> = {
  button(button, where, report) {
    plain(button.text, 75, where, report);
    if (button.value !== undefined) length(button.value, 1, 2000, `${where} value`, report);
    if (button.url !== undefined) address(button.url, where, report);
    if (button.style !== undefined && button.style !== "primary" && button.style !== "danger") report(where, "style");
  },
  checkboxes: (boxes, where, report) => chosen(boxes, 10, boxes.initial_options, where, report),
  static_select(select, where, report) {
    const initial = select.initial_option === undefined ? undefined : [select.initial_option];
    chosen(select, 100, initial, where, report);
  },
  plain_text_input(input, where, report) {
    if (input.initial_value === undefined) return;
    length(input.initial_value, 1, 3000, where, report);
    if (input.multiline !== true && String(input.initial_value).includes("\n")) report(where, "several lines in one");
  },
  email_text_input(input, where, report) {
    if (input.initial_value !== undefined) length(input.initial_value, 1, 3000, where, report);
  },
  datepicker(picker, where, report) {
    const date = picker.initial_date;
    if (date === undefined) return;
    const real = new Date(`${String(date)}T00:00:00Z`);
    if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date) report(where, "no date");
  },
  timepicker(picker, where, report) {
    if (picker.initial_time === undefined) return;
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(String(picker.initial_time))) report(where, "no time");
  },
};

function chosen(node: Node, most: number, initial: unknown, where: string, report: Report): void {
  count(node.options, 1, most, `${where} options`, report);
  const options = nodes(node.options);
  for (const option of options) {
    plain(option.text, 75, `${where} option`, report);
    length(option.value, 1, 150, `${where} option value`, report);
    if (option.description !== undefined) plain(option.description, 75, `${where} description`, report);
  }
  unique(
    options.map(({ value }) => value),
    `${where} option value`,
    report,
  );
  if (initial === undefined) return;
  count(initial, 1, most, `${where} initial`, report);
  const offered = new Set(options.map((option) => JSON.stringify(option)));
  if (!nodes(initial).every((option) => offered.has(JSON.stringify(option))))
    report(where, "initial not among options");
}

function plain(value: unknown, most: number, where: string, report: Report): void {
  if (!isNode(value) || value.type !== "plain_text") {
    report(where, "no plain text");
    return;
  }
  if (value.emoji !== false) report(where, "would make emoji of what was typed");
  length(value.text, 1, most, where, report);
}

function length(value: unknown, least: number, most: number, where: string, report: Report): void {
  if (typeof value !== "string") {
    report(where, "no text");
    return;
  }
  if (value.length > most) report(where, `${value.length} characters, ${most} at most`);
  if (value.trim().length < least) report(where, "empty");
  if (/(?!\n)[\p{Cc}\p{Cs}]/u.test(value)) report(where, "control characters or half a letter");
}

function count(value: unknown, least: number, most: number, where: string, report: Report): void {
  if (!Array.isArray(value)) report(where, "no list");
  else if (value.length < least || value.length > most) report(where, `${value.length} of ${least} to ${most}`);
}

function address(value: unknown, where: string, report: Report): void {
  length(value, 1, 3000, `${where} url`, report);
  if (!/^https?:$/.test(URL.parse(String(value))?.protocol ?? "")) report(where, "no address");
}

function unique(values: readonly unknown[], what: string, report: Report): void {
  if (new Set(values).size !== values.length) report(what, "twice");
}
