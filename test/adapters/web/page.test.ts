import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Form } from "../../../src/chat/port.ts";
import { openBrowser } from "../../support/browser.ts";
import { waitFor } from "../../support/clock.ts";
import { ME, startBot, type TestBot, TO_ME } from "./bot.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});

/** A page that must not complain: a refused script, style or address shows in the console. */
async function open(bot: TestBot, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ timezoneId: "Europe/London", locale: "en-GB", ...options });
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
const ready = (bot: TestBot, times = 1) =>
  waitFor(() => bot.events.filter(({ kind }) => kind === "opened").length >= times, "the page to open");

const box = (page: Page) => page.getByRole("textbox", { name: "Message" });
const messages = (page: Page) => page.locator(".message .body");
const texts = async (page: Page) => (await messages(page).allInnerTexts()).map((words) => words.replace(/\n+/g, "\n"));
const say = (words: string) => ({ text: words, blocks: [{ kind: "text" as const, text: words }] });

/** A bot that repeats what it is told. */
const echo = () =>
  startBot({
    react: async (event, web) => {
      if (event.kind === "text") await web.send(event.from, say(`You said: ${event.text}`));
      return { stored: true };
    },
  });

const FORM: Form = {
  id: "edit:i1:3",
  title: "Move Stripe",
  submit: "Move it",
  fields: [
    { name: "date", label: "Date", kind: "date", value: "2026-03-10", required: true },
    { name: "where", label: "Where", kind: "text", hint: "A link or a place." },
  ],
};

describe("the page", () => {
  test("tells the browser's zone and that it was opened, in this order", async () => {
    const bot = await startBot();
    const { complaints } = await open(bot, { timezoneId: "America/New_York" });
    expect(bot.events.map((event) => (event.kind === "profile" ? event.timeZone : event.kind))).toEqual([
      "America/New_York",
      "opened",
    ]);
    expect(complaints).toEqual([]);
  });

  test("shows an example while the chat is empty, and puts it into the box when it is pressed", async () => {
    const bot = await echo();
    const { page } = await open(bot);
    await page.getByRole("button", { name: "Phone screen with Acme" }).click();
    expect(await box(page).inputValue()).toMatch(/^Phone screen with Acme/);
    await box(page).press("Enter");
    await messages(page).nth(1).waitFor();
    expect(await page.locator("#empty").isVisible()).toBe(false);
  });

  test("sends with Enter, breaks the line with Shift+Enter, and shows the answer without a reload", async () => {
    const bot = await echo();
    const { page, complaints } = await open(bot);
    await box(page).fill("one");
    await box(page).press("Shift+Enter");
    await box(page).pressSequentially("two");
    await box(page).press("Enter");
    await page.getByText("You said: one").waitFor();
    expect(bot.events.at(-1)).toMatchObject({ kind: "text", text: "one\ntwo" });
    expect(await texts(page)).toEqual(["one\ntwo", "You said: one\ntwo"]);
    expect(await box(page).inputValue()).toBe("");
    await page.reload();
    await ready(bot, 2);
    expect(await texts(page)).toEqual(["one\ntwo", "You said: one\ntwo"]);
    expect(complaints).toEqual([]);
  });

  test("shows what people typed as text, never as markup, and links only what is a web address", async () => {
    const bot = await startBot();
    const nasty = `<img src=x onerror="document.title='owned'"> https://zoom.us/j/1?a=b. (see http://a.example/x_(y))`;
    await bot.web.send(TO_ME, {
      text: nasty,
      blocks: [
        { kind: "heading", text: "<b>Acme</b>" },
        { kind: "text", text: nasty },
        { kind: "fields", fields: [{ label: "<i>Who</i>", value: "javascript:alert(1)" }] },
        {
          kind: "buttons",
          buttons: [
            { label: "Bad", url: "javascript:alert(1)" },
            { label: "Good", url: "https://a.example/" },
          ],
        },
        { kind: "image", url: "javascript:alert(1)", alt: "A picture" },
      ],
    });
    const { page, complaints } = await open(bot);
    await page.getByText("<b>Acme</b>").waitFor();
    const links = await page
      .locator(".message a")
      .evaluateAll((all) => all.map((a) => `${a.getAttribute("href")} ${a.getAttribute("rel")}`));
    expect(links).toEqual([
      "https://zoom.us/j/1?a=b noopener noreferrer",
      "http://a.example/x_(y) noopener noreferrer",
      "https://a.example/ noopener noreferrer",
    ]);
    expect(await page.locator(".message img").count()).toBe(0);
    expect(await page.title()).toBe("Greenroom");
    expect(complaints).toEqual([]);
  });

  test("replaces a message where it stands, and leaves the focus where it was", async () => {
    const bot = await startBot();
    const buttons = (words: string) => ({
      text: words,
      blocks: [
        { kind: "text" as const, text: words },
        {
          kind: "buttons" as const,
          buttons: [
            { label: "Move", action: "move:1" },
            { label: "Undo", action: "undo:1" },
          ],
        },
      ],
    });
    const ref = await bot.web.send(TO_ME, buttons("Tuesday"));
    await bot.web.send(TO_ME, say("Anything else?"));
    const { page } = await open(bot);
    await page.getByRole("button", { name: "Undo" }).focus();
    await bot.web.update(ME, ref, buttons("Monday"));
    await page.getByText("Monday").waitFor();
    expect(await texts(page)).toEqual(["Monday\nMove\nUndo", "Anything else?"]);
    expect(await page.evaluate("document.activeElement?.textContent")).toBe("Undo");
    await page.keyboard.press("Enter");
    await waitFor(() => bot.events.some(({ kind }) => kind === "press"), "the press");
    expect(bot.events.at(-1)).toMatchObject({ action: "undo:1", value: null, on: ref });
  });

  test("keeps a checklist with its progress", async () => {
    const bot = await startBot();
    const items = [
      { text: "Read the job description", done: true, action: "tick:i:a" },
      { text: "Three questions", done: false, action: "tick:i:b" },
    ];
    await bot.web.publishHome(ME, {
      text: "Stripe",
      blocks: [
        { kind: "heading", text: "Stripe" },
        { kind: "checklist", items },
      ],
    });
    const { page } = await open(bot);
    await page.getByText("1 of 2 done").waitFor();
    await page.getByRole("checkbox", { name: "Three questions" }).check();
    await page.getByText("2 of 2 done").waitFor();
    await page.getByRole("checkbox", { name: "Read the job" }).uncheck();
    await waitFor(() => bot.events.filter(({ kind }) => kind === "press").length === 2, "both presses");
    expect(bot.events.slice(-2)).toMatchObject([
      { action: "tick:i:b", value: "done" },
      { action: "tick:i:a", value: "open" },
    ]);
  });

  test("announces messages politely and labels everything that can be used", async () => {
    const bot = await startBot();
    await bot.web.send(TO_ME, say("Hello."));
    const { page } = await open(bot);
    const log = page.getByRole("log", { name: "Messages" });
    await waitFor(async () => (await log.getAttribute("aria-busy")) === "false", "the history to be shown");
    expect(await log.getAttribute("aria-live")).toBe("polite");
    expect(await page.getByRole("article").innerText()).toMatch(/^Greenroom:\s+Hello\./);
    await page.getByRole("complementary", { name: "Interviews" }).waitFor();
    const unnamed = await page
      .locator("button, input, textarea, select")
      .evaluateAll(
        (all) => all.filter((one) => one.textContent.trim() === "" && !("labels" in one && one.labels)).length,
      );
    expect(unnamed).toBe(0);
  });
});

describe("forms on the page", () => {
  test("take the focus, say at the field what is wrong, and become their answers", async () => {
    const bot = await startBot({
      react: async (event) =>
        event.kind === "submit" && event.values.date === "2026-03-10"
          ? { errors: { date: "That day has passed. Please choose a later one." } }
          : { stored: true },
    });
    const { page, complaints } = await open(bot);
    await bot.web.openForm(TO_ME, FORM);
    const date = page.getByLabel("Date");
    await date.waitFor();
    expect(await date.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await page.getByLabel("Where").fill("1 Poultry");
    await page.getByRole("button", { name: "Move it" }).click();
    await page.getByText("That day has passed").waitFor();
    expect(await date.getAttribute("aria-invalid")).toBe("true");
    const described = await date.getAttribute("aria-describedby");
    expect(await page.locator(`#${described}`).innerText()).toContain("That day has passed");
    expect(await date.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
    await date.fill("2026-03-11");
    await page.getByRole("button", { name: "Move it" }).click();
    await page.getByText("2026-03-11").waitFor();
    expect(await texts(page)).toEqual(["Move Stripe\nDate\n2026-03-11\nWhere\n1 Poultry"]);
    expect(bot.events.at(-1)).toMatchObject({ form: FORM.id, values: { date: "2026-03-11", where: "1 Poultry" } });
    expect(complaints).toEqual([]);
  });

  test("are not sent with a required field empty, and close without an answer", async () => {
    const bot = await startBot();
    const { page } = await open(bot);
    await bot.web.openForm(TO_ME, FORM);
    await page.getByLabel("Date").fill("");
    await page.getByRole("button", { name: "Move it" }).click();
    await page.getByText("Please fill this in.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Move Stripe: closed without changes.").waitFor();
    expect(bot.events.some(({ kind }) => kind === "submit")).toBe(false);
  });

  test("keep what was typed when the message around them changes, and move to the end when opened again", async () => {
    const bot = await startBot();
    const { page } = await open(bot);
    await bot.web.openForm(TO_ME, FORM);
    await page.getByLabel("Where").fill("1 Poultry");
    await bot.web.send(TO_ME, say("By the way."));
    await bot.web.openForm(TO_ME, { ...FORM, title: "Move Stripe again" });
    await page.getByText("Move Stripe again").waitFor();
    expect(await page.getByLabel("Where").inputValue()).toBe("1 Poultry");
    expect((await texts(page))[0]).toBe("By the way.");
    expect(await messages(page).count()).toBe(2);
  });
});

describe("a connection that is lost", () => {
  test("is said, and what was written meanwhile is kept over a reload and sent once, in order", async () => {
    const bot = await echo();
    const { page, context } = await open(bot);
    await box(page).fill("before");
    await box(page).press("Enter");
    await page.getByText("You said: before").waitFor();
    const { port } = new URL(bot.url);
    await bot.stop();
    await page.getByText("Reconnecting…").waitFor();
    for (const words of ["first", "second"]) {
      await box(page).fill(words);
      await box(page).press("Enter");
    }
    await page.getByText("Sending").first().waitFor();
    await box(page).fill("unfinished");

    const again = await startBot({
      database: bot.database,
      port: Number(port),
      react: async (event, web) => {
        if (event.kind === "text") await web.send(event.from, say(`You said: ${event.text}`));
        return { stored: true };
      },
    });
    await page.getByText("You said: second").waitFor();
    await page.getByText("Reconnecting…").waitFor({ state: "hidden" });
    expect(again.events.flatMap((event) => (event.kind === "text" ? [event.text] : []))).toEqual(["first", "second"]);
    await waitFor(async () => (await page.getByText("Sending").count()) === 0, "both to be sent");
    expect(await box(page).inputValue()).toBe("unfinished");
    const opened = again.events.filter(({ kind }) => kind === "opened").length;
    await page.reload();
    await ready(again, opened + 1);
    expect(await box(page).inputValue()).toBe("unfinished");
    const shown = (await texts(page)).filter((words) => /first|second/.test(words));
    expect(shown.sort()).toEqual(["You said: first", "You said: second", "first", "second"]);
    await context.close();
  });

  test("does not lose what the bot said meanwhile", async () => {
    const bot = await startBot();
    const { page } = await open(bot);
    await bot.web.send(TO_ME, say("before"));
    await page.getByText("before").waitFor();
    const { port } = new URL(bot.url);
    await bot.stop();
    const again = await startBot({ database: bot.database });
    await again.web.send(TO_ME, say("while away"));
    await again.stop();
    await startBot({ database: bot.database, port: Number(port) });
    await page.getByText("while away").waitFor();
    expect(await texts(page)).toEqual(["before", "while away"]);
  });
});

describe("several tabs", () => {
  test("all show everything, more of them than a browser has connections, and go on when the leading one closes", async () => {
    const bot = await echo();
    const { page: first, context } = await open(bot);
    const pages = [first];
    for (let i = 2; i <= 8; i += 1) {
      const page = await context.newPage();
      await page.goto(bot.url);
      pages.push(page);
      await ready(bot, i);
    }
    await box(first).fill("hello");
    await box(first).press("Enter");
    for (const page of pages) {
      await page.getByText("You said: hello").waitFor();
      expect(await texts(page)).toEqual(["hello", "You said: hello"]);
    }
    await pages.pop()?.close();
    await pages.pop()?.close();
    await bot.web.send(TO_ME, say("still there"));
    for (const page of pages) await page.getByText("still there").waitFor();
    await bot.web.publishHome(ME, say("Stripe tomorrow"));
    for (const page of pages) await page.getByText("Stripe tomorrow").waitFor({ state: "attached" });
  });
});

describe("a narrow screen", () => {
  test("has room for everything at 360 pixels and shows the interviews behind a button", async () => {
    const bot = await startBot();
    await bot.web.publishHome(ME, { text: "Stripe", blocks: [{ kind: "heading", text: "Stripe: phone screen" }] });
    await bot.web.send(TO_ME, {
      text: "x",
      blocks: [
        { kind: "heading", text: "A".repeat(120) },
        { kind: "fields", fields: [{ label: "B".repeat(40), value: `https://zoom.us/${"c".repeat(200)}` }] },
        {
          kind: "buttons",
          buttons: Array.from({ length: 5 }, (_, i) => ({ label: `Button number ${i}`, action: `a:${i}` })),
        },
        { kind: "form", form: FORM },
      ],
    });
    const { page } = await open(bot, { viewport: { width: 360, height: 640 } });
    await page.getByText("Button number 4").waitFor();
    const overflow = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(await overflow()).toBe(0);
    expect(await page.locator("#log").evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
    const heading = page.getByRole("heading", { name: "Stripe: phone screen" });
    expect(await heading.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Interviews" }).click();
    await heading.waitFor();
    expect(await overflow()).toBe(0);
    await page.getByRole("button", { name: "Chat" }).click();
    await page.getByText("Button number 4").waitFor();
  });
});

describe("with a password", () => {
  test("a person signs in and is in the chat", async () => {
    const bot = await startBot({ host: "0.0.0.0", password: "open sesame" });
    const page = await (await browser.newContext()).newPage();
    await page.goto(bot.url);
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Password").fill("open sesame");
    await page.keyboard.press("Enter");
    await ready(bot);
    await bot.web.send(TO_ME, say("Hello."));
    await page.getByText("Hello.").waitFor();
  });
});
