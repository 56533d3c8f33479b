/** Handing mails over within each person's limit. */
import { describe, expect, test } from "vitest";
import { DeliveryError } from "../../src/errors.ts";
import type { MailEntry, MailLog } from "../../src/mail/log.ts";
import type { Mail, Mailer } from "../../src/mail/port.ts";
import { createPost } from "../../src/mail/post.ts";
import { manualClock } from "../support/clock.ts";

const mail = (n: number): Mail => ({
  to: "ann@example.org",
  subject: "s",
  text: "t",
  html: "<p>t</p>",
  messageId: `m${n}@greenroom.local`,
});

/** The log kept in memory, as `store/mail-log.ts` keeps it in the database. */
function memoryLog() {
  const entries = new Map<string, MailEntry>();
  const log: MailLog = {
    async note(entry) {
      entries.set(entry.messageId, entry);
    },
    async settle(messageId, state) {
      const entry = entries.get(messageId);
      if (entry !== undefined) entries.set(messageId, { ...entry, state });
    },
    idsOf: async (userIds) =>
      [...entries.values()].filter(({ userId }) => userIds.includes(userId)).map(({ messageId }) => messageId),
    async sentSince(userId, since) {
      return [...entries.values()]
        .filter((entry) => entry.userId === userId && entry.state !== "failed")
        .filter(({ at }) => Temporal.Instant.compare(at, since) > 0)
        .map(({ at }) => at);
    },
  };
  return { log, states: () => [...entries.values()].map(({ messageId, state }) => `${messageId} ${state}`) };
}

function setup(mode: Mailer["mode"] = "smtp", perHour = 2) {
  const clock = manualClock("2026-03-10T12:00:00Z");
  const sent: string[] = [];
  let fault: Error | null = null;
  const mailer: Mailer = {
    mode,
    async send({ messageId }) {
      if (fault !== null) throw fault;
      sent.push(messageId);
      return mode === "smtp" ? { kind: "accepted" } : { kind: "written", file: "f.eml" };
    },
    async forget() {},
    async stop() {},
  };
  const kept = memoryLog();
  const post = createPost({ mailer, log: kept.log, clock, perHour });
  const breakWith = (error: Error | null) => {
    fault = error;
  };
  return { post, clock, sent, breakWith, ...kept };
}

const limited = async (sending: Promise<unknown>): Promise<string> => {
  const error = await sending.catch((thrown: unknown) => thrown);
  if (!(error instanceof DeliveryError)) throw new Error("it was sent");
  return `${error.reason} ${error.permanent} ${error.retryAfter?.round({ largestUnit: "minutes" })}`;
};

describe("createPost", () => {
  test("sends up to the limit, then says when the next one may go", async () => {
    const { post, clock, sent, states } = setup();
    await post.send("u1", "reminder", mail(1));
    clock.advance({ minutes: 10 });
    await post.send("u1", "reminder", mail(2));
    clock.advance({ minutes: 10 });
    expect(await limited(post.send("u1", "reminder", mail(3)))).toBe("limit false PT40M");
    expect(sent).toHaveLength(2);
    expect(states()).toEqual([
      "m1@greenroom.local accepted",
      "m2@greenroom.local accepted",
      "m3@greenroom.local failed",
    ]);
    clock.advance({ minutes: 40 });
    await post.send("u1", "reminder", mail(3));
    expect(sent).toHaveLength(3);
  });

  test("counts each person alone", async () => {
    const { post, sent } = setup("smtp", 1);
    await post.send("u1", "reminder", mail(1));
    await post.send("u2", "reminder", mail(2));
    expect(sent).toHaveLength(2);
  });

  test("never exceeds the limit with many at once", async () => {
    const { post, sent } = setup("smtp", 5);
    await Promise.allSettled(Array.from({ length: 20 }, (_, n) => post.send("u1", "reminder", mail(n))));
    expect(sent.length).toBeLessThanOrEqual(5);
  });

  test("a mail that failed does not count, nor one tried again twice", async () => {
    const { post, sent, breakWith, states } = setup("smtp", 2);
    const down = new DeliveryError("down", { permanent: false, reason: "refused" });
    breakWith(down);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(post.send("u1", "reminder", mail(1))).rejects.toBe(down);
    }
    breakWith(null);
    await post.send("u1", "reminder", mail(1));
    await post.send("u1", "reminder", mail(1));
    await post.send("u1", "reminder", mail(2));
    expect(sent).toHaveLength(3);
    expect(states()).toEqual(["m1@greenroom.local accepted", "m2@greenroom.local accepted"]);
  });

  test("a mail that went is not said to have failed because that could not be noted", async () => {
    const { log } = memoryLog();
    const broken: MailLog = { ...log, settle: () => Promise.reject(new Error("no database")) };
    const mailer: Mailer = {
      mode: "smtp",
      send: async () => ({ kind: "accepted" }),
      forget: async () => {},
      stop: async () => {},
    };
    const post = createPost({ mailer, log: broken, clock: manualClock("2026-03-10T12:00:00Z"), perHour: 2 });
    expect(await post.send("u1", "confirm", mail(1))).toEqual({ kind: "accepted" });
  });

  test("files are logged as written and not limited", async () => {
    const { post, states } = setup("outbox", 1);
    await post.send("u1", "reminder", mail(1));
    expect(await post.send("u1", "reminder", mail(2))).toEqual({ kind: "written", file: "f.eml" });
    expect(states()).toEqual(["m1@greenroom.local written", "m2@greenroom.local written"]);
  });
});
