/** Due work in memory, with the promises of a real queue, and a count of what the loop asks it. */
import type { Lease, Queue } from "../../src/scheduler/work.ts";

interface Work {
  readonly id: string;
  readonly dueAt: Temporal.Instant;
  wakeAt: Temporal.Instant | null;
  token: string | null;
}

export interface MemoryQueue extends Queue<Work> {
  add(id: string, dueAt: string): void;
  readonly claims: number;
  readonly asked: number;
  readonly renewed: readonly string[];
  readonly released: readonly string[];
  readonly ran: string[];
  /** Each call of `claim` or `nextDue` first runs this: to fail or to wait. */
  trouble: (() => void | Promise<void>) | null;
}

const passed = (at: Temporal.Instant, now: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0;

export function memoryQueue(
  run: (id: string, again: (at: Temporal.Instant) => void) => Promise<void> = async () => {},
  options: Pick<Queue<Work>, "concurrency" | "aheadMs"> & { readonly name?: string } = {},
): MemoryQueue {
  const all = new Map<string, Work>();
  const renewed: string[] = [];
  const released: string[] = [];
  const ran: string[] = [];
  let claims = 0;
  let asked = 0;
  const ours = (items: readonly Work[], lease: Lease) => items.filter(({ token }) => token === lease.token);
  return {
    name: "memory",
    ...options,
    trouble: null,
    ...(options.aheadMs === undefined ? {} : { startAt: (work: Work) => work.dueAt }),
    get claims() {
      return claims;
    },
    get asked() {
      return asked;
    },
    renewed,
    released,
    ran,
    add(id, dueAt) {
      const at = Temporal.Instant.from(dueAt);
      all.set(id, { id, dueAt: at, wakeAt: at, token: null });
    },
    async claim(now, lease, limit, ahead) {
      claims += 1;
      await this.trouble?.();
      const due = [...all.values()]
        .filter(({ wakeAt, token }) => wakeAt !== null && passed(wakeAt, token === null ? ahead : now))
        .slice(0, limit);
      for (const work of due) {
        work.token = lease.token;
        work.wakeAt = lease.until;
      }
      return due;
    },
    async run(work, { token }, again) {
      ran.push(work.id);
      await run(work.id, again);
      if (work.token === token) work.wakeAt = null;
    },
    async renew(items, lease) {
      for (const work of ours(items, lease)) {
        work.wakeAt = lease.until;
        renewed.push(work.id);
      }
    },
    async release(items, lease) {
      for (const work of ours(items, lease)) {
        work.token = null;
        work.wakeAt = work.dueAt;
        released.push(work.id);
      }
    },
    async nextDue() {
      asked += 1;
      await this.trouble?.();
      const times = [...all.values()].flatMap(({ wakeAt }) => (wakeAt === null ? [] : [wakeAt]));
      return times.sort(Temporal.Instant.compare)[0] ?? null;
    },
  };
}
