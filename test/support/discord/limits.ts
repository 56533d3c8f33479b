/** What Discord refuses of a message: its published limits, as sentences. Knows nothing of the bot. Pure. */
import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { at, isJson, type Json, listAt, textAt } from "../slack/json.ts";

// https://docs.discord.com/developers/resources/message#embed-object-embed-limits and …/components/reference
const CONTENT = 2000;
const EMBEDS = { most: 10, together: 6000, title: 256, description: 4096, fields: 25, name: 256, value: 1024 } as const;
const OUTSIDE = { footer: 2048, author: 256 } as const;
const ROWS = { most: 5, buttons: 5, label: 80, id: 100, url: 512 } as const;
const SELECT = { options: 25, text: 100, placeholder: 150 } as const;

/** In UTF-16 units: what Discord counts is not published, and this is never the smaller number. */
export const sizeOf = (text: string): number => text.length;

/** A sentence when a text is not within its bounds. */
export function bounds(where: string, text: string, least: number, most: number): string[] {
  const size = sizeOf(text);
  return size < least || size > most ? [`${where}: must be between ${least} and ${most} in length, is ${size}`] : [];
}

/** An id that comes back: each at most once in a message or modal. */
export function ids(where: string, components: readonly Json[]): string[] {
  const all = components.map((component) => textAt(component, "custom_id"));
  const twice = all.filter((id, index) => id !== "" && all.indexOf(id) !== index);
  return twice.map((id) => `${where}: Component custom id cannot be duplicated: ${id}`);
}

/** All that is wrong with the body of a message, as it stands after an edit, with so many files beside it. */
export function messageViolations(body: Json, { files = 0 } = {}): string[] {
  const [embeds, rows] = [listAt(body, "embeds"), listAt(body, "components")];
  const attached = listAt(body, "attachments").length;
  const empty = textAt(body, "content").trim() === "" && embeds.length + rows.length + attached + files === 0;
  return [
    ...bounds("content", textAt(body, "content"), 0, CONTENT),
    ...("content" in body && body.content !== null && typeof body.content !== "string" ? ["content: no text"] : []),
    ...(empty ? ["Cannot send an empty message"] : []),
    ...(embeds.length > EMBEDS.most ? [`embeds: ${embeds.length} are more than ${EMBEDS.most}`] : []),
    ...embeds.flatMap((embed, index) => embedViolations(`embeds[${index}]`, embed)),
    ...together(embeds),
    ...(rows.length > ROWS.most ? [`components: ${rows.length} rows are more than ${ROWS.most}`] : []),
    ...rows.flatMap((row, index) => rowViolations(`components[${index}]`, row)),
    ...ids(
      "components",
      rows.flatMap((row) => listAt(row, "components")),
    ),
    ...nonce(body.nonce),
  ];
}

const nonce = (value: unknown): string[] =>
  value === undefined || value === null || String(value).length <= 25 ? [] : ["nonce: longer than 25"];

function together(embeds: readonly Json[]): string[] {
  const texts = embeds.flatMap((embed) => [
    textAt(embed, "title"),
    textAt(embed, "description"),
    textAt(at(embed, "footer"), "text"),
    textAt(at(embed, "author"), "name"),
    ...listAt(embed, "fields").flatMap((field) => [textAt(field, "name"), textAt(field, "value")]),
  ]);
  const size = texts.reduce((sum, text) => sum + sizeOf(text), 0);
  return size > EMBEDS.together ? [`embeds: ${size} characters are more than ${EMBEDS.together}`] : [];
}

function embedViolations(where: string, embed: Json): string[] {
  const fields = listAt(embed, "fields");
  const shows = ["title", "description", "fields", "image", "thumbnail", "footer", "author"].some(
    (key) => key in embed,
  );
  return [
    ...(shows ? [] : [`${where}: This field is required`]),
    ...bounds(`${where}.title`, textAt(embed, "title"), 0, EMBEDS.title),
    ...bounds(`${where}.description`, textAt(embed, "description"), 0, EMBEDS.description),
    ...bounds(`${where}.footer.text`, textAt(at(embed, "footer"), "text"), 0, OUTSIDE.footer),
    ...bounds(`${where}.author.name`, textAt(at(embed, "author"), "name"), 0, OUTSIDE.author),
    ...(fields.length > EMBEDS.fields ? [`${where}.fields: ${fields.length} are too many`] : []),
    ...fields.flatMap((field, index) => [
      ...bounds(`${where}.fields[${index}].name`, textAt(field, "name").trim(), 1, EMBEDS.name),
      ...bounds(`${where}.fields[${index}].value`, textAt(field, "value").trim(), 1, EMBEDS.value),
    ]),
    ...["image", "thumbnail"].flatMap((key) =>
      key in embed ? link(`${where}.${key}.url`, textAt(at(embed, key), "url"), /^(https?|attachment):/) : [],
    ),
    ...(typeof embed.url === "string" ? link(`${where}.url`, embed.url, /^https?:/) : []),
  ];
}

function link(where: string, url: string, scheme: RegExp): string[] {
  return scheme.test(url) && URL.canParse(url) ? [] : [`${where}: Not a well formed URL`];
}

function rowViolations(where: string, row: Json): string[] {
  if (row.type !== ComponentType.ActionRow) return [`${where}: Value of field "type" must be one of (1,)`];
  const components = listAt(row, "components");
  const buttons = components.filter(({ type }) => type === ComponentType.Button);
  const width = components.length - buttons.length > 0 ? components.length * ROWS.buttons : buttons.length;
  return [
    ...(components.length === 0 || width > ROWS.buttons ? [`${where}: 1 to 5 buttons or one menu`] : []),
    ...components.flatMap((component, index) => {
      const place = `${where}.components[${index}]`;
      if (component.type === ComponentType.Button) return buttonViolations(place, component);
      if (component.type === ComponentType.StringSelect) return selectViolations(place, component);
      return [`${place}: the stand-in knows no component of type ${String(component.type)} in a row`];
    }),
  ];
}

function buttonViolations(where: string, button: Json): string[] {
  const leads = button.style === ButtonStyle.Link;
  const label = textAt(button, "label");
  const style = typeof button.style === "number" && button.style >= 1 && button.style <= 5;
  return [
    ...(style ? [] : [`${where}.style: none that is known`]),
    ...bounds(`${where}.label`, label, isJson(button.emoji) ? 0 : 1, ROWS.label),
    ...(leads
      ? [
          ...("custom_id" in button ? [`${where}: A custom id and url cannot both be specified`] : []),
          ...link(`${where}.url`, textAt(button, "url"), /^(https?|discord):/),
          ...bounds(`${where}.url`, textAt(button, "url"), 1, ROWS.url),
        ]
      : [
          ...bounds(`${where}.custom_id`, textAt(button, "custom_id"), 1, ROWS.id),
          ...("url" in button ? [`${where}: A custom id and url cannot both be specified`] : []),
        ]),
  ];
}

/** The same in messages and modals. */
export function selectViolations(where: string, select: Json): string[] {
  const options = listAt(select, "options");
  const values = options.map((option) => textAt(option, "value"));
  const [least = 1, most = 1] = [select.min_values, select.max_values].map((it) =>
    typeof it === "number" ? it : undefined,
  );
  const chosen = options.filter((option) => option.default === true).length;
  return [
    ...bounds(`${where}.custom_id`, textAt(select, "custom_id"), 1, ROWS.id),
    ...bounds(`${where}.placeholder`, textAt(select, "placeholder"), 0, SELECT.placeholder),
    ...(options.length < 1 || options.length > SELECT.options ? [`${where}.options: ${options.length}`] : []),
    ...options.flatMap((option, index) => [
      ...bounds(`${where}.options[${index}].label`, textAt(option, "label"), 1, SELECT.text),
      ...bounds(`${where}.options[${index}].value`, textAt(option, "value"), 1, SELECT.text),
      ...bounds(`${where}.options[${index}].description`, textAt(option, "description"), 0, SELECT.text),
    ]),
    ...(new Set(values).size < values.length ? [`${where}.options: The specified option value is already used`] : []),
    ...(least < 0 || least > most || most < 1 || most > options.length ? [`${where}: values ${least} to ${most}`] : []),
    ...(chosen > most ? [`${where}: ${chosen} defaults are more than ${most}`] : []),
  ];
}
