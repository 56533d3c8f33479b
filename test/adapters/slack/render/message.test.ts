import { describe, expect, test } from "vitest";
import { renderForm } from "../../../../adapters/slack/render/form.ts";
import { renderHome } from "../../../../adapters/slack/render/home.ts";
import { type Post, type Rendered, renderMessage } from "../../../../adapters/slack/render/message.ts";
import type { Message } from "../../../../src/chat/port.ts";
import { randomMessage } from "../../../support/catalogue/random.ts";
import { ALL_FORMS, HOMES, MESSAGES } from "../../../support/catalogue.ts";
import { violations } from "./limits.ts";
import { bare, saidIn, seen } from "./seen.ts";

const posts = ({ first, rest }: Rendered) => [first, ...rest];
const all = Object.entries(MESSAGES).flatMap(([group, messages]) =>
  Object.entries(messages).map(([name, message]) => [`${group}: ${name}`, message] as const),
);
const forms = Object.entries(ALL_FORMS).flatMap(([group, known]) =>
  Object.entries(known).map(([name, form]) => [`${group}: ${name}`, form] as const),
);

/** A payload to be read: a line for each block. */
const drawn = ({ blocks, ...head }: { readonly blocks: readonly unknown[] }) =>
  [JSON.stringify(head), ...blocks.map((block) => `  ${JSON.stringify(block)}`)].join("\n");
const titled = (entries: readonly (readonly [string, string])[]) =>
  entries.map(([name, text]) => `# ${name}\n${text}\n`).join("\n");
const expectSaid = (message: Message, shown: readonly Post[]) => {
  // The blocks alone: what the fallback says nobody sees.
  const words = seen(shown.map(({ blocks }) => blocks)).filter((text) => text !== "The rest is in the thread.");
  const all = bare(words.join(""));
  for (const text of saidIn(message)) expect(all).toContain(bare(text));
};

describe("the messages of the core", () => {
  test.each(Object.keys(MESSAGES))("%s look on Slack as they did", async (group) => {
    const shown = Object.entries(MESSAGES[group] ?? {}).map(
      ([name, message]) => [name, posts(renderMessage(message)).map(drawn).join("\n  -- in the thread --\n")] as const,
    );
    // Nobody reads on in what is long on purpose.
    const readable = shown.filter(([, text]) => group !== "nasty" || text.length < 3000);
    await expect(titled(readable)).toMatchFileSnapshot(`snapshots/${group}.snap`);
  });

  test.each(all)("%s is one that Slack takes, and says all it has to say", (_, message) => {
    const rendered = renderMessage(message);
    expect(posts(rendered).flatMap(violations)).toEqual([]);
    expectSaid(message, posts(rendered));
  });

  test("only the nasty ones go on in the thread", () => {
    const long = all.filter(([, message]) => renderMessage(message).rest.length > 0).map(([name]) => name);
    expect(long.filter((name) => !name.startsWith("nasty: "))).toEqual([]);
    expect(long).toContain("nasty: 70 sections");
  });
});

describe("homes and forms", () => {
  test("look on Slack as they did", async () => {
    const homes = Object.entries(HOMES).map(([name, home]) => [`home: ${name}`, drawn(renderHome(home))] as const);
    const modals = forms.map(([name, form]) => [name, drawn(renderForm(form, "m"))] as const);
    await expect(titled(homes)).toMatchFileSnapshot("snapshots/app-home.snap");
    await expect(titled(modals)).toMatchFileSnapshot("snapshots/modals.snap");
  });

  test.each(all)("%s as a home is one that Slack takes", (_, message) => {
    expect(violations(renderHome(message))).toEqual([]);
  });

  test.each(forms)("%s is one that Slack takes", (_, form) => {
    expect(violations(renderForm(form, "m".repeat(3000)))).toEqual([]);
  });

  test("a home of more than a hundred blocks says that there is more", () => {
    const { blocks } = renderHome(MESSAGES.nasty?.["70 sections"] ?? { text: "", blocks: [] });
    expect(blocks).toHaveLength(100);
    expect(seen(blocks).at(-1)).toBe("There is more: write list.");
  });
});

describe("anything at all", () => {
  const SCRAPS = [
    "a",
    "word ",
    "&",
    "<",
    ">",
    "\n",
    "😀",
    "👩‍👩‍👧‍👦",
    "*",
    "שלום ",
    "面",
    "https://a.example/b ",
    "\u0007",
    "<!here>",
    "  ",
  ];

  test.each(Array.from({ length: 150 }, (_, seed) => seed + 1))(
    "number %i breaks no limit and loses no word",
    (seed) => {
      const message = randomMessage(seed, SCRAPS);
      const rendered = renderMessage(message);
      expect(posts(rendered).flatMap(violations)).toEqual([]);
      expect(violations(renderHome(message))).toEqual([]);
      expectSaid(message, posts(rendered));
    },
  );
});
