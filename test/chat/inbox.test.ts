import { describe, expect, test } from "vitest";
import { ANA, press, startCore, submit, testPlatform, text } from "../support/chat-core.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;

describe("the inbox", () => {
  test("takes an event once, however often it is delivered", async () => {
    const core = await startCore();
    const event = text("Phone screen with Stripe tomorrow at 3pm");
    await Promise.all([core.inbox.receive(event), core.inbox.receive(event)]);
    await core.idle();
    await core.take(event);
    expect(core.said()).toHaveLength(1);
    expect(await core.store.of(await core.user()).interviews.all()).toHaveLength(1);
  });

  test("works one person's events in order, and keeps nothing of what they wrote", async () => {
    const core = await startCore();
    await Promise.all(DAYS.map((day) => core.inbox.receive(text(`Acme${day} ${day} 3pm`))));
    await core.idle();
    expect(core.said().map((said) => said.split("\n")[0])).toEqual(DAYS.map((day) => `Acme${day}`));
    const left = await core.database.connection.collection("inbox").find().toArray();
    expect(left).toHaveLength(5);
    expect(JSON.stringify(left)).not.toContain("Acme");
    expect(left.every(({ state }) => state === "done")).toBe(true);
  });

  test("is worked by two processes: one event of a person at a time, each once", async () => {
    const platform = testPlatform();
    const one = await startCore({ platform });
    const two = await startCore({ platform, database: one.database, clock: one.clock });
    let working = 0;
    let most = 0;
    platform.failing = (call) => {
      if (call === "send") {
        working += 1;
        most = Math.max(most, working);
      }
      if (call === "sent") working -= 1;
    };
    const events = Array.from({ length: 20 }, (_, index) => text(`list ${index}`));
    await Promise.all(events.map((event, index) => (index % 2 === 0 ? one : two).inbox.receive(event)));
    // A process that found the person busy leaves the rest to the other one, which goes on until nothing is left.
    await one.take();
    await two.take();
    await one.inbox.drain(ANA);
    await two.inbox.drain(ANA);
    await one.idle();
    await two.idle();
    expect(most).toBe(1);
    expect(new Set(platform.sent.map(({ nonce }) => nonce)).size).toBe(20);
    expect(platform.sent).toHaveLength(20);
  });

  test("keeps later words behind one that failed, and does not wear that one out with them", async () => {
    const core = await startCore();
    const claim = (token: string) =>
      core.store.inbox.claimNext(ANA, { token, until: core.clock.now().add({ seconds: 60 }) }, core.clock.now());
    await core.store.inbox.add(text("list", ANA, "first"), core.clock.now());
    const first = await claim("a");
    await core.store.inbox.retry(first?.id ?? "", "a", core.clock.now().add({ seconds: 15 }));
    await core.store.inbox.add(text("help", ANA, "second"), core.clock.now());
    for (const token of ["b", "c", "d"]) expect(await claim(token)).toBeNull();
    core.clock.advance({ seconds: 15 });
    expect(await claim("e")).toMatchObject({ id: first?.id, attempts: 2 });
  });

  test("gives an event of a process that died to the scheduler once its lease is over", async () => {
    const core = await startCore();
    const lease = (seconds: number) => ({ token: "dead", until: core.clock.now().add({ seconds }) });
    await core.store.inbox.add(text("list"), core.clock.now());
    expect(await core.store.inbox.claimNext(ANA, lease(60), core.clock.now())).not.toBe(null);
    await core.store.inbox.add(text("help"), core.clock.now());
    expect(await core.store.inbox.claimNext(ANA, lease(60), core.clock.now())).toBe(null);
    expect(String(await core.store.due.inbox.nextDue())).toBe("2026-03-04T14:03:00Z");
    core.clock.advance({ seconds: 60 });
    expect(await core.store.due.inbox.claim(core.clock.now(), lease(60), 10, core.clock.now())).toEqual([ANA]);
    await core.inbox.drain(ANA);
    await core.idle();
    expect(core.said()).toEqual([expect.stringContaining("No coming"), expect.stringContaining("What I can do")]);
  });

  test("leaves to other processes what is said on a platform that is switched on there alone", async () => {
    const core = await startCore();
    await core.take(text("Stripe Friday 3pm", { ...ANA, platform: "elsewhere" }));
    const left = await core.database.connection.collection("inbox").find().toArray();
    expect(left.map(({ state, attempts }) => ({ state, attempts }))).toEqual([{ state: "pending", attempts: 0 }]);
    expect(core.said()).toEqual([]);
  });

  test("shows what is wrong with a form before it stores it", async () => {
    const core = await startCore();
    const wrong = await core.inbox.receive(submit("what", { company: "", date: "x", time: "y" }));
    expect(wrong).toEqual({ errors: { company: "Please fill this in." } });
    expect(await core.database.connection.collection("inbox").countDocuments()).toBe(0);
  });

  test("answers a form that was right when it was sent and is not any more", async () => {
    const core = await startCore();
    const form = submit("what", { company: "Acme", date: "2026-03-04", time: "14:03" });
    await core.store.inbox.add(form, core.clock.now());
    core.clock.advance({ minutes: 5 });
    await core.inbox.drain(ANA);
    await core.idle();
    expect(core.said()).toEqual(["That moment has passed already."]);
  });

  test("suggests interviews and zones while somebody types", async () => {
    const core = await startCore();
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"), text("onsite with Figma Friday 10am"));
    const labels = async (what: "interview" | "zone", typed: string) =>
      (await core.inbox.suggest(ANA, what, typed)).map(({ label }) => label);
    expect(await labels("interview", "fig")).toEqual(["Figma: onsite, Friday 6 March, 10:00"]);
    expect(await labels("interview", "")).toHaveLength(2);
    expect((await labels("zone", "new york"))[0]).toBe("America/New_York");
    expect(await labels("zone", "qwerty")).toEqual([]);
    expect((await labels("zone", "a")).length).toBeLessThanOrEqual(25);
  });
});

describe("a button pressed twice at once", () => {
  test("does its work once", async () => {
    const core = await startCore();
    await core.take(text("Phone screen with Stripe tomorrow at 3pm"), text("show Stripe"));
    const first = core.platform.press("Cancel interview");
    const second = { ...first, id: "again" };
    await Promise.all([core.inbox.receive(first), core.inbox.receive(second)]);
    await core.idle();
    expect(await core.store.of(await core.user()).interviews.all()).toMatchObject([
      { status: "cancelled", version: 2 },
    ]);
    expect(core.platform.sent).toHaveLength(2);
    expect(core.said().at(-1)).toContain("It was cancelled already.");
    await core.take(core.platform.press("Undo"));
    expect(await core.store.of(await core.user()).interviews.all()).toMatchObject([{ status: "scheduled" }]);
  });

  test("that keeps both of two that overlap says so once more, and no more", async () => {
    const core = await startCore();
    await core.take(text("Stripe Friday 3pm"), text("Figma Friday 3pm"));
    const keep = core.platform.press("Keep both");
    await core.take(keep, { ...keep, id: "keep-again" });
    expect(core.platform.sent).toHaveLength(2);
    expect(core.said().at(-1)).toContain("Fine, both stay.");
  });

  test("that asks for a form opens it", async () => {
    const core = await startCore();
    await core.take(press("email_form"), press("email_form"));
    expect(core.platform.forms).toHaveLength(2);
  });
});
