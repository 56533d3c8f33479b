/** Prints how fast the bot is, against its aims: `npm run bench`, or `npm run bench -- parse messages`. */
import { parseArgs } from "node:util";
import { createReport, load, type Report } from "./report.ts";

/** In this order; each is loaded only when it runs. */
const BENCHES: Readonly<Record<string, () => Promise<(report: Report) => Promise<void>>>> = {
  machine: async () => (await import("./machine.ts")).machine,
  parse: async () => (await import("./parse.ts")).parse,
  start: async () => (await import("./start.ts")).start,
  messages: async () => (await import("./messages.ts")).messages,
  queries: async () => (await import("./queries.ts")).queries,
  lateness: async () => (await import("./lateness.ts")).lateness,
  slack: async () => (await import("./slack.ts")).slack,
  idle: async () => (await import("./idle.ts")).idle,
};

const { positionals } = parseArgs({ allowPositionals: true });
const chosen = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = chosen.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(64);
}

const report = createReport((text) => console.log(text));
const began = performance.now();
console.log(`Greenroom on Node ${process.versions.node}, ${process.platform} ${process.arch}; ${load()}`);
for (const name of chosen) {
  const started = performance.now();
  console.log(`\n${name}`);
  await (await BENCHES[name]?.())?.(report);
  console.log(`  (${((performance.now() - started) / 1000).toFixed(1)} s; ${load()})`);
}
const missed = report.missed();
console.log(
  `\n${((performance.now() - began) / 1000).toFixed(0)} s. ${missed.length === 0 ? "All aims met." : `Missed: ${missed.join("; ")}.`}`,
);
