/** A person's chat as a channel for reminders: which platform, and what counts as delivered. */
import { expect, test } from "vitest";
import { chatChannel, type NoticeDeps } from "../../src/chat/notices.ts";
import { DeliveryError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import type { Notice } from "../../src/reminders/channel.ts";
import type { Identity } from "../../src/users/user.ts";
import { at, interview, person } from "../reminders/people.ts";
import { ANA, type TestPlatform, testPlatform } from "../support/chat-core.ts";

const START = "2026-03-10T15:00[Europe/London]";
const ANN = person();

const identity = (externalId: string, brokenBecause: string | null = null): Identity => ({
  ...{ platform: ANA.platform, team: "T1", externalId, userId: ANN.id, brokenBecause },
  lastSeenAt: at("2026-03-01T00:00Z"),
});

const NOTICE: Notice = {
  user: ANN,
  interview: interview(START),
  kind: "2_hours",
  headline: "Interview in 2 hours: Stripe",
  apology: null,
  late: false,
  dueAt: at("2026-03-10T13:00Z"),
  now: at("2026-03-10T13:00Z"),
};

function deps(platform: TestPlatform, identities: readonly Identity[], put: () => Promise<void> = async () => {}) {
  const lost: string[] = [];
  const logged: string[] = [];
  const it: NoticeDeps = {
    people: {
      async lost({ externalId }, because, _at, forGood) {
        lost.push(`${externalId} ${because}${forGood ? " for good" : ""}`);
      },
    },
    log: createLogger({ level: "warn", pretty: false }, { write: (line) => void logged.push(line) }),
    identitiesOf: async () => identities,
    cardsOf: () => ({ put, of: async () => [] }),
    homeChanged: () => undefined,
    adapterFor: () => platform,
  };
  return { it, lost, logged };
}

test("what a platform took is delivered, even when its card cannot be kept: it must not come twice", async () => {
  const platform = testPlatform();
  const { it, logged } = deps(platform, [identity("ana")], () => Promise.reject(new Error("no database")));
  const channel = await chatChannel(it, ANN);
  expect(await channel?.deliver(NOTICE, "n1", false)).toBe("accepted");
  expect(platform.sent).toHaveLength(1);
  expect(logged).toHaveLength(1);
});

test("who is lost on one platform is reached on the next, and that is remembered", async () => {
  const platform = testPlatform();
  platform.failing = (what, { id }) => {
    if (what === "send" && id === "gone")
      throw new DeliveryError("no such user", { permanent: true, reason: "user_not_found", lost: true });
  };
  const { it, lost } = deps(platform, [identity("gone"), identity("ana")]);
  const channel = await chatChannel(it, ANN);
  expect(await channel?.deliver(NOTICE, "n1", false)).toBe("accepted");
  expect(platform.sent.map(({ person: { id } }) => id)).toEqual(["ana"]);
  expect(lost).toEqual(["gone user_not_found for good"]);
});

test("what may pass is tried again by whoever asked, on the same platform", async () => {
  const platform = testPlatform();
  platform.failing = () => {
    throw new DeliveryError("busy", { permanent: false, reason: "ratelimited" });
  };
  const { it, lost } = deps(platform, [identity("ana"), identity("other")]);
  const channel = await chatChannel(it, ANN);
  await expect(channel?.deliver(NOTICE, "n1", false)).rejects.toThrow("busy");
  expect(lost).toEqual([]);
});

test("nobody who is lost everywhere has a chat", async () => {
  const { it } = deps(testPlatform(), [identity("ana", "user_not_found")]);
  expect(await chatChannel(it, ANN)).toBeNull();
});

test("a fault of ours or of the workspace puts nobody out of reach for good", async () => {
  const platform = testPlatform();
  platform.failing = () => {
    throw new DeliveryError("no", { permanent: true, reason: "token_revoked" });
  };
  const { it, lost } = deps(platform, [identity("ana")]);
  const channel = await chatChannel(it, ANN);
  await expect(channel?.deliver(NOTICE, "n1", false)).rejects.toThrow("no");
  expect(lost).toEqual(["ana token_revoked"]);
});

test("a platform that is off in this process is a reason to wait, not to fail", async () => {
  const { it } = deps(testPlatform(), [identity("ana")]);
  const channel = await chatChannel({ ...it, adapterFor: () => null }, ANN);
  await expect(channel?.deliver(NOTICE, "n1", false)).rejects.toMatchObject({
    permanent: false,
    reason: "platform_off",
  });
});
