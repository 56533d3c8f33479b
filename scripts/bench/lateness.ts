/** Measures how late reminders come when 2,000 of them fall due within a minute, as the page sees them. */
import type { Connection } from "mongoose";
import { inWords, spreadOf, times } from "./numbers.ts";
import { startBot } from "./process.ts";
import type { Report } from "./report.ts";
import { beside, inFolder, interview, store, storeReminders } from "./stock.ts";
import { type Heard, talkTo } from "./talk.ts";

const COUNT = 2_000;
const OVER_MS = 60_000;
/** Time to store them and to start the bot again, which has to find them by itself. */
const AHEAD_MS = 12_000;
const REFERENCE = 300;
const ZONE = "Europe/London";

const wallMs = () => performance.timeOrigin + performance.now();

/** Timers at the same pace, each followed by one write that is safe on disk: what no scheduler can beat by much. */
async function reference(connection: Connection): Promise<readonly number[]> {
  const probes = connection.collection<{ _id: number }>("probes");
  const begin = performance.now() + 100;
  const late = await Promise.all(
    Array.from({ length: REFERENCE }, async (_, n) => {
      const due = begin + (n * OVER_MS) / COUNT;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      await probes.insertOne({ _id: n });
      return performance.now() - due;
    }),
  );
  await probes.drop();
  return late;
}

export async function lateness(report: Report): Promise<void> {
  await inFolder(async (dataDir) => {
    const first = await startBot(dataDir);
    const talk = await talkTo(first.port);
    await talk.post("/chat/profile", { timeZone: ZONE });
    await talk.say("hi");
    talk.close();

    const connection = await beside(dataDir);
    const identity = await connection.collection("identities").findOne({ platform: "web" });
    const least = spreadOf(await reference(connection));
    report.line("reference: timer and a safe write", inWords(least));
    const begin = Temporal.Now.instant().add({ milliseconds: AHEAD_MS }).epochMilliseconds;
    const due = (n: number) => begin + Math.floor((n * OVER_MS) / COUNT);
    const all = Array.from({ length: COUNT }, (_, n) => {
      const starts = Temporal.Instant.fromEpochMilliseconds(due(n)).add({ hours: 2 });
      return interview(String(identity?.userId), `Company ${n}.`, starts.toZonedDateTimeISO(ZONE));
    });
    await store(connection, all);
    await storeReminders(connection, all, [2]);
    await connection.close();
    await first.stop();

    const bot = await startBot(dataDir);
    const chat = await talkTo(bot.port);
    const spare = begin - wallMs();
    if (spare < 0) throw new Error("the machine is too slow: the bot was not ready before the first reminder");
    const arrivals = await heard(chat, COUNT, spare + OVER_MS + 30_000);
    const late = arrivals.map(({ text, at }) => at - due(Number(/Company (\d+)\./.exec(text)?.[1])));
    const spread = spreadOf(late);
    chat.close();
    report.aim(`${COUNT} due over ${OVER_MS / 1000} s, as the page hears them`, inWords(spread), spread.p99, 10);
    report.line("to the reference", `p50 ${times(spread.p50, least.p50)}, p99 ${times(spread.p99, least.p99)}`);
    report.line(
      "heard, of all",
      `${new Set(arrivals.map(({ text }) => /Company \d+/.exec(text)?.[0])).size} of ${COUNT}`,
    );

    const after = await beside(dataDir);
    report.line("taken by the page, as recorded", inWords(spreadOf(await recorded(after))));
    await after.close();
    await bot.stop();
  });
}

/** The messages about these interviews, until all have come or the time is over. */
function heard(chat: { onMessage(listener: (it: Heard) => void): void }, count: number, patienceMs: number) {
  const found: Heard[] = [];
  return new Promise<readonly Heard[]>((resolve) => {
    const late = setTimeout(() => resolve(found), patienceMs);
    chat.onMessage((message) => {
      if (!/Company \d+\./.test(message.text)) return;
      found.push(message);
      if (found.length < count) return;
      clearTimeout(late);
      resolve(found);
    });
  });
}

/** When the page's history had it, after its due time: without the way to the reader. */
async function recorded(connection: Connection): Promise<readonly number[]> {
  const sent = await connection.collection("reminders").find({ state: "sent" }).toArray();
  return sent.map((it) => Number(it.channels.web.at) - Number(it.dueAt));
}
