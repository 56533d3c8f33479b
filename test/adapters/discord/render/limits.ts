/** Knows what Discord refuses, independently of the renderer. */

/*
 * The numbers of https://docs.discord.com/developers/resources/message ("Create Message", "Embed Limits"),
 * https://docs.discord.com/developers/components/reference ("Action Row", "Button", "String Select", "Text Input",
 * "Label", "Text Display", "Custom ID") and
 * https://docs.discord.com/developers/interactions/receiving-and-responding ("Modal").
 */

type Node = Readonly<Record<string, unknown>>;
type Report = (where: string, what: string) => void;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** What is wrong with a message or a modal; empty when Discord would take it. */
export function violations(payload: unknown): string[] {
  const found: string[] = [];
  const report: Report = (where, what) => found.push(`${where}: ${what}`);
  if (!isNode(payload)) return ["payload: no object"];
  if ("title" in payload) modal(payload, report);
  else message(payload, report);
  return found;
}

function message(payload: Node, report: Report): void {
  const embeds = nodes(payload.embeds);
  if (payload.content !== undefined) length(payload.content, 0, 2000, "content", report);
  if (String(payload.content ?? "").trim() === "" && embeds.length === 0) report("message", "empty");
  if (JSON.stringify(payload.allowed_mentions) !== '{"parse":[]}') report("allowed_mentions", "may ping");
  const suppressed = (Number(payload.flags ?? 0) & 4) !== 0;
  if (suppressed && embeds.length > 0) report("flags", "hide the embeds");
  count(payload.embeds, 0, 10, "embeds", report);
  for (const [index, embed] of embeds.entries()) checkEmbed(embed, `embeds[${index}]`, report);
  const total = embeds.flatMap(texts).reduce((sum, text) => sum + text.length, 0);
  if (total > 6000) report("embeds", `${total} characters in all, 6000 at most`);
  count(payload.components, 0, 5, "components", report);
  const controls = nodes(payload.components).flatMap((row) => nodes(row.components));
  unique(controls, report);
  for (const row of nodes(payload.components)) checkRow(row, report);
}

const texts = (embed: Node): string[] =>
  [
    embed.title,
    embed.description,
    isNode(embed.footer) ? embed.footer.text : undefined,
    ...nodes(embed.fields).flatMap(({ name, value }) => [name, value]),
  ].filter((text) => typeof text === "string");

function checkEmbed(embed: Node, where: string, report: Report): void {
  const known = ["color", "title", "description", "fields", "image", "footer"];
  for (const key of Object.keys(embed)) if (!known.includes(key)) report(where, `has a ${key}`);
  if (texts(embed).length === 0 && embed.image === undefined) report(where, "empty");
  if (embed.title !== undefined) length(embed.title, 1, 256, `${where} title`, report);
  if (embed.description !== undefined) length(embed.description, 1, 4096, `${where} description`, report);
  if (isNode(embed.footer)) length(embed.footer.text, 1, 2048, `${where} footer`, report);
  if (isNode(embed.image)) address(embed.image.url, 2048, `${where} image`, report);
  if (embed.fields !== undefined) count(embed.fields, 1, 25, `${where} fields`, report);
  for (const field of nodes(embed.fields)) {
    length(field.name, 1, 256, `${where} field name`, report);
    length(field.value, 1, 1024, `${where} field value`, report);
  }
}

function checkRow(row: Node, report: Report): void {
  const controls = nodes(row.components);
  if (row.type !== 1) report("row", `is a ${String(row.type)}`);
  const selects = controls.filter(({ type }) => type === 3);
  if (selects.length > 0 && controls.length > 1) report("row", "a select beside something else");
  count(row.components, 1, 5, "row", report);
  for (const control of controls) {
    if (control.type === 2) checkButton(control, report);
    else if (control.type === 3) checkSelect(control, "select", report);
    else report("row", `holds a ${String(control.type)}`);
  }
}

function checkButton(button: Node, report: Report): void {
  length(button.label, 1, 80, "button label", report);
  if (button.style === 5) {
    address(button.url, 512, "button", report);
    if (button.custom_id !== undefined) report("button", "a link with an id");
    return;
  }
  if (![1, 2, 3, 4].includes(Number(button.style))) report("button", "style");
  if (button.url !== undefined) report("button", "an address on what is no link");
  length(button.custom_id, 1, 100, "button custom_id", report);
}

function checkSelect(select: Node, where: string, report: Report): void {
  length(select.custom_id, 1, 100, `${where} custom_id`, report);
  if (select.placeholder !== undefined) length(select.placeholder, 1, 150, `${where} placeholder`, report);
  count(select.options, 1, 25, `${where} options`, report);
  const options = nodes(select.options);
  const most = Number(select.max_values ?? 1);
  const least = Number(select.min_values ?? 1);
  if (least < 0 || most < 1 || least > most || most > Math.max(1, options.length))
    report(where, "a range that cannot be");
  if (options.filter((option) => option.default === true).length > most) report(where, "too many chosen");
  for (const option of options) {
    length(option.label, 1, 100, `${where} label`, report);
    length(option.value, 1, 100, `${where} value`, report);
    if (option.description !== undefined) length(option.description, 1, 100, `${where} description`, report);
  }
  if (new Set(options.map(({ value }) => value)).size !== options.length) report(where, "a value twice");
}

function modal(payload: Node, report: Report): void {
  length(payload.title, 1, 45, "title", report);
  length(payload.custom_id, 1, 100, "custom_id", report);
  count(payload.components, 1, 5, "components", report);
  const parts = nodes(payload.components);
  unique(
    parts.map(({ component }) => (isNode(component) ? component : {})),
    report,
  );
  for (const part of parts) {
    if (part.type === 10) length(part.content, 1, 4000, "text", report);
    else if (part.type === 18) checkLabel(part, report);
    else report("modal", `holds a ${String(part.type)}`);
  }
}

function checkLabel(label: Node, report: Report): void {
  length(label.label, 1, 45, "label", report);
  if (label.description !== undefined) length(label.description, 1, 100, "label description", report);
  const { component } = label;
  if (!isNode(component)) report("label", "holds nothing");
  else if (component.type === 3) {
    checkSelect(component, "choice", report);
    if (component.required !== false && component.min_values === 0) report("choice", "required, and none is enough");
  } else if (component.type === 4) checkInput(component, report);
  else report("label", `holds a ${String(component.type)}`);
}

function checkInput(input: Node, report: Report): void {
  length(input.custom_id, 1, 100, "input custom_id", report);
  if (input.style !== 1 && input.style !== 2) report("input", "style");
  if (input.label !== undefined) report("input", "a label of its own in a label");
  if (input.placeholder !== undefined) length(input.placeholder, 1, 100, "placeholder", report);
  if (input.value !== undefined) length(input.value, 1, 4000, "value", report);
  if (input.style === 1 && /\n/.test(String(input.value))) report("value", "several lines in one");
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

function address(value: unknown, most: number, where: string, report: Report): void {
  length(value, 1, most, `${where} url`, report);
  if (!/^https?:$/.test(URL.parse(String(value))?.protocol ?? "")) report(where, "no address");
}

function unique(controls: readonly Node[], report: Report): void {
  const ids = controls.map((control) => control.custom_id).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) report("custom_id", "twice");
}
