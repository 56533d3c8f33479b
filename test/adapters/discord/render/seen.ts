/** What a person reads on Discord, from posts: the words of each, their own markup gone. */
import type { Post } from "../../../../adapters/discord/render/message.ts";
import { read } from "./client.ts";

/** What the renderer itself writes: its own bold, bullets and small print. */
export const OWN_MARKUP = ["bold", "bullet", "small print"];

const marked = ({ content, embeds }: Post): string[] => [
  content,
  ...embeds.flatMap(({ title = "", description = "", fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]),
];

const labels = ({ components }: Post): string[] =>
  components.flatMap((row) =>
    row.components.flatMap((control) => ("label" in control && control.label !== undefined ? [control.label] : [])),
  );

/** Every word that the posts say, in order, then the labels of all buttons. What only leads on is left out. */
export const seen = (posts: readonly Post[]): string =>
  [...posts.flatMap(marked).map((text) => read(text).text), ...posts.flatMap(labels)].join("\n");

/** The markup that a client finds in the posts and that the renderer does not write. */
export const strange = (posts: readonly Post[]): readonly string[] =>
  posts.flatMap(marked).flatMap((text) => read(text).markup.filter((name) => !OWN_MARKUP.includes(name)));
