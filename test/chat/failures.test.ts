import { describe, expect, test } from "vitest";
import { DeliveryError } from "../../src/errors.ts";
import { ANA, press, startCore, text } from "../support/chat-core.ts";

const gone = () => new DeliveryError("gone", { permanent: true, reason: "account_inactive" });
const busy = () => new DeliveryError("busy", { permanent: false, reason: "timeout" });
const errors = (logged: readonly string[]) => logged.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);

describe("a fault of ours", () => {
  test("is answered with a reference that is in the log, without what was written", async () => {
    const core = await startCore({
      features: (features) => ({
        ...features,
        newId: () => {
          throw new RangeError("no ids left");
        },
      }),
    });
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"));
    const reference = /Reference ([0-9a-f]{4})\./.exec(core.said()[0] ?? "")?.[1];
    expect(core.said()[0]).toContain("That didn't work, and it's on us. Nothing you wrote is lost.");
    expect(errors(core.logged)).toMatchObject([{ reference, err: { message: "no ids left" } }]);
    expect(core.logged.join()).not.toContain("Stripe");
  });
});

describe("a database that is away", () => {
  test("leaves the event to be tried again, and nothing is said twice", async () => {
    let away = true;
    const core = await startCore({
      around: (deps) => ({
        ...deps,
        chatOf(user) {
          if (away) throw Object.assign(new Error("no server"), { name: "MongoServerSelectionError" });
          return deps.chatOf(user);
        },
      }),
    });
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"));
    expect(core.said()).toEqual([]);
    away = false;
    // The scheduler finds it after fifteen seconds.
    core.clock.advance({ seconds: 14 });
    expect(await people(core)).toEqual([]);
    core.clock.advance({ seconds: 1 });
    expect(await people(core)).toEqual([ANA]);
    await core.inbox.drain(ANA);
    await core.idle();
    expect(core.said()).toEqual([expect.stringContaining("Stripe: phone screen")]);
  });
});

describe("an answer that the platform does not take", () => {
  test("for now: it is sent again, and the interview made once", async () => {
    const core = await startCore();
    let failures = 2;
    core.platform.failing = (call) => {
      if (call === "send" && failures > 0) {
        failures -= 1;
        throw busy();
      }
    };
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"));
    expect(core.said()).toEqual([]);
    // Reminders do not wait for the answer.
    const user = await core.user();
    expect(await core.store.of(user).reminders.all()).toHaveLength(2);
    for (const seconds of [15, 30]) {
      core.clock.advance({ seconds });
      await core.inbox.drain(ANA);
    }
    await core.idle();
    expect(core.said()).toEqual([expect.stringContaining("Stripe: phone screen")]);
    expect(await core.store.of(user).interviews.all()).toHaveLength(1);
  });

  test("for good: what was asked for is done, and the next event is worked", async () => {
    const core = await startCore();
    core.platform.failing = (call) => {
      if (call === "send") throw gone();
    };
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"));
    core.platform.failing = () => undefined;
    await core.take(text("list"));
    expect(core.said()).toEqual([expect.stringContaining("1 interview ahead:\nStripe: phone screen")]);
  });

  test("in an interaction that is over: it goes to the person's own chat", async () => {
    const core = await startCore();
    core.platform.failing = (call) => {
      if (call === "send") {
        core.platform.failing = () => undefined;
        throw gone();
      }
    };
    await core.take({ kind: "command", id: "c1", from: { person: ANA, interaction: "old" }, word: "list", text: "" });
    expect(core.platform.sent).toMatchObject([
      { interaction: null, message: { text: expect.stringContaining("No coming") } },
    ]);
  });

  test("in the place of a message that is gone: it is sent as a new one", async () => {
    const core = await startCore();
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"));
    core.platform.failing = (call) => {
      if (call === "update") throw gone();
    };
    await core.take(core.platform.press("Undo"));
    expect(core.said().at(-1)).toContain("Stripe: phone screen is taken back.");
  });

  test("ten times: it is given up, so that later words are heard", async () => {
    const core = await startCore();
    core.platform.failing = (call) => {
      if (call === "send") throw new Error("a bug of the adapter");
    };
    await core.take(text("help"));
    for (let tries = 1; tries < 10; tries += 1) {
      core.clock.advance({ minutes: 5 });
      await core.inbox.drain(ANA);
    }
    core.platform.failing = () => undefined;
    await core.take(text("list"));
    expect(core.said()).toEqual([expect.stringContaining("No coming interviews.")]);
    expect(errors(core.logged).at(-1)).toMatchObject({ attempts: 10, msg: "an event is given up" });
  });
});

describe("somebody who left", () => {
  test("is not written to any more, and is within reach again when they write", async () => {
    const core = await startCore();
    await core.take(text("hi"));
    await core.take({ kind: "left", id: "l1", from: { person: ANA } });
    const reach = async () => (await core.store.of(await present(core)).me.identities())[0]?.brokenBecause;
    expect(await reach()).toBe("left");
    await core.take(text("hi"));
    expect(await reach()).toBe(null);
  });

  test("makes nobody known who never wrote", async () => {
    const core = await startCore();
    await core.take({ kind: "left", id: "l2", from: { person: { ...ANA, id: "stranger" } } });
    expect(await core.database.connection.collection("identities").countDocuments()).toBe(0);
  });
});

describe("what nobody could have pressed", () => {
  test.each([
    ["a made-up action", press("launch:everything")],
    ["an action that is none", press(":::")],
    ["a choice without a question", press("answer:abc", "0")],
    ["an interview that is not there", press("cancel:0123456789abcdef01234567:1")],
    ["a value that is no time", press("other_start:0123456789abcdef01234567:1", "soon")],
    ["a verb of one without one", press("cancel")],
    [
      "a form that is none",
      { kind: "submit", id: "s1", from: { person: ANA }, form: "launch", values: { a: "b" } } as const,
    ],
    [
      "a form of one without one",
      { kind: "submit", id: "s2", from: { person: ANA }, form: "delete", values: {} } as const,
    ],
  ])("%s is answered with a sentence and changes nothing", async (_, event) => {
    const core = await startCore();
    await core.take(text("hi"), event);
    const answered = core.said().length === 2 ? core.said()[1] : JSON.stringify(await core.inbox.receive(event));
    expect(answered).toMatch(/no longer|settled already/);
    expect(errors(core.logged)).toEqual([]);
  });

  test("another person's interview cannot be seen or changed", async () => {
    const core = await startCore();
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"));
    const [mine] = await core.store.of(await core.user()).interviews.all();
    const eve = { ...ANA, id: "eve" };
    for (const verb of ["show", "cancel", "prep", "delete_yes", "ready", "undo", "move", "edit"]) {
      await core.take(press(`${verb}:${mine?.id}`, null, eve));
    }
    expect(core.said(eve).filter((said) => said.includes("Stripe"))).toEqual([]);
    expect(await core.store.of(await core.user()).interviews.all()).toMatchObject([
      { status: "scheduled", version: 1 },
    ]);
  });
});

const people = (core: Awaited<ReturnType<typeof startCore>>) =>
  core.store.due.inbox.claim(core.clock.now(), { token: "t", until: core.clock.now() }, 10, core.clock.now());

/** The person without signing in, which would mend what the test looks at. */
async function present({ store, database }: Awaited<ReturnType<typeof startCore>>) {
  const identity = await database.connection.collection("identities").findOne({ externalId: ANA.id });
  const user = await store.people.get(String(identity?.userId));
  if (user === null) throw new Error("nobody is there");
  return user;
}
