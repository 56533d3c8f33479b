import { describe, expect, test } from "vitest";
import { renderForm } from "../../../../adapters/discord/render/form.ts";
import { renderHome } from "../../../../adapters/discord/render/home.ts";
import { type Post, type Rendered, renderMessage } from "../../../../adapters/discord/render/message.ts";
import type { Message } from "../../../../src/chat/port.ts";
import { randomMessage } from "../../../support/catalogue/random.ts";
import { ALL_FORMS, HOMES, MESSAGES } from "../../../support/catalogue.ts";
import { bare, saidIn } from "../../slack/render/seen.ts";
import { violations } from "./limits.ts";
import { seen, strange } from "./seen.ts";

const MARK = "m".repeat(25);
const posts = ({ first, rest }: Rendered): readonly Post[] => [first, ...rest];
const all = Object.entries(MESSAGES).flatMap(([group, messages]) =>
  Object.entries(messages).map(([name, message]) => [`${group}: ${name}`, message] as const),
);
const forms = Object.entries(ALL_FORMS).flatMap(([group, known]) =>
  Object.entries(known).map(([name, form]) => [`${group}: ${name}`, form] as const),
);

/** A payload to be read: a line for each part of it. */
const drawn = ({ components, ...head }: object & { readonly components: readonly unknown[] }) =>
  [...Object.entries(head), ...components.map((row, index) => [`row ${index + 1}`, row])]
    .map(([key, value]) => `  ${String(key)}: ${JSON.stringify(value)}`)
    .join("\n");
const titled = (entries: readonly (readonly [string, string])[]) =>
  entries.map(([name, text]) => `# ${name}\n${text}\n`).join("\n");

const expectSaid = (message: Message, shown: readonly Post[]) => {
  const words = bare(seen(shown));
  for (const text of saidIn(message)) expect(words).toContain(bare(text));
};

describe("the messages of the core", () => {
  test.each(Object.keys(MESSAGES))("%s look on Discord as they did", async (group) => {
    const shown = Object.entries(MESSAGES[group] ?? {}).map(
      ([name, message]) => [name, posts(renderMessage(message)).map(drawn).join("\n  -- below --\n")] as const,
    );
    // Nobody reads on in what is long on purpose.
    const readable = shown.filter(([, text]) => group !== "nasty" || text.length < 3000);
    await expect(titled(readable)).toMatchFileSnapshot(`snapshots/${group}.snap`);
  });

  test.each(all)("%s is one that Discord takes, and says all it has to say and nothing else", (_, message) => {
    const rendered = renderMessage(message, MARK);
    expect(posts(rendered).flatMap(violations)).toEqual([]);
    expect(strange(posts(rendered))).toEqual([]);
    expectSaid(message, posts(rendered));
  });

  test("only the nasty ones go on below", () => {
    const long = all.filter(([, message]) => renderMessage(message).rest.length > 0).map(([name]) => name);
    expect(long.filter((name) => !/^(nasty|homes): /.test(name))).toEqual([]);
    expect(long).toContain("nasty: notes of 10,000 characters");
  });
});

describe("homes and forms", () => {
  test("look on Discord as they did", async () => {
    const homes = Object.entries(HOMES).map(([name, home]) => [`home: ${name}`, drawn(renderHome(home))] as const);
    const modals = forms.map(([name, form]) => [name, drawn(renderForm(form))] as const);
    await expect(titled(homes)).toMatchFileSnapshot("snapshots/home.snap");
    await expect(titled(modals)).toMatchFileSnapshot("snapshots/modals.snap");
  });

  test.each(all)("%s as a home is one that Discord takes", (_, message) => {
    expect(violations(renderHome(message))).toEqual([]);
  });

  test.each(forms)("%s is one that Discord takes", (_, form) => {
    expect(violations(renderForm(form, "f".repeat(100)))).toEqual([]);
  });

  test("a home with too much in it says that there is more", () => {
    const home = renderHome(MESSAGES.nasty?.["a list of 200"] ?? { text: "", blocks: [] });
    expect(home.embeds.at(-1)?.footer).toEqual({ text: "There is more: write list." });
    expect(renderHome({ text: "t", blocks: [{ kind: "text", text: "t" }] }).embeds[0]?.footer).toBeUndefined();
  });

  test("a home names what its buttons are about", () => {
    const buttons = renderHome(HOMES.ten ?? { text: "", blocks: [] }).components.flatMap((row) => row.components);
    const labels = buttons.flatMap((control) => ("label" in control ? [control.label] : []));
    expect(labels.slice(0, 4)).toEqual([
      "New interview",
      "Settings",
      "Show, Company 1: phone screen",
      "Preparation, Company 1: phone screen",
    ]);
    expect(labels).toHaveLength(22);
  });
});

describe("anything at all", () => {
  // biome-ignore format: scraps
  const SCRAPS = [
    "a", "word ", "&", "<", ">", "\n", "😀", "👩‍👩‍👧‍👦", "*", "_", "~", "|", "`", "\\", "[x](", ")", ":tada:", ":", "@here", "# ", "-", "1. ",
    "שלום ", "面", "https://a.example/b ", "https://a.example/_b_*c", "\u0007", "<@1>", "  ",
  ];

  test.each(Array.from({ length: 150 }, (_, seed) => seed + 1))(
    "number %i breaks no limit, loses no word and formats none",
    (seed) => {
      const message = randomMessage(seed, SCRAPS);
      const rendered = renderMessage(message, MARK);
      expect(posts(rendered).flatMap(violations)).toEqual([]);
      expect(violations(renderHome(message))).toEqual([]);
      expect(strange(posts(rendered))).toEqual([]);
      expectSaid(message, posts(rendered));
    },
  );
});
