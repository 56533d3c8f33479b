/** Measures how soon Slack's commands are acknowledged when 200 people send one at the same moment. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { inWords, spreadOf } from "./numbers.ts";
import { startBot } from "./process.ts";
import type { Report } from "./report.ts";
import { inFolder } from "./stock.ts";

const AT_ONCE = 200;
const BURSTS = 10;
const SECRET = "signing-secret-for-the-benchmark";
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/** As much of Slack's Web API as the bot asks of it, answering at once; counts the answers that people get. */
async function startApi() {
  let answers = 0;
  let homes = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      if (request.url === "/response" || request.url === "/api/chat.postMessage") answers += 1;
      if (request.url === "/api/views.publish") homes += 1;
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          ok: true,
          ...{ ts: `${answers}.1`, channel: { id: "D1" }, team: "Bench", user: { tz: "Europe/London" } },
        }),
      );
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return { url, answers: () => answers, homes: () => homes, close: () => server.close() };
}

export async function slack(report: Report): Promise<void> {
  await inFolder(async (dataDir) => {
    const api = await startApi();
    const bot = await startBot(dataDir, {
      SLACK_BOT_TOKEN: "xoxb-bench",
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: `${api.url}/api/`,
    });
    let sent = 0;
    /** One person's command, signed as Slack signs; milliseconds until it was acknowledged. */
    async function command(person: number, text: string): Promise<number> {
      sent += 1;
      const body = new URLSearchParams({
        command: "/interview",
        text,
        user_id: `U${person}`,
        team_id: "T1",
        channel_id: "C1",
        trigger_id: `${sent}.${person}`,
        response_url: `${api.url}/response`,
      }).toString();
      const at = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
      const signature = createHmac("sha256", SECRET).update(`v0:${at}:${body}`).digest("hex");
      const began = performance.now();
      const answer = await fetch(`http://127.0.0.1:${bot.port}/slack/events`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "x-slack-request-timestamp": String(at),
          "x-slack-signature": `v0=${signature}`,
        },
        body,
      });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`a command was answered with ${answer.status}`);
      return performance.now() - began;
    }
    const people = Array.from({ length: AT_ONCE }, (_, n) => n);
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const allAnswered = async () => {
      while (api.answers() < sent) await pause(20);
    };
    /** Homes are drawn after the answers; each burst finds the bot at rest. */
    const atRest = async (drawn: number) => {
      while (api.homes() < drawn) await pause(20);
      await pause(500);
    };
    const request = async () => {
      const began = performance.now();
      await (await fetch(`http://127.0.0.1:${bot.port}/healthz`)).arrayBuffer();
      return performance.now() - began;
    };
    try {
      // Everybody's first word; from the second on the bot knows them.
      await Promise.all(people.map((person) => command(person, "help")));
      await allAnswered();
      const plain: number[] = [];
      const acks: number[] = [];
      const worked: number[] = [];
      for (let burst = 0; burst < BURSTS; burst += 1) {
        const day = DAY_NAMES[burst % DAY_NAMES.length];
        await atRest(burst * AT_ONCE);
        plain.push(...(await Promise.all(people.map(request))));
        const began = performance.now();
        acks.push(
          ...(await Promise.all(people.map((person) => command(person, `onsite at Acme ${burst} ${day} 10am`)))),
        );
        await allAnswered();
        worked.push(performance.now() - began);
      }
      const spread = spreadOf(acks);
      report.aim(`acknowledged, ${AT_ONCE} commands at once`, inWords(spread), spread.p99, 300);
      report.line(`reference: ${AT_ONCE} requests that do nothing`, inWords(spreadOf(plain)));
      report.line(`all ${AT_ONCE} answered`, inWords(spreadOf(worked)));
      report.line("memory with Slack", `${bot.memory().toFixed(0)} MB`);
    } finally {
      await bot.stop();
      api.close();
    }
  });
}
