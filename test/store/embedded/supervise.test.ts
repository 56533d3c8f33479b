import { describe, expect, test } from "vitest";
import { createLogger } from "../../../src/log.ts";
import { nextStart } from "../../../src/store/embedded/restarts.ts";
import { type Running, supervise } from "../../../src/store/embedded/supervise.ts";
import { manualClock, waitFor } from "../../support/clock.ts";

const at = (iso: string) => Temporal.Instant.from(iso);
const log = createLogger({ level: "silent", pretty: false });

/** An engine that dies when told. */
function engine(): Running & { die(): void; stopped: boolean } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    stopped: false,
    exited: promise,
    die: () => resolve("SIGKILL"),
    async stop() {
      this.stopped = true;
      resolve("0");
    },
  };
}

describe("nextStart", () => {
  const now = at("2026-03-10T15:01:00Z");
  const seconds = (...ago: number[]) => ago.map((s) => now.subtract({ seconds: s }));

  test.each<[string, number[], string]>([
    ["at once the first time", [], "2026-03-10T15:01:00Z"],
    ["at once when the last start is over a minute ago", [200, 100, 60], "2026-03-10T15:01:00Z"],
    ["after a short pause the second time", [0], "2026-03-10T15:01:00.25Z"],
    ["at once when the pause has passed", [3], "2026-03-10T15:01:00Z"],
    ["after longer pauses later", [9, 5, 0], "2026-03-10T15:01:04Z"],
    ["only when five starts are no longer within one minute", [50, 40, 30, 20, 10], "2026-03-10T15:01:10Z"],
    ["counting the last five of more", [59, 50, 40, 30, 20, 10], "2026-03-10T15:01:10Z"],
  ])("starts %s", (_title, ago, expected) => {
    expect(nextStart(seconds(...ago), now).toString()).toBe(expected);
  });
});

describe("supervise", () => {
  test("replaces an engine that died, and is not up meanwhile", async () => {
    const [first, second] = [engine(), engine()];
    const { promise, resolve } = Promise.withResolvers<Running>();
    const supervised = supervise(first, () => promise, { clock: manualClock("2026-03-10T15:00:00Z"), log });
    expect(supervised.up()).toBe(true);
    first.die();
    await waitFor(() => !supervised.up(), "the death to be seen");
    resolve(second);
    await waitFor(() => supervised.up(), "the second engine");
    await supervised.stop();
    expect(second.stopped).toBe(true);
    expect(supervised.up()).toBe(false);
  });

  test("tries at most five times in a minute, and goes on after it", async () => {
    const clock = manualClock("2026-03-10T15:00:00Z");
    const launches: string[] = [];
    const launch = () => {
      launches.push(clock.now().toString());
      return Promise.reject(new Error("no space left"));
    };
    const first = engine();
    const supervised = supervise(first, launch, { clock, log });
    first.die();
    for (let count = 1; count <= 6; count++) {
      const next = await waitFor(() => launches.length === count && clock.sleepers()[0], `try ${count}`);
      clock.set(String(next));
    }
    await waitFor(() => launches.length === 7, "the seventh try");
    expect(launches.slice(0, 6)).toEqual([
      "2026-03-10T15:00:00Z",
      "2026-03-10T15:00:00.25Z",
      "2026-03-10T15:00:01.25Z",
      "2026-03-10T15:00:05.25Z",
      "2026-03-10T15:00:20.25Z",
      "2026-03-10T15:01:00Z",
    ]);
    await supervised.stop();
  });

  test("does not start again what was stopped on purpose", async () => {
    let launches = 0;
    const first = engine();
    const launch = async () => {
      launches++;
      return engine();
    };
    const supervised = supervise(first, launch, { clock: manualClock("2026-03-10T15:00:00Z"), log });
    await supervised.stop();
    await supervised.stop();
    expect(first.stopped).toBe(true);
    expect(launches).toBe(0);
  });

  test("closes an engine that was still starting when the bot stopped", async () => {
    const [first, second] = [engine(), engine()];
    const { promise, resolve } = Promise.withResolvers<Running>();
    let launched = false;
    const launch = () => {
      launched = true;
      return promise;
    };
    const supervised = supervise(first, launch, { clock: manualClock("2026-03-10T15:00:00Z"), log });
    first.die();
    await waitFor(() => launched, "the launch");
    const stopped = supervised.stop();
    resolve(second);
    await stopped;
    expect(second.stopped).toBe(true);
  });
});
