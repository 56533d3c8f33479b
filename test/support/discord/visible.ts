/** What people see of messages and modals: their words as plain text, and what can be pressed. Pure. */
import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { at, type Json, listAt, textAt } from "../slack/json.ts";
import { shown } from "./markdown.ts";
import type { Input } from "./model.ts";

/** Something to press in a message: a button, or an option of a menu. */
export interface Pressable {
  readonly label: string;
  readonly component: Json;
  readonly option: Json | null;
}

/** A long text goes on below its first words. */
export function optionText(option: Json): string {
  const [label, more] = [textAt(option, "label"), textAt(option, "description")];
  if (more === "") return label;
  return label.endsWith("…") && more.startsWith("…") ? `${label.slice(0, -1)}${more.slice(1)}` : `${label} ${more}`;
}

/** Everything interactive, in order, however deep it stands. */
export function interactive(components: readonly Json[]): Json[] {
  return components.flatMap((component) => {
    const inner = [...listAt(component, "components"), ...own(component, "component"), ...own(component, "accessory")];
    const mine = textAt(component, "custom_id") !== "" || component.type === ComponentType.Button ? [component] : [];
    return [...mine, ...interactive(inner)];
  });
}

const own = (component: Json, key: string): Json[] => (key in component ? [at(component, key)] : []);

/** What can be pressed; links lead elsewhere and are no part of it. */
export function pressables(message: Json): Pressable[] {
  return interactive(listAt(message, "components")).flatMap((component): Pressable[] => {
    if (component.disabled === true) return [];
    if (component.type === ComponentType.StringSelect) {
      return listAt(component, "options").map((option) => ({ label: textAt(option, "label"), component, option }));
    }
    if (component.type !== ComponentType.Button || component.style === ButtonStyle.Link) return [];
    return [{ label: textAt(component, "label"), component, option: null }];
  });
}

function embedLines(embed: Json): string[] {
  return [
    textAt(at(embed, "author"), "name"),
    shown(textAt(embed, "title")),
    shown(textAt(embed, "description")),
    ...listAt(embed, "fields").map((field) => {
      const [name, value] = [shown(textAt(field, "name")), shown(textAt(field, "value"))];
      if (blank(name)) return value;
      return blank(value) ? name : `${name.replace(/:$/, "")}: ${value}`;
    }),
    ...("image" in embed ? [textAt(at(embed, "image"), "description")] : []),
    textAt(at(embed, "footer"), "text"),
  ];
}

/** Discord takes no empty name or value: an unseen sign stands for none. */
const blank = (text: string): boolean => !/[^\p{C}\p{Z}]/u.test(text);

function rowLines(row: Json): string[] {
  const lines: string[] = [];
  const labels: string[] = [];
  for (const component of interactive([row])) {
    if (component.type === ComponentType.StringSelect) {
      for (const option of listAt(component, "options")) {
        lines.push(`${option.default === true ? "[x]" : "[ ]"} ${optionText(option)}`);
      }
    } else if (component.style === ButtonStyle.Link) {
      lines.push(`${textAt(component, "label")}: ${textAt(component, "url")}`);
    } else labels.push(textAt(component, "label"));
  }
  return labels.length === 0 ? lines : [...lines, `(${labels.join(" | ")})`];
}

/** The words of a message. */
export const visible = (message: Json): string =>
  [
    shown(textAt(message, "content")),
    ...listAt(message, "embeds").flatMap(embedLines),
    ...listAt(message, "attachments").map((file) => textAt(file, "description") || textAt(file, "filename")),
    ...listAt(message, "components").flatMap(rowLines),
  ]
    .filter((line) => !blank(line))
    .join("\n");

/** The fields of a modal: labelled ones, and the older ones in rows. */
export function inputsOf(modal: Json): Input[] {
  return listAt(modal, "components").flatMap((outer): Input[] => {
    const labelled = outer.type === ComponentType.Label;
    const inner = labelled ? [at(outer, "component")] : listAt(outer, "components");
    return inner.map((component) => {
      const options = listAt(component, "options");
      return {
        name: textAt(component, "custom_id"),
        label: labelled ? textAt(outer, "label") : textAt(component, "label"),
        type: component.type === ComponentType.StringSelect ? ComponentType.StringSelect : ComponentType.TextInput,
        value: textAt(component, "value") || textAt(options.find((it) => it.default === true) ?? {}, "value"),
        options: options.map((it) => textAt(it, "value")),
        required: component.required !== false,
      };
    });
  });
}

/** The words of a modal. */
export const visibleModal = (modal: Json): string =>
  [
    textAt(modal, "title"),
    ...listAt(modal, "components").flatMap((outer) =>
      outer.type === ComponentType.TextDisplay
        ? [shown(textAt(outer, "content"))]
        : [
            ...inputsOf({ components: [outer] }).map(({ label, value }) => `${label}: ${value}`),
            textAt(outer, "description"),
          ],
    ),
  ]
    .filter((line) => line !== "")
    .join("\n");
