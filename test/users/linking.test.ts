import { describe, expect, test } from "vitest";
import { ANA, type Core, startCore, text } from "../support/chat-core.ts";

const PHONE = { ...ANA, id: "ana-on-her-phone" };
const WORK = { ...ANA, team: "T2", id: "ana-at-work" };

const codeIn = (said: readonly string[]) => /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec(said.at(-1) ?? "")?.[0] ?? "none";
const companies = async (core: Core, person = ANA) =>
  (await core.store.of(await core.user(person)).interviews.all()).map(({ company }) => company).sort();

async function linked() {
  const core = await startCore();
  await core.take(text("Stripe Friday 3pm"), text("Figma Friday 5pm", PHONE), text("link"));
  await core.take(text(`link ${codeIn(core.said())}`, PHONE));
  return core;
}

describe("two platforms of one person", () => {
  test("are linked by a code: both see everything, and both can change it", async () => {
    const core = await linked();
    expect(core.said(PHONE).at(-1)).toContain("Linked. You now see the same interviews on both");
    expect(await companies(core)).toEqual(["Figma", "Stripe"]);
    expect(await companies(core, PHONE)).toEqual(["Figma", "Stripe"]);
    await core.take(text("cancel Stripe", PHONE));
    expect(core.said(PHONE).at(-1)).toContain("Cancelled. No reminders will come.");
  });

  test("show a change on both, in the latest card of each", async () => {
    const core = await linked();
    await core.take(text("show Stripe", PHONE), text("move Stripe to Monday same time"));
    const cards = core.said(PHONE).filter((said) => said.startsWith("Stripe"));
    expect(cards.at(-1)).toContain("Monday 9 March, 15:00");
    expect(core.platform.homes.get(PHONE.id)?.text).toContain("Monday 9 March, 15:00");
  });

  test("keep the settings of the one that showed the code", async () => {
    const core = await startCore();
    await core.take(text("my time zone is Berlin"), text("my time zone is Tokyo", PHONE), text("link"));
    await core.take(text(`link ${codeIn(core.said())}`, PHONE));
    expect((await core.user(PHONE)).timeZone).toBe("Europe/Berlin");
  });

  test("share one conversation: 'it' on one is what the other spoke of", async () => {
    const core = await linked();
    await core.take(text("show Stripe"), text("move it to Monday same time", PHONE));
    expect(core.said(PHONE).at(-1)).toContain("Stripe\nMoved from Friday 6 March, 15:00.");
  });

  test("go back to what each had when they are unlinked", async () => {
    const core = await linked();
    await core.take(text("unlink"));
    expect(core.said().at(-1)).toBe("Unlinked. Each side keeps the interviews that were said there.");
    expect([await companies(core), await companies(core, PHONE)]).toEqual([["Stripe"], ["Figma"]]);
    await core.take(text("unlink"));
    expect(core.said().at(-1)).toBe("Nothing was linked.");
  });

  test("may be three: who joined before comes along", async () => {
    const core = await linked();
    await core.take(text("Acme Monday 3pm", WORK), text("link", WORK));
    await core.take(text(`link ${codeIn(core.said(WORK))}`));
    for (const person of [ANA, PHONE, WORK]) expect(await companies(core, person)).toEqual(["Acme", "Figma", "Stripe"]);
    expect((await core.user(PHONE)).id).toBe((await core.user(WORK)).id);
  });

  test("are all gone after delete everything", async () => {
    const core = await linked();
    await core.take(text("delete everything", PHONE), text("yes", PHONE));
    expect(core.said(PHONE).at(-1)).toContain("Everything about you is deleted.");
    const { connection } = core.database;
    for (const name of ["users", "identities", "interviews", "reminders", "cards", "codes", "conversations"]) {
      expect([name, await connection.collection(name).countDocuments()]).toEqual([name, 0]);
    }
    for (const { id } of [ANA, PHONE])
      expect(core.platform.homes.get(id)?.text ?? "No interviews yet.").toContain("No interviews yet.");
  });
});

describe("a link code", () => {
  test("is good for ten minutes", async () => {
    const core = await startCore();
    await core.take(text("link"));
    core.clock.advance({ minutes: 10 });
    await core.take(text(`link ${codeIn(core.said())}`, PHONE));
    expect(core.said(PHONE)).toEqual([expect.stringContaining("not right or older than ten minutes")]);
  });

  test("is good for one other platform, not for the own", async () => {
    const core = await startCore();
    await core.take(text("link"));
    const code = codeIn(core.said());
    await core.take(text(`link ${code}`));
    expect(core.said().at(-1)).toBe("That is your own code. Write it to me where you also want to use me.");
    await core.take(text(`link ${code.toLowerCase()}`, PHONE));
    // Only then: of two who enter it at once, either may be first.
    await core.take(text(`link ${code}`, WORK));
    expect(core.said(PHONE).at(-1)).toContain("Linked.");
    expect(core.said(WORK).at(-1)).toContain("not right");
  });
});

describe("codes that link", () => {
  test("are shown five times an hour", async () => {
    const core = await startCore();
    for (let asked = 0; asked < 6; asked += 1) await core.take(text("link"));
    expect(core.said().at(-1)).toBe("That's enough codes for now. Try again in an hour.");
    core.clock.advance({ hours: 1, seconds: 1 });
    await core.take(text("link"));
    expect(codeIn(core.said())).not.toBe("none");
  });

  test("are not found by guessing: after five wrong ones not even the right one helps for a while", async () => {
    const core = await startCore();
    await core.take(text("link"));
    const code = codeIn(core.said());
    for (let tried = 0; tried < 5; tried += 1) await core.take(text(`link ABCD-EFG${tried + 2}`, PHONE));
    await core.take(text(`link ${code}`, PHONE));
    expect(core.said(PHONE).at(-1)).toContain("Too many wrong codes.");
  });
});

describe("a code for an address", () => {
  const ask = text.bind(null, "my email is ana@example.com");

  test("is stored only as a hash, and belongs to one person", async () => {
    const core = await startCore();
    await core.take(ask());
    const [code = "none"] = core.codes;
    expect(code).toMatch(/^\d{6}$/);
    expect(JSON.stringify(await core.database.connection.collection("codes").find().toArray())).not.toContain(code);
    await core.take(text(code, PHONE));
    expect((await core.user(PHONE)).email).toBe(null);
    await core.take(text(code));
    expect((await core.user()).email).toBe("ana@example.com");
  });

  test("can be asked for five times an hour", async () => {
    const core = await startCore();
    for (let asked = 0; asked < 6; asked += 1) await core.take(ask());
    expect(core.codes).toHaveLength(5);
    expect(core.said().at(-1)).toBe("That's enough codes for now. Try again in an hour.");
    core.clock.advance({ hours: 1, seconds: 1 });
    await core.take(ask());
    expect(core.codes).toHaveLength(6);
  });

  test("is not found by guessing: after five wrong ones not even the right one helps for a while", async () => {
    const core = await startCore();
    await core.take(ask());
    const wrong = ["000000", "111111", "222222", "333333", "444444"].filter((code) => code !== core.codes[0]);
    await core.take(...wrong.map((code) => text(code)), text("555555"), text(core.codes[0] ?? ""));
    expect(core.said().at(-1)).toContain("Too many wrong codes.");
    expect((await core.user()).email).toBe(null);
  });

  test("a text that is no address gets none", async () => {
    const core = await startCore();
    await core.take(text("my email is ana(at)example"));
    expect(core.codes).toEqual([]);
  });
});
