/** Measures how long a person waits for an answer, with nothing stored and with much, and what memory that takes. */
import type { Connection } from "mongoose";
import { inWords, type Spread, shortly, spreadOf, times } from "./numbers.ts";
import { startBot } from "./process.ts";
import type { Report } from "./report.ts";
import { beside, inFolder, interview, stockInterviews, store } from "./stock.ts";
import { type Talk, talkTo } from "./talk.ts";

const ROUNDS = 50;
/** Nobody writes faster: what follows from one message is not what the next one waits for. */
const PAUSE_MS = 30;
const WARM_UP = 15;
const OWN = 2_000;
const PROBES = 300;
const IDLE_MS = 10_000;
const ZONE = "Europe/London";
const COMPANIES = ["Stripe", "Figma", "Datadog", "Monzo", "Spotify", "Airbnb", "Shopify", "Notion"];

const now = () => Temporal.Now.instant();

/** What one person writes about one interview, from saying it to calling it off: three writes and two questions. */
function conversation(company: string, hour: number): readonly string[] {
  return [
    `Phone screen with ${company} tomorrow at ${hour}pm with Sarah Chen, zoom https://zoom.us/j/1`,
    `show ${company}`,
    `move ${company} to tomorrow at ${hour + 1}pm`,
    "list",
    `cancel ${company}`,
  ];
}

async function waits(talk: Talk, rounds: number): Promise<number[]> {
  const spent: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const company = COMPANIES[round % COMPANIES.length] ?? "";
    for (const words of conversation(company, 1 + (round % 5))) {
      const { ms: waited } = await talk.say(words);
      spent.push(waited);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  return spent;
}

/** The least that a bot could do for a message: one write that is safe on disk, and one read. */
async function reference(connection: Connection): Promise<Spread> {
  const probes = connection.collection<{ _id: string; text: string }>("probes");
  const spent: number[] = [];
  for (let n = 0; n < PROBES; n += 1) {
    const began = performance.now();
    await probes.insertOne({ _id: `${n}`, text: "words" });
    await probes.findOne({ _id: `${n}` });
    spent.push(performance.now() - began);
  }
  await probes.drop();
  return spreadOf(spent);
}

async function userId(connection: Connection): Promise<string> {
  const identity = await connection.collection("identities").findOne({ platform: "web" });
  return String(identity?.userId);
}

export async function messages(report: Report): Promise<void> {
  await inFolder(async (dataDir) => {
    const bot = await startBot(dataDir);
    const connection = await beside(dataDir);
    const talk = await talkTo(bot.port);
    try {
      report.line("memory when ready", `${shortly(bot.memory())} MB`);
      await talk.post("/chat/profile", { timeZone: ZONE });
      await talk.say("hi");
      await waits(talk, WARM_UP);

      const least = await reference(connection);
      report.line("reference: a safe write and a read", inWords(least));
      const empty = spreadOf(await waits(talk, ROUNDS));
      report.aim("a message, nothing stored", inWords(empty), empty.p99, 50);

      await stockInterviews(connection, now());
      const many = spreadOf(await waits(talk, ROUNDS));
      report.aim("a message, 100,000 interviews stored", inWords(many), many.p99, 50);

      const hour = now().toZonedDateTimeISO(ZONE).round("hour");
      const me = await userId(connection);
      const own = Array.from({ length: OWN }, (_, n) =>
        interview(me, `Own ${n}`, hour.add({ hours: 48 + n - OWN / 2 })),
      );
      await store(connection, own);
      const mine = spreadOf(await waits(talk, ROUNDS));
      report.aim("the same, 2,000 of them the person's own", inWords(mine), mine.p99, 50);

      report.line("100,000 to none", `p50 ${times(many.p50, empty.p50)}, p99 ${times(many.p99, empty.p99)}`);
      report.line("own 2,000 to none", `p50 ${times(mine.p50, empty.p50)}, p99 ${times(mine.p99, empty.p99)}`);
      report.line(
        "a message to the reference",
        `p50 ${times(empty.p50, least.p50)}, p99 ${times(empty.p99, least.p99)}`,
      );
      const memory = bot.memory();
      report.aim(`memory after ${5 * (WARM_UP + 3 * ROUNDS)} messages`, `${shortly(memory)} MB`, memory, 250);
      report.line("memory of the database engine", `${shortly(bot.engineMemory() ?? 0)} MB`);
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      const idle = bot.memory();
      report.aim(`memory ${IDLE_MS / 1000} s later`, `${shortly(idle)} MB`, idle, 250);
    } finally {
      talk.close();
      await connection.close();
      await bot.stop();
    }
  });
}
