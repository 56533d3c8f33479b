/** Measures how much this machine is disturbed by others at the moment: what every other figure has to be read against. */
import { createHash } from "node:crypto";
import { inWords, spreadOf, times } from "./numbers.ts";
import type { Report } from "./report.ts";

const SPINS = 1_000;
const TIMERS = 200;
const BLOCK = Buffer.alloc(512 * 1024, 7);

export async function machine(report: Report): Promise<void> {
  const spins = Array.from({ length: SPINS }, () => {
    const began = performance.now();
    createHash("sha256").update(BLOCK).digest();
    return performance.now() - began;
  });
  const work = spreadOf(spins);
  report.line("the same work again and again", `${inWords(work)}: p99 is ${times(work.p99, work.p50)} of p50`);
  const late: number[] = [];
  for (let n = 0; n < TIMERS; n += 1) {
    const due = performance.now() + 5;
    await new Promise((resolve) => setTimeout(resolve, 5));
    late.push(performance.now() - due);
  }
  report.line("a timer after its time", inWords(spreadOf(late)));
}
