import { describe, expect, test } from "vitest";
import { startBot, TO_ME } from "./bot.ts";
import { messages, open, say, texts } from "./browsing.ts";
import { FORM } from "./form.ts";

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
    await page.getByRole("button", { name: "Close" }).click();
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
