/** Delivering again: what failed for now, what failed for good, and what was only written. */
import { beforeEach, describe, expect, test } from "vitest";
import { DeliveryError } from "../../src/errors.ts";
import type { Handed } from "../../src/reminders/channel.ts";
import { type ManualClock, waitFor } from "../support/clock.ts";
import { type Delivering, delivering, later, refused } from "./delivering.ts";
import { at } from "./people.ts";
import type { World } from "./world.ts";

let clock: ManualClock;
let it: World;
let email: Delivering["email"];
let web: Delivering["web"];
let sent: Delivering["sent"];
let due24: Delivering["due24"];
let first: Delivering["first"];

beforeEach(async () => {
  ({ clock, it, email, web, sent, due24, first } = await delivering());
});

describe("tried again", () => {
  test("only the channel that failed, with the same nonce, until it succeeds", async () => {
    await due24();
    email(later, later);
    expect(await it.work()).toEqual(["2026-03-09T15:00:02Z"]);
    expect(await first()).toMatchObject({ state: "pending" });
    clock.set("2026-03-09T15:00:01.999Z");
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
    clock.set("2026-03-09T15:00:02Z");
    expect(await it.work()).toEqual(["2026-03-09T15:00:06Z"]); // 4 s: twice as long
    clock.set("2026-03-09T15:00:06Z");
    expect(await it.work()).toEqual([]);
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "email 24_hours", "email 24_hours"]);
    expect(new Set(it.got.map(({ nonce }) => nonce)).size).toBe(1);
    expect(it.settled).toMatchObject([{ state: "sent", latenessMs: 0 }]);
    expect((await first()).channels.find(({ channel }) => channel === "email")).toMatchObject({
      state: "accepted",
      attempts: 3,
    });
    expect(it.told).toEqual([]);
  });

  test("when the other side says how long to wait, not before that", async () => {
    await due24();
    email(() => {
      const retryAfter = Temporal.Duration.from({ minutes: 3 });
      throw new DeliveryError("slow down", { permanent: false, reason: "rate", retryAfter });
    });
    expect(await it.work()).toEqual(["2026-03-09T15:03:00Z"]);
  });

  test("an error of ours like one that may pass", async () => {
    await due24();
    web(() => {
      throw new TypeError("undefined is not a function");
    });
    await it.work();
    clock.advance({ seconds: 2 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "web 24_hours"]);
    expect(it.settled).toMatchObject([{ state: "sent" }]);
  });

  test("a channel that never answers is given up for this time, and does not hold up the other", async () => {
    await due24();
    email(() => new Promise<never>(() => {}));
    const work = it.work();
    await waitFor(async () =>
      (await first()).channels.some(({ channel, state }) => channel === "web" && state === "accepted"),
    );
    clock.advance({ seconds: 45 });
    expect(await work).toEqual(["2026-03-09T15:00:47Z"]);
    expect((await first()).channels.find(({ channel }) => channel === "email")).toMatchObject({
      state: "retrying",
      reason: "timeout",
    });
  });

  test("not when it would come at a time that a later reminder has: sent counts what was accepted", async () => {
    await due24();
    email(...Array.from({ length: 500 }, () => later));
    for (let again = await it.work(); again[0] !== undefined; again = await it.work()) clock.set(again[0]);
    expect((await it.reminders())[0]).toMatchObject({ kind: "24_hours", state: "sent" });
    expect((await first()).channels.find(({ channel }) => channel === "email")).toMatchObject({
      state: "failed",
      reason: "421",
    });
    expect(Temporal.Instant.compare(clock.now(), at("2026-03-10T12:50:00Z"))).toBe(1);
    expect(Temporal.Instant.compare(clock.now(), at("2026-03-10T13:00:00Z"))).toBe(-1);
  });

  test("until it no longer helps: then it has failed, not gone missing", async () => {
    await due24();
    web(...Array.from({ length: 500 }, () => later));
    email(...Array.from({ length: 500 }, () => later));
    await it.work();
    clock.set("2026-03-10T13:00:00Z");
    web();
    email();
    await it.work();
    expect(await it.states()).toEqual(["24_hours failed 2026-03-09T15:00:00Z", "2_hours sent 2026-03-10T13:00:00Z"]);
  });
});

describe("failed for good", () => {
  test("is not tried again, and the person is told once through what works", async () => {
    await due24();
    email(refused);
    expect(await it.work()).toEqual([]);
    clock.advance({ hours: 1 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours"]);
    expect(it.told).toEqual([{ interviewId: "i1", channel: "email", reason: "550", accepted: ["web"] }]);
    expect(await first()).toMatchObject({ state: "sent" });
  });

  test("told once even while the other channel is tried again", async () => {
    await due24();
    email(refused);
    web(later);
    await it.work();
    clock.advance({ seconds: 2 });
    await it.work();
    expect(sent()).toEqual(["web 24_hours", "email 24_hours", "web 24_hours"]);
    expect(it.told).toEqual([{ interviewId: "i1", channel: "email", reason: "550", accepted: [] }]);
    expect(await first()).toMatchObject({ state: "sent" });
  });

  test("on every channel makes the reminder failed", async () => {
    await due24();
    email(refused);
    web(refused);
    await it.work();
    expect(it.settled).toMatchObject([{ state: "failed", latenessMs: 0 }]);
    expect((await first()).sentAt).toBeNull();
  });

  test("on all there are, since there are none, too", async () => {
    await due24();
    it.channels.splice(0);
    await it.work();
    expect(it.settled).toMatchObject([{ state: "failed", latenessMs: null }]);
  });
});

describe("written and not wanted", () => {
  const cases: [string, Handed, Handed, string][] = [
    ["a written mail beside a chat that took it", "accepted", "written", "sent"],
    ["a chat that took it, mail not wanted", "accepted", "not_wanted", "sent"],
    ["a written mail alone", "not_wanted", "written", "failed"],
    ["nothing wanted at all", "not_wanted", "not_wanted", "cancelled"],
  ];
  test.each(cases)("%s", async (_, chat, mail, state) => {
    await due24();
    web(() => chat);
    email(() => mail);
    await it.work();
    expect(it.settled).toMatchObject([{ state }]);
    const stored = (await first()).channels.map(({ channel, state }) => [channel, state]);
    expect(stored.sort()).toEqual(
      [
        ["email", mail],
        ["web", chat],
      ].filter(([, answer]) => answer !== "not_wanted"),
    );
  });
});
