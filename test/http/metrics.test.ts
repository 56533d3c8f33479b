import { describe, expect, test } from "vitest";
import { createMetrics } from "../../src/http/metrics.ts";

const NOW = Temporal.Instant.from("2026-03-10T15:00:00Z");
const metrics = () => createMetrics(() => NOW);

describe("metrics", () => {
  test("count reminders by status and channels by result", async () => {
    const it = metrics();
    it.reminderSettled("sent", 12);
    it.reminderSettled("missed", null);
    it.channelResult("email", "written");
    const text = await it.registry.metrics();
    expect(text).toContain('greenroom_reminders_total{status="sent"} 1');
    expect(text).toContain('greenroom_reminders_total{status="missed"} 1');
    expect(text).toContain('greenroom_reminder_channel_total{channel="email",result="written"} 1');
  });

  test("take the delivery rate of those that were due: cancelled ones do not count, written mails are not delivered", async () => {
    const it = metrics();
    expect(await it.registry.metrics()).not.toMatch(/^greenroom_reminder_delivery_rate /m);
    it.reminderSettled("sent", 1);
    it.reminderSettled("sent", 1);
    it.reminderSettled("cancelled", null);
    it.reminderSettled("missed", null);
    it.reminderSettled("sent", 1, false);
    expect(await it.registry.metrics()).toMatch(/^greenroom_reminder_delivery_rate 0.5$/m);
  });

  test("sort lateness in buckets from a millisecond to an hour", async () => {
    const it = metrics();
    it.reminderSettled("sent", 0.4);
    it.reminderSettled("sent", 700);
    const text = await it.registry.metrics();
    expect(text).toContain('greenroom_reminder_lateness_seconds_bucket{le="0.001"} 1');
    expect(text).toContain('greenroom_reminder_lateness_seconds_bucket{le="1"} 2');
    expect(text).toContain('greenroom_reminder_lateness_seconds_bucket{le="3600"} 2');
  });

  test("measure commands by kind, and replies", async () => {
    const it = metrics();
    it.commandDone("schedule", 7);
    it.messageReplied(40);
    const text = await it.registry.metrics();
    expect(text).toContain('greenroom_command_seconds_bucket{le="0.01",kind="schedule"} 1');
    expect(text).toContain('greenroom_message_reply_seconds_bucket{le="0.05"} 1');
    expect(text).toContain("process_resident_memory_bytes");
  });

  test("read each queue once a scrape, and leave out one that fails", async () => {
    const it = metrics();
    let reads = 0;
    it.watchQueue("reminders", async () => {
      reads += 1;
      return { depth: 3, oldestDueAt: NOW.subtract({ seconds: 90 }) };
    });
    it.watchQueue("inbox", async () => Promise.reject(new Error("no database")));
    const text = await it.registry.metrics();
    expect(reads).toBe(1);
    expect(text).toContain('greenroom_queue_depth{queue="reminders"} 3');
    expect(text).toContain('greenroom_queue_oldest_due_seconds{queue="reminders"} 90');
    expect(text).not.toContain('queue="inbox"');
  });
});
