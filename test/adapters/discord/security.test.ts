/** What must not get in: ids that were made up, records of other people, and more than anybody may write. */
import { ComponentType, InteractionType } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import type { Json } from "../../support/slack/json.ts";
import {
  ANN,
  BO,
  customIdOf,
  forge,
  type InDiscord,
  loggedBy,
  messagesOf,
  modal,
  settled,
  shows,
  standing,
  textsOf,
  times,
  withCard,
} from "./in-discord.ts";

/** Ann's interview with Sarah at Stripe, and Bo, who has none. */
async function both() {
  const it = await withCard();
  const { discord, world } = it;
  await discord.dm(ANN.id, "the phone screen with Stripe is with Sarah Chen");
  await shows(discord, "Sarah Chen");
  await discord.dm(BO.id, "list");
  const ofBo = await waitFor(() => messagesOf(discord, BO)[0], "an answer to Bo");
  await settled(it);
  const [interview] = await world.bot.store
    .of(await world.bot.store.people.signIn(ANN, world.clock.now()))
    .interviews.all();
  const before = await stored(it);
  const shown = times(discord, /^Stripe: phone screen/);
  /** Nothing of Ann's has changed, and Bo has seen nothing of it. */
  const unharmed = async () => {
    await settled(it);
    expect(await stored(it)).toEqual(before);
    expect(
      discord
        .seen(BO.id)
        .map(({ text }) => text)
        .join("\n"),
    ).not.toMatch(/Stripe|Sarah/);
    expect(times(discord, /^Stripe: phone screen/)).toBe(shown);
    expect((await world.records(BO)).interviews).toEqual([]);
    expect(discord.failed(BO.id)).toBe(0);
    expect(loggedBy(world, /"level":50/)).toEqual([]);
  };
  return { ...it, ofBo, id: interview?.id ?? "", unharmed };
}

const stored = async ({ world }: InDiscord): Promise<unknown> => {
  const { interviews, reminders } = await world.records(ANN);
  return { interviews, reminders };
};

describe("another person's interview", () => {
  test("is not reached by its buttons, wherever they are pressed", async () => {
    const it = await both();
    const { discord, card, ofBo } = it;
    const ids = card.labels.map((label) => customIdOf(card, label));
    for (const id of [
      ...ids,
      ...["show", "prep", "cancel", "delete_yes", "undo"].map((verb) => `${verb}:${it.id}:1`),
    ]) {
      const seen = messagesOf(discord, BO).length;
      await (await forge(discord, id, ofBo, BO)).acknowledged();
      // On a message of Ann's own chat, which Bo cannot see.
      await (await forge(discord, id, card, BO)).acknowledged();
      await settled(it);
      expect(messagesOf(discord, BO).length, String(id)).toBeGreaterThanOrEqual(seen);
    }
    expect(textsOf(discord, BO).join("\n")).toMatch(/no longer there/);
    await it.unharmed();
  });

  test("is not reached by commands that name its id", async () => {
    const it = await both();
    const { discord } = it;
    const more: Readonly<Record<string, Record<string, string>>> = {
      move: { to: "Friday 3pm" },
      remind: { when: "1 hour before" },
    };
    for (const subcommand of ["show", "move", "cancel", "done", "remind", "prep"]) {
      const seen = messagesOf(discord, BO).length;
      const options = { interview: it.id, ...more[subcommand] };
      await discord.command(BO.id, "interview", options, { subcommand, where: "server" });
      await waitFor(() => messagesOf(discord, BO).length > seen, `an answer to ${subcommand}`);
    }
    expect(await discord.autocomplete(BO.id, "interview", { interview: "str" }, { subcommand: "show" })).toEqual([]);
    await it.unharmed();
  });

  test("is not reached by its form", async () => {
    const it = await both();
    const { discord, card } = it;
    await discord.press(ANN.id, card, "Reschedule");
    const form = await modal(discord);
    const seen = messagesOf(discord, BO).length;
    for (const custom_id of [
      form.json.custom_id,
      `what:${it.id}:1`,
      `who:${it.id}:1`,
      `notes:${it.id}:1`,
      `move:${it.id}`,
    ]) {
      await discord.interaction(BO.id, InteractionType.ModalSubmit, {
        custom_id,
        components: [
          input("date", "2026-03-12"),
          input("time", "11:00"),
          input("company", "Mine"),
          input("notes", "mine"),
        ],
      });
    }
    await waitFor(() => messagesOf(discord, BO).length > seen, "an answer");
    await it.unharmed();
  });

  test("is not ticked by a checklist that was made up", async () => {
    const it = await both();
    const { discord, card, ofBo } = it;
    await discord.press(ANN.id, card, "Preparation");
    const list = await shows(discord, "Preparation for Stripe");
    await settled(it);
    const actions = [...JSON.stringify(list.json.components).matchAll(/"value":"(tick[^"]+)"/g)].map(
      ([, value]) => value,
    );
    expect(actions.length).toBeGreaterThan(3);
    for (const on of [list, ofBo]) {
      await discord.interaction(
        BO.id,
        InteractionType.MessageComponent,
        { custom_id: "check:0", component_type: ComponentType.StringSelect, values: actions },
        { on },
      );
      await settled(it);
    }
    await it.unharmed();
  });
});

const input = (name: string, value: string): Json => ({
  type: ComponentType.Label,
  id: 1,
  component: { type: ComponentType.TextInput, id: 2, custom_id: name, value },
});

const FORGED: readonly unknown[] = [
  "",
  "x",
  "x".repeat(100),
  "x".repeat(10_000),
  "move|1|2|3",
  "|||",
  "form",
  "form|",
  "form|x",
  "form|__proto__",
  "form|move:000000000000000000000000:1",
  "__proto__",
  "constructor:prototype:1",
  "toString|valueOf",
  "undo:ID:999999999",
  "undo:ID:-1",
  "undo:ID:1e3",
  "undo:ID:1:2",
  "delete_yes:not-an-id:1",
  'show:{"$ne":null}:1',
  "show:[object Object]",
  "tick:ID.no-such-task|open",
  "tick:ID",
  "outcome:ID:1|won everything",
  "remind:ID|whenever",
  "zone|Mars/Olympus",
  "zone|%",
  "answer:nothing|7",
  "answer|-1",
  "other_start:ID:1|yesterday",
  "erase_yes|",
  "check:0",
  "check:99999",
  "\u0000\u202e",
  7,
  null,
  ["show"],
  { show: 1 },
];

test("ids that were made up do nothing to one's own things either, and each is answered", async () => {
  const it = await withCard();
  const { discord, world, card } = it;
  const [interview] = await world.bot.store
    .of(await world.bot.store.people.signIn(ANN, world.clock.now()))
    .interviews.all();
  const before = await stored(it);
  const ids = FORGED.filter((id) => id !== "erase_yes|").map((id) =>
    typeof id === "string" ? id.replace("ID", interview?.id ?? "") : id,
  );
  for (const id of ids) expect(await (await forge(discord, id, card)).acknowledged(), String(id)).not.toBe("failed");
  for (const id of ids) {
    const submit = await discord.interaction(ANN.id, InteractionType.ModalSubmit, {
      custom_id: id,
      components: [input("date", "2026-03-12"), input("time", "11:00")],
    });
    expect(await submit.acknowledged(), String(id)).not.toBe("failed");
  }
  await settled(it);
  expect(await stored(it)).toEqual(before);
  expect(loggedBy(world, /"level":[56]0/)).toEqual([]);
  await discord.dm(ANN.id, "show stripe");
  await settled(it);
  expect(standing(discord).at(-1)?.text).toContain("Stripe: phone screen");
});

describe("more than anybody may write", () => {
  const LONG = "onsite with Figma ".repeat(60_000);

  test.each([4_000, 100_000, LONG.length])(
    "of %i signs in the direct messages is answered and keeps nothing strange",
    async (length) => {
      const it = await withCard();
      const { discord, world } = it;
      const seen = messagesOf(discord).length;
      await discord.dm(ANN.id, LONG.slice(0, length));
      await waitFor(() => messagesOf(discord).length > seen, "an answer");
      await settled(it);
      expect((await world.records(ANN)).interviews.filter(({ company }) => String(company).length > 100)).toEqual([]);
      expect(loggedBy(world, /"level":50/)).toEqual([]);
    },
  );

  test("in commands, suggestions and messages that are pointed at is answered", async () => {
    const it = await withCard();
    const { discord, world } = it;
    const before = await stored(it);
    const handles = [
      await discord.command(ANN.id, "interview", { text: LONG }, { subcommand: "add" }),
      await discord.command(ANN.id, "interview", { interview: LONG, to: LONG }, { subcommand: "move" }),
      await discord.command(ANN.id, "settings", { city: LONG }, { subcommand: "timezone" }),
      await discord.command(ANN.id, LONG, {}),
      await discord.messageCommand(ANN.id, "Save as interview", LONG),
    ];
    for (const handle of handles) expect(await handle.acknowledged()).not.toBe("failed");
    expect(await discord.autocomplete(ANN.id, "interview", { interview: LONG }, { subcommand: "show" })).toEqual([]);
    await settled(it);
    expect(await stored(it)).toEqual(before);
    expect(loggedBy(world, /"level":50/)).toEqual([]);
  });

  test("in a form is not taken, and the form stays what it was", async () => {
    const it = await withCard();
    const { discord, card } = it;
    const before = await stored(it);
    await discord.press(ANN.id, card, "Reschedule");
    const form = await modal(discord);
    const handle = await discord.submit(ANN.id, form, { date: LONG, time: LONG, minutes: LONG });
    expect(await handle.acknowledged()).not.toBe("failed");
    await settled(it);
    expect(await stored(it)).toEqual(before);
    expect(loggedBy(it.world, /"level":50/)).toEqual([]);
  });
});
