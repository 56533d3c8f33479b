import { describe, expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { ME, startBot, TO_ME } from "./bot.ts";
import { box, echo, open, ready, say, texts } from "./browsing.ts";

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
