/** The cases that every chat platform has to pass: all scenarios, over its real protocol, with the same records stored. */
import { describe, expect, test } from "vitest";
import { LONDON_WEDNESDAY, type Phrase, type Scenario, type Step } from "../scenarios/scenario.ts";
import type { ChatDriver, Platform, Shown } from "./chat-driver.ts";
import { startWorld, type World } from "./chat-world.ts";
import { waitFor } from "./clock.ts";

/** Runs the scenarios on a platform. */
export function scenarioContract(platform: Platform, scenarios: readonly Scenario[]): void {
  describe(`on ${platform.name}`, () => {
    const possible = scenarios.filter(({ needs }) => needs === undefined || platform.abilities.includes(needs));
    test.each(possible)("$title", async (scenario) => {
      const zone = scenario.zone ?? "Europe/London";
      const begun = await platform.begin(zone);
      const world = await startWorld({
        start: scenario.start ?? LONDON_WEDNESDAY,
        machineZone: zone,
        env: begun.env,
      });
      const chat = await begun.connect(world);
      try {
        for (const [index, step] of scenario.steps.entries()) {
          await play(world, chat, step).catch((error: unknown) => {
            throw new Error(
              `step ${index + 1}: ${JSON.stringify(step, (_, it) => (it instanceof RegExp ? String(it) : it))}`,
              {
                cause: error,
              },
            );
          });
        }
        await stored(world, chat, scenario);
        for (const phrase of scenario.home ?? []) {
          await waitFor(() => has(chat.home(), phrase), `the home to say ${phrase}; it says: ${chat.home()}`);
        }
      } finally {
        chat.close();
        await world.stop();
        await begun.close();
      }
    });
  });
}

async function play(world: World, chat: ChatDriver, step: Step): Promise<void> {
  const before = chat.heard();
  const since = () => chat.heard().slice(before.length);
  const errors = await act(world, chat, step);
  await world.bot.idle();
  if ("errors" in step) {
    expect(Object.keys(errors).sort()).toEqual(Object.keys(step.errors).sort());
    for (const [field, phrase] of Object.entries(step.errors)) expect(errors[field]).toMatch(phrase);
    return;
  }
  expect(errors).toEqual({});
  const texts = () => since().map(({ text }) => text);
  for (const phrase of step.hears ?? []) {
    await waitFor(() => texts().some((text) => has(text, phrase)), `${phrase}`).catch(() => {
      throw new Error(`not heard: ${phrase}\nheard instead:\n${texts().join("\n---\n")}`);
    });
  }
  // The clock must not jump over what is being handed over: to the bot that would be a platform that never answered.
  if ("until" in step || "pass" in step) await waitFor(() => handedOver(world, chat), "reminders to be handed over");
  for (const phrase of step.without ?? []) expect(texts().filter((text) => has(text, phrase))).toEqual([]);
  if (step.messages !== undefined) {
    const fresh = () =>
      new Set(
        since()
          .map(({ id }) => id)
          .filter((id) => !before.some((old) => old.id === id)),
      );
    expect(fresh().size, texts().join("\n---\n")).toBe(step.messages);
  }
}

const handedOver = async (world: World, chat: ChatDriver): Promise<boolean> =>
  (await world.records(chat.person)).reminders.every((line) => !line.includes(" sending "));

async function act(world: World, chat: ChatDriver, step: Step): Promise<Readonly<Record<string, string>>> {
  if ("say" in step) await chat.say(step.say);
  else if ("press" in step) await pressable(standing(chat.heard()).reverse(), step.press).press();
  else if ("pressOld" in step) await pressable(chat.heard(), step.pressOld).press();
  else if ("submit" in step) {
    const form = standing(chat.heard()).findLast((shown) => shown.form !== null)?.form;
    if (form === undefined || form === null) throw new Error("no form is open");
    return form.submit(step.submit);
  } else if ("sayCode" in step) {
    const mail = await waitFor(() => world.mails.at(-1), "a mail");
    await chat.say(/\b\d{6}\b/.exec(mail.text)?.[0] ?? "no code");
  } else if ("open" in step) await chat.open();
  else if ("profile" in step) await chat.profile(step.profile);
  else if ("until" in step) world.clock.set(step.until);
  else world.clock.advance(step.pass);
  return {};
}

/** Each message as it stands now, in the order in which they came. */
const standing = (heard: readonly Shown[]): Shown[] => {
  const latest = new Map<string, Shown>();
  for (const shown of heard) latest.set(shown.id, shown);
  return [...latest.values()];
};

function pressable(shown: readonly Shown[], label: string) {
  const found = shown.flatMap(({ pressables }) => pressables).find((it) => it.label === label);
  if (found === undefined) {
    throw new Error(`nothing to press is called "${label}"; there is ${labels(shown)}`);
  }
  return found;
}

const labels = (shown: readonly Shown[]) =>
  shown.map(({ pressables }) => pressables.map(({ label }) => label).join(", ")).join(" / ");

const has = (text: string, phrase: Phrase) => (typeof phrase === "string" ? text.includes(phrase) : phrase.test(text));

/** What follows from a change may still be under way: it is waited for. */
async function stored(world: World, chat: ChatDriver, { stored: wanted }: Scenario): Promise<void> {
  if (wanted === undefined) return;
  const look = async () => {
    const { user, interviews, reminders } = await world.records(chat.person);
    if (wanted.user !== undefined) expect(user).toMatchObject(wanted.user);
    if (wanted.interviews !== undefined) {
      expect(interviews).toHaveLength(wanted.interviews.length);
      for (const [index, fields] of wanted.interviews.entries()) expect(interviews[index]).toMatchObject(fields);
    }
    if (wanted.reminders !== undefined) expect(reminders).toEqual([...wanted.reminders].sort());
  };
  let last: unknown;
  await waitFor(async () => {
    try {
      await look();
      return true;
    } catch (error) {
      last = error;
      return false;
    }
  }, "the records").catch(() => {
    throw last;
  });
}
