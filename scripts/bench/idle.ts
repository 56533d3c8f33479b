/** Counts what the bot asks of the database while 100,000 reminders lie ahead and nothing is due. */
import { shortly } from "./numbers.ts";
import type { Report } from "./report.ts";
import { inFolder, stockReminders } from "./stock.ts";
import { type WatchedBot, watchedBot } from "./watched.ts";

/** Longer than the first sweep, which comes a minute after the start. */
const WINDOW_MS = 65_000;
const SETTLED_MS = 2_000;
const CHECK_MINUTES = 5;
const SWEEP_MINUTES = 15;
/** A second bot looks this often, to see what a look costs. */
const SHORT_MINUTES = 0.05;
const CHECKS = 3;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function idle(report: Report): Promise<void> {
  await inFolder(async (dataDir) => {
    const bot = await watchedBot(dataDir, {}, (connection) => stockReminders(connection, Temporal.Now.instant()));
    await pause(SETTLED_MS);
    report.line("queries of a start", `${bot.sent().length}`);
    await pause(WINDOW_MS);
    const seen = bot.sent();
    const sweep = await sweepCost(bot);
    await bot.stop();
    report.line(`queries in ${WINDOW_MS / 1000} s, ${sweep} of them its one sweep`, `${seen.length}`);

    const often = await watchedBot(dataDir, { REMINDER_CHECK_INTERVAL: String(SHORT_MINUTES) }, async () => {});
    await pause(SETTLED_MS);
    often.sent();
    await pause(CHECKS * SHORT_MINUTES * 60_000);
    const check = often.sent().length / CHECKS;
    await often.stop();
    report.line("queries of one check of all queues", shortly(check));
    const minute = check / CHECK_MINUTES + sweep / SWEEP_MINUTES;
    report.aim("queries a minute, nothing due", shortly(minute), minute, 4);
  });
}

async function sweepCost({ bot, sent }: WatchedBot): Promise<number> {
  await bot.store.sweep(Temporal.Now.instant(), 30);
  return sent().length;
}
