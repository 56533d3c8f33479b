import { describe, expect, test } from "vitest";
import { ANA, press, startCore, submit, text } from "../support/chat-core.ts";

/** A platform that knows nobody's zone. */
const core = () => startCore({ guess: {} });
const starts = async (it: Awaited<ReturnType<typeof core>>) =>
  (await it.store.of(await it.user()).interviews.all()).map(({ company, startsAt }) => `${company} ${startsAt}`);

describe("while the zone is not known", () => {
  test("an interview is kept as said, the zone asked for, and both are stored once it is answered", async () => {
    const it = await core();
    await it.take(text("Phone screen with Stripe tomorrow at 3pm"));
    expect(it.said()).toEqual([expect.stringContaining("Which time zone are you in?")]);
    expect(await starts(it)).toEqual([]);
    await it.take(text("I'm in Berlin"));
    expect(it.said().slice(1)).toEqual([
      expect.stringContaining("Your time zone is Berlin (Europe/Berlin), where it is 15:02 now."),
      expect.stringContaining("Thursday 5 March, 15:00 to 16:00 (Berlin)"),
    ]);
    expect(await starts(it)).toEqual(["Stripe 2026-03-05T15:00:00+01:00[Europe/Berlin]"]);
    await it.take(text("list"));
    expect(it.said().at(-1)).not.toContain("still open");
  });

  test("'tomorrow' counts from when it was said, not from when the zone was answered", async () => {
    const it = await core();
    it.clock.set("2026-03-04T22:50:00Z");
    await it.take(text("Phone screen with Stripe tomorrow at 3pm"));
    it.clock.set("2026-03-04T23:10:00Z");
    await it.take(text("Berlin"));
    // 23:50 on the 4th in Berlin when it was said, 0:10 on the 5th when it was answered.
    expect(await starts(it)).toEqual(["Stripe 2026-03-05T15:00:00+01:00[Europe/Berlin]"]);
  });

  test("the zone may come from the form or from the platform instead", async () => {
    const it = await core();
    await it.take(text("Phone screen with Stripe tomorrow at 3pm"));
    await it.take(press("zone_form"), submit("zone_form", { zone: "Lisbon" }));
    expect(await starts(it)).toEqual(["Stripe 2026-03-05T15:00:00+00:00[Europe/Lisbon]"]);

    const other = await core();
    await other.take(text("Phone screen with Stripe tomorrow at 3pm"));
    await other.take({ kind: "profile", id: "p1", from: { person: ANA }, timeZone: "Asia/Tokyo" });
    expect(await starts(other)).toEqual(["Stripe 2026-03-05T15:00:00+09:00[Asia/Tokyo]"]);
    expect((await other.user()).timeZoneConfirmed).toBe(false);
  });

  test("a place that is none is asked for again, and never mind drops it all", async () => {
    const it = await core();
    await it.take(text("Phone screen with Stripe tomorrow at 3pm"), text("Qwertyville"));
    expect(it.said().at(-1)).toContain("I don't know that place.\nWhich time zone are you in?");
    await it.take(text("never mind"), text("my time zone is Berlin"));
    expect(await starts(it)).toEqual([]);
  });

  test("what does not depend on it is answered at once", async () => {
    const it = await core();
    await it.take(text("help"), text("list"));
    expect(it.said()).toEqual([
      expect.stringContaining("What I can do"),
      expect.stringContaining("No coming interviews."),
    ]);
  });

  test("a stranger who says hello is asked for it, and the name of a city is enough", async () => {
    const it = await core();
    await it.take(text("hi"));
    expect(it.said().at(-1)).toContain("Which time zone are you in? Name a big city near you.");
    await it.take(text("Auckland"));
    expect(await it.user()).toMatchObject({ timeZone: "Pacific/Auckland", timeZoneConfirmed: true, welcomed: true });
  });

  test("the form of a new interview waits for it too", async () => {
    const it = await core();
    await it.take(press("what"));
    expect(it.platform.forms).toEqual([]);
    expect(it.said().at(-1)).toContain("Which time zone are you in?");
  });
});
