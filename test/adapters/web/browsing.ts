/** What the tests of the page share: a browser, a page that must not complain, and a bot behind it. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openBrowser } from "../../support/browser.ts";
import { waitFor } from "../../support/clock.ts";
import { startBot, type TestBot } from "./bot.ts";

let browser: Promise<Browser> | null = null;

/** One browser for a test file. */
export function theBrowser(): Promise<Browser> {
  browser ??= openBrowser();
  return browser;
}

/** A page that must not complain: a refused script, style or address shows in the console. */
export async function open(bot: TestBot, options: BrowserContextOptions = {}) {
  const context = await (await theBrowser()).newContext({ timezoneId: "Europe/London", locale: "en-GB", ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().includes("Failed to load resource")) complaints.push(line.text());
  });
  await page.goto(bot.url);
  await ready(bot);
  return { page, context, complaints };
}

/** The page has told who is there, so it is connected and has the history. */
export const ready = (bot: TestBot, times = 1) =>
  waitFor(() => bot.events.filter(({ kind }) => kind === "opened").length >= times, "the page to open");

export const box = (page: Page) => page.getByRole("textbox", { name: "Message" });
export const messages = (page: Page) => page.locator(".message .body");
export const texts = async (page: Page) =>
  (await messages(page).allInnerTexts()).map((words) => words.replace(/\n+/g, "\n"));
export const say = (words: string) => ({ text: words, blocks: [{ kind: "text" as const, text: words }] });

/** A bot that repeats what it is told. */
export const echo = () =>
  startBot({
    react: async (event, web) => {
      if (event.kind === "text") await web.send(event.from, say(`You said: ${event.text}`));
      return { stored: true };
    },
  });
