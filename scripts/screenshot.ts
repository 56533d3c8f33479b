/** Takes the picture of the README: a real bot on an empty folder, a real browser, a short conversation. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import sparticuz from "@sparticuz/chromium";
import { chromium, type Page } from "playwright-core";

const TARGET = new URL("../docs/chat.png", import.meta.url).pathname;
const SAID: readonly (readonly [said: string, answered: RegExp])[] = [
  ["Phone screen with Stripe tomorrow at 3pm with Sarah Chen, zoom https://zoom.us/j/1", /Stripe: phone screen/],
  ["onsite at Figma on Friday", /What time does it start/],
  ["half ten, it's at 1 Poultry", /Figma: onsite/],
];

const dataDir = await mkdtemp(join(tmpdir(), "greenroom-picture-"));
const bot = spawn(process.execPath, [new URL("start.mjs", import.meta.url).pathname], {
  env: { ...process.env, PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "info" },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const browser = await chromium.launch({ executablePath: await sparticuz.executablePath(), args: ["--no-sandbox"] });
  const page = await browser.newPage({
    viewport: { width: 1180, height: 940 },
    deviceScaleFactor: 2,
    timezoneId: "Europe/London",
    locale: "en-GB",
  });
  await page.goto(await originOf());
  await converse(page);
  await page.screenshot({ path: TARGET });
  await browser.close();
} finally {
  bot.kill("SIGTERM");
  await once(bot, "exit");
  await rm(dataDir, { recursive: true, force: true });
}

async function originOf(): Promise<string> {
  for await (const line of createInterface({ input: bot.stdout })) {
    const origin = /"origin":"([^"]+)"/.exec(line)?.[1];
    if (origin !== undefined) return origin;
  }
  throw new Error("the bot did not start");
}

async function converse(page: Page): Promise<void> {
  await page.getByRole("button", { name: "That's right" }).click();
  for (const [said, answered] of SAID) {
    await page.getByRole("textbox", { name: "Message" }).fill(said);
    await page.keyboard.press("Enter");
    await page.locator(".message").filter({ hasText: answered }).last().waitFor();
  }
  await page.getByRole("complementary").getByText("Figma: onsite").waitFor();
}
