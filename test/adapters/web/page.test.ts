import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { ME, startBot, TO_ME } from "./bot.ts";
import { box, echo, messages, open, ready, say, texts, theBrowser } from "./browsing.ts";
import { FORM } from "./form.ts";

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

describe("a narrow screen", () => {
  test("has room for everything at 360 pixels and shows the interviews behind a button", async () => {
    const bot = await startBot();
    await bot.web.publishHome(ME, {
      text: "Stripe",
      blocks: [
        { kind: "heading", text: "Coming up" },
        { kind: "heading", text: "Stripe: phone screen" },
      ],
    });
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
    const page = await (await (await theBrowser()).newContext()).newPage();
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
