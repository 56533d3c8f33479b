/** What is counted and measured: features report through callbacks, so none of them knows of this file. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The present state of a queue, asked for when somebody reads the metrics. */
export interface QueueState {
  readonly depth: number;
  /** The most overdue item, or null when none waits. */
  readonly oldestDueAt: Temporal.Instant | null;
}

export interface Metrics {
  readonly registry: Registry;
  /**
   * A due reminder reached its end. `latenessMs` is from due time to the first hand-over, null when there was none.
   * `accepted`: at least one channel took it (a mail written as a file is not taken); by default that is state "sent".
   */
  reminderSettled(state: string, latenessMs: number | null, accepted?: boolean): void;
  /** One attempt on one channel: "accepted", "written", "failed", "retrying". */
  channelResult(channel: string, result: string): void;
  commandDone(kind: string, milliseconds: number): void;
  /** An event of a chat platform is stored, and can be acknowledged. */
  eventStored(platform: string, kind: string, milliseconds: number): void;
  /** From an input stored to its answer sent. */
  messageReplied(milliseconds: number): void;
  /** Watches a queue by name; a reading that fails leaves its lines out. */
  watchQueue(name: string, read: () => Promise<QueueState>): void;
}

const LATENESS_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600];
const LATENCY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, with the process' default metrics. `now` dates the age of what is overdue. */
export function createMetrics(now: () => Temporal.Instant): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const reminders = new Counter({
    name: "greenroom_reminders_total",
    help: "Due reminders by what became of them.",
    labelNames: ["status"],
    registers,
  });
  const channels = new Counter({
    name: "greenroom_reminder_channel_total",
    help: "Hand-overs of reminders by channel and result.",
    labelNames: ["channel", "result"],
    registers,
  });
  const rate = new Gauge({
    name: "greenroom_reminder_delivery_rate",
    help: "Share of due reminders that at least one channel accepted, since the process started. Absent before the first.",
    registers,
  });
  rate.remove();
  const lateness = new Histogram({
    name: "greenroom_reminder_lateness_seconds",
    help: "From due time to the first hand-over.",
    buckets: LATENESS_SECONDS,
    registers,
  });
  const commands = new Histogram({
    name: "greenroom_command_seconds",
    help: "Time to carry out a command.",
    labelNames: ["kind"],
    buckets: LATENCY_SECONDS,
    registers,
  });
  const events = new Counter({
    name: "greenroom_chat_events_total",
    help: "Events of chat platforms that were stored, by platform and kind.",
    labelNames: ["platform", "kind"],
    registers,
  });
  const stored = new Histogram({
    name: "greenroom_chat_event_stored_seconds",
    help: "Time to store an event, after which it is acknowledged.",
    labelNames: ["platform"],
    buckets: LATENCY_SECONDS,
    registers,
  });
  const replies = new Histogram({
    name: "greenroom_message_reply_seconds",
    help: "From an input stored to its answer sent.",
    buckets: LATENCY_SECONDS,
    registers,
  });
  const watch = queueGauges(registry, now);
  const due = { all: 0, accepted: 0 };

  return {
    registry,
    reminderSettled(state, latenessMs, accepted = state === "sent") {
      reminders.inc({ status: state });
      if (latenessMs !== null) lateness.observe(Math.max(0, latenessMs) / 1000);
      // A cancelled reminder was not owed any more when its time came.
      if (state === "cancelled") return;
      due.all += 1;
      if (accepted) due.accepted += 1;
      rate.set(due.accepted / due.all);
    },
    channelResult: (channel, result) => channels.inc({ channel, result }),
    commandDone: (kind, milliseconds) => commands.observe({ kind }, milliseconds / 1000),
    eventStored(platform, kind, milliseconds) {
      events.inc({ platform, kind });
      stored.observe({ platform }, milliseconds / 1000);
    },
    messageReplied: (milliseconds) => replies.observe(milliseconds / 1000),
    watchQueue: watch,
  };
}

function queueGauges(registry: Registry, now: () => Temporal.Instant): Metrics["watchQueue"] {
  const queues = new Map<string, () => Promise<QueueState>>();
  let reading: Promise<readonly (readonly [string, QueueState])[]> | null = null;

  /** Both gauges are collected at the same time; they share one reading of each queue. */
  const readAll = () => {
    reading ??= Promise.all(
      [...queues].map(async ([name, read]) => {
        const state = await read().catch(() => null);
        return state === null ? [] : [[name, state] as const];
      }),
    )
      .then((states) => states.flat())
      .finally(() => {
        reading = null;
      });
    return reading;
  };

  const gauge = (name: string, help: string, value: (state: QueueState) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ["queue"],
      registers: [registry],
      async collect() {
        const states = await readAll();
        this.reset();
        for (const [queue, state] of states) this.set({ queue }, value(state));
      },
    });

  gauge("greenroom_queue_depth", "Items that are waiting in a queue.", ({ depth }) => depth);
  gauge("greenroom_queue_oldest_due_seconds", "How long the most overdue item has waited; 0 when none is.", (state) =>
    state.oldestDueAt ? Math.max(0, now().epochMilliseconds - state.oldestDueAt.epochMilliseconds) / 1000 : 0,
  );
  return (name, read) => void queues.set(name, read);
}
