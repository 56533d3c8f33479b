/** Measures how long the bot takes from its start until it is ready: the first time on a data folder, and later. */
import { join } from "node:path";
import { inWords, ms, spreadOf } from "./numbers.ts";
import { startBot } from "./process.ts";
import type { Report } from "./report.ts";
import { inFolder } from "./stock.ts";

const LATER = 5;

export async function start(report: Report): Promise<void> {
  await inFolder(async (folder) => {
    // Its own place for compiled code, so that the first start compiles as on a new machine.
    const env = { NODE_COMPILE_CACHE: join(folder, "compiled") };
    const once = async (): Promise<number> => {
      const bot = await startBot(join(folder, "data"), env);
      await bot.stop();
      return bot.readyMs;
    };
    report.line("first start, nothing compiled", ms(await once()));
    const later: number[] = [];
    for (let n = 0; n < LATER; n += 1) later.push(await once());
    const spread = spreadOf(later);
    report.aim("later starts", inWords(spread), spread.max, 2_000);
  });
}
