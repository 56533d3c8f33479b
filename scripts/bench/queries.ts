/** Counts what a message costs the database: up to its answer, and with everything that follows from it. */

import type { Report } from "./report.ts";
import { inFolder } from "./stock.ts";
import { type WatchedBot, watchedBot } from "./watched.ts";

const SAID = [
  "Phone screen with Stripe tomorrow at 3pm with Sarah Chen, zoom https://zoom.us/j/1",
  "show Stripe",
  "move Stripe to tomorrow at 4pm",
  "list",
  "cancel Stripe",
  "asdf",
];

/** The event is worked after its answer to the request: waits until the page has what the bot said. */
async function cost({ bot, sent }: WatchedBot, text: string): Promise<readonly string[]> {
  sent();
  const answer = await bot.app.inject({
    method: "POST",
    url: "/chat/text",
    headers: { host: "localhost" },
    payload: { text },
  });
  if (answer.statusCode !== 202) throw new Error(`/chat/text answered ${answer.statusCode}`);
  await bot.idle();
  await bot.idle();
  return sent();
}

export async function queries(report: Report): Promise<void> {
  await inFolder(async (dataDir) => {
    const watched = await watchedBot(dataDir, {}, async () => {});
    try {
      await cost(watched, "hi");
      for (const text of SAID) {
        const commands = await cost(watched, text);
        const answered = commands.lastIndexOf("insert messages") + 1;
        report.line(text.slice(0, 44), `${answered} to the answer, ${commands.length} in all`);
        if (process.env.BENCH_VERBOSE) console.log(commands.map((name) => `      ${name}`).join("\n"));
      }
    } finally {
      await watched.stop();
    }
  });
}
