import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { localBot } from "../support/bot.ts";
import { openBrowser } from "../support/browser.ts";
import { manualClock } from "../support/clock.ts";

/** Tuesday 3 March 2026, 9:15 in London. */
const NOW = "2026-03-03T09:15:00Z";

async function chat(page: Page) {
  const box = page.getByRole("textbox", { name: "Message" });
  const log = page.getByRole("log");
  return {
    async say(words: string): Promise<void> {
      await box.fill(words);
      await box.press("Enter");
    },
    /** The latest message of the bot that says this. */
    sees: async (words: string | RegExp): Promise<Locator> => {
      const message = log.locator(".message").filter({ hasText: words }).last();
      await message.waitFor();
      return message;
    },
  };
}

test("a person schedules by typing, answers a question, reschedules, and sees the reminder arrive", async () => {
  const clock = manualClock(NOW);
  const { bot, url } = await localBot({ clock });
  const browser = await openBrowser();
  const page = await (await browser.newContext({ timezoneId: "Europe/London", locale: "en-GB" })).newPage();
  // Only ends a run that would hang: nothing here is quicker or slower for it.
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  const { say, sees } = await chat(page);

  // It introduces itself and asks about the zone that the browser named.
  const hello = await sees("I'm Greenroom");
  await hello.getByRole("button", { name: "That's right" }).click();
  await sees("Your time zone is London");

  await say("Phone screen with Stripe tomorrow at 3pm with Sarah Chen, zoom https://zoom.us/j/1");
  const card = await sees("Stripe: phone screen");
  expect(await card.innerText()).toContain("Wednesday 4 March, 15:00 to 16:00 (London), tomorrow");
  expect(await card.innerText()).toContain("With Sarah Chen");
  expect(await card.getByRole("link").getAttribute("href")).toBe("https://zoom.us/j/1");
  const panel = page.getByRole("complementary");
  await panel.getByText("Stripe: phone screen").waitFor();
  await panel.getByText("Preparation 0 of 6").waitFor();

  // What is missing is asked for, and pressing answers it.
  await say("onsite at Figma on Friday");
  const question = await sees("What time does it start?");
  await question.getByRole("button", { name: "10:00" }).click();
  expect(await (await sees("Figma: onsite")).innerText()).toContain("Friday 6 March, 10:00 to 11:00 (London)");

  // The form is filled with what is known; a wrong date stays in it and says why.
  await card.getByRole("button", { name: "Reschedule" }).click();
  const form = page.getByRole("form");
  await form.getByLabel("Date").fill("2026-03-02");
  await form.getByRole("button", { name: "Reschedule" }).click();
  await form.getByText("That moment has passed already.").waitFor();
  await form.getByLabel("Date").fill("2026-03-05");
  await form.getByLabel("Time").fill("11:30");
  await form.getByRole("button", { name: "Reschedule" }).click();
  expect(await (await sees("Moved from")).innerText()).toContain("Thursday 5 March, 11:30 to 12:30 (London)");
  await panel.getByText("Thursday 5 March, 11:30").waitFor();
  await bot.idle();

  clock.set("2026-03-04T11:30:00Z");
  const reminder = await sees("Interview tomorrow at 11:30: Stripe, phone screen");
  expect(await reminder.innerText()).toContain("Preparation: 0 of 6 done.");
  await reminder.getByRole("button", { name: "I'm ready" }).click();
  await sees("you are ready");
});
