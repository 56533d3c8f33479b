/** The test support itself: what other tests trust. */
import { describe, expect, test } from "vitest";
import { manualClock, waitFor } from "./clock.ts";
import { freshDatabase } from "./database.ts";

describe("toEqual", () => {
  test("tells two Temporal values of a kind apart, also deep inside", () => {
    const at = (iso: string) => ({ list: [{ at: Temporal.Instant.from(iso) }] });
    expect(at("2026-03-10T15:00Z")).toEqual(at("2026-03-10T15:00:00Z"));
    expect(at("2026-03-10T15:00Z")).not.toEqual(at("2026-03-10T15:00:01Z"));
    expect(Temporal.PlainDate.from("2026-03-10")).not.toStrictEqual(Temporal.PlainDate.from("2026-03-11"));
  });

  test("tells kinds of Temporal values and other things apart", () => {
    expect(Temporal.PlainDate.from("2026-03-10")).not.toEqual(Temporal.PlainDateTime.from("2026-03-10"));
    expect(Temporal.Duration.from("PT5M")).not.toEqual({});
    expect({ at: Temporal.Duration.from("PT5M") }).toEqual({ at: expect.anything() });
  });
});

describe("freshDatabase", () => {
  test("gives two callers databases that do not see each other", async () => {
    const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
    await one.connection.collection("things").insertOne({ name: "a" });
    expect(await one.connection.collection("things").countDocuments()).toBe(1);
    expect(await two.connection.collection("things").countDocuments()).toBe(0);
  });
});

describe("manualClock", () => {
  test("wakes sleepers in the order of their times, and none too early", async () => {
    const clock = manualClock("2026-03-10T15:00:00Z");
    const woken: string[] = [];
    const { signal } = new AbortController();
    const sleep = (iso: string) =>
      clock.sleepUntil(Temporal.Instant.from(iso), signal).then(() => {
        woken.push(iso);
      });
    const all = ["2026-03-10T15:05:00Z", "2026-03-10T15:01:00Z", "2026-03-10T16:00:00Z"].map(sleep);
    expect(clock.sleepers()).toEqual(["2026-03-10T15:01:00Z", "2026-03-10T15:05:00Z", "2026-03-10T16:00:00Z"]);
    clock.advance({ minutes: 5 });
    await Promise.all(all.slice(0, 2));
    expect(woken).toEqual(["2026-03-10T15:01:00Z", "2026-03-10T15:05:00Z"]);
    clock.set("2026-03-10T17:00:00Z");
    await Promise.all(all);
    expect(clock.sleepers()).toEqual([]);
  });

  test("lets an aborted sleeper go at once", async () => {
    const clock = manualClock("2026-03-10T15:00:00Z");
    const stop = new AbortController();
    const slept = clock.sleepUntil(Temporal.Instant.from("2027-01-01T00:00Z"), stop.signal);
    stop.abort();
    await slept;
    expect(clock.sleepers()).toEqual([]);
    expect(clock.now().toString()).toBe("2026-03-10T15:00:00Z");
  });
});

describe("waitFor", () => {
  test("gives the first value that is there, and takes 0 and empty text for one", async () => {
    let calls = 0;
    expect(await waitFor(() => (++calls < 3 ? null : 0))).toBe(0);
    expect(await waitFor(() => "")).toBe("");
  });
});
