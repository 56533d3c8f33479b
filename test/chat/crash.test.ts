import { beforeAll, describe, expect, test } from "vitest";
import type { ChatEvent, Person } from "../../src/chat/port.ts";
import type { CardRepository, ConversationRepository } from "../../src/chat/repository.ts";
import { ANA, type Core, startCore, testPlatform, text } from "../support/chat-core.ts";

/** Where a process dies; from then on nothing of it does anything any more. */
const POINTS = [
  "before the decision is kept",
  "after the decision is kept",
  "after the command is carried out",
  "before the answer is sent",
  "after the answer is sent",
  "after the card is kept",
  "after the conversation is kept",
  "before it is done",
] as const;
type Point = (typeof POINTS)[number];

class Death extends Error {}

/** A process that dies at a point, and leaves its claim behind as a killed one does. */
async function mortal(point: Point, shared: Core): Promise<Core> {
  let dead = false;
  const die = (at: Point) => {
    if (at !== point && !dead) return;
    dead = true;
    throw new Death(at);
  };
  const stillborn = () => {
    if (dead) throw new Death("dead already");
  };
  const own = testPlatform(shared.platform);
  own.failing = (call) => {
    stillborn();
    if (call === "send" || call === "update") die("before the answer is sent");
    if (call === "sent") die("after the answer is sent");
  };
  return startCore({
    store: shared.store,
    database: shared.database,
    clock: shared.clock,
    platform: own,
    inbox: (inbox) => ({
      ...inbox,
      async decide(...given) {
        die("before the decision is kept");
        await inbox.decide(...given);
        die("after the decision is kept");
      },
      async finish(...given) {
        die("before it is done");
        await inbox.finish(...given);
      },
      async retry(...given) {
        stillborn();
        await inbox.retry(...given);
      },
    }),
    around: (deps) => ({
      ...deps,
      chatOf(user) {
        const { conversation, cards } = deps.chatOf(user);
        const keptCards: CardRepository = {
          ...cards,
          async put(card) {
            await cards.put(card);
            die("after the card is kept");
          },
        };
        const keptConversation: ConversationRepository = {
          ...conversation,
          async set(...given) {
            await conversation.set(...given);
            die("after the conversation is kept");
          },
        };
        return { conversation: keptConversation, cards: keptCards };
      },
      onCommand: () => die("after the command is carried out"),
      followUp: (interview) => {
        if (!dead) deps.followUp(interview);
      },
    }),
  });
}

/** What is there in the end, as somebody sees it who looks from outside. */
async function outcome(core: Core, person: Person) {
  const user = await core.user(person);
  const scope = core.store.of(user);
  const interviews = await scope.interviews.all();
  return {
    said: core.said(person),
    labels: core.platform.sent
      .filter((one) => one.person.id === person.id)
      .map(({ message }) =>
        message.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons.map(({ label }) => label) : [])),
      ),
    interviews: interviews.map((it) => [it.company, it.startsAt.toString(), it.status, it.version]),
    user: [user.timeZone, user.timeZoneConfirmed, user.welcomed, user.email],
    question: (await scope.conversation.get(core.clock.now()))?.question?.asks ?? null,
  };
}

interface Case {
  readonly title: string;
  readonly before: readonly string[];
  readonly event: (core: Core, person: Person) => ChatEvent;
}

const words = (said: string) => (_core: Core, person: Person) => text(said, person);
const pressed = (label: string) => (core: Core, person: Person) => core.platform.press(label, person);
const CASES: readonly Case[] = [
  { title: "a new interview", before: [], event: words("Phone screen with Stripe next Tuesday at 3pm") },
  { title: "a new interview with two readings", before: [], event: words("Stripe next Friday at 3pm") },
  { title: "a question", before: [], event: words("onsite at Figma on Friday") },
  { title: "an answer", before: ["onsite at Figma on Friday"], event: words("half ten") },
  {
    title: "a pressed answer",
    before: ["onsite at Figma on Friday"],
    event: pressed("10:00"),
  },
  {
    title: "a command while a question is open",
    before: ["onsite at Figma on Friday"],
    event: words("Stripe Monday 3pm"),
  },
  { title: "a move", before: ["Stripe Monday 3pm"], event: words("move it to Tuesday same time") },
  { title: "an undo", before: ["Stripe Monday 3pm"], event: pressed("Undo") },
  {
    title: "a deletion",
    before: ["Stripe Monday 3pm", "delete Stripe for good"],
    event: pressed("Delete it"),
  },
  { title: "a setting", before: ["Stripe Monday 3pm"], event: words("my time zone is Berlin") },
  { title: "everything deleted", before: ["Stripe Monday 3pm", "delete everything"], event: words("yes") },
  { title: "help", before: ["Stripe Monday 3pm"], event: words("help") },
];

let core: Core;
beforeAll(async () => {
  core = await startCore();
});

describe.each(CASES)("$title", ({ title, before, event }) => {
  let wanted: Awaited<ReturnType<typeof outcome>>;
  beforeAll(async () => {
    const calm: Person = { ...ANA, id: `${title}, undisturbed` };
    for (const said of before) await core.take(text(said, calm));
    await core.take(event(core, calm));
    wanted = await outcome(core, calm);
  });

  test.each(POINTS)("ends the same when the process dies %s", async (point) => {
    const person: Person = { ...ANA, id: `${title}, ${point}` };
    for (const said of before) await core.take(text(said, person));
    const dying = await mortal(point, core);
    await dying.take(event(core, person));
    // Another process takes over what the first one claimed.
    await core.store.takeOver();
    await core.inbox.drain(person);
    await core.idle();
    await core.followOwed();
    expect(await outcome(core, person)).toEqual(wanted);
    expect(await core.store.due.followers.nextDue()).toBe(null);
  });
});
