/** A real browser for tests: a Chromium that comes with an npm package, or the one of the system. */
import { execFileSync } from "node:child_process";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { afterAll } from "vitest";

const QUIET = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a browser; it is closed after the last test of the file. Must be called while tests are collected or run.
 * `CHROMIUM_PATH` names another one. The packaged browser runs on Linux x64 only; elsewhere one must be installed.
 */
export async function openBrowser(): Promise<Browser> {
  const found = process.env.CHROMIUM_PATH ?? installed();
  const browser = await chromium.launch({
    executablePath: found ?? (await sparticuz.executablePath()),
    // Not the flags that come with the package: they switch the web's security off, and one process that ends all pages.
    args: ["--no-sandbox", ...QUIET],
    headless: true,
  });
  open.push(browser);
  return browser;
}

const open: Browser[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((browser) => browser.close()));
});

function installed(): string | null {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  }
  return null;
}
