/** Commands about the person: settings, address, linked platforms, data, and the bot itself. */
import { PersonError } from "../errors.ts";
import { codeHash, emailCode, exportToken, LIFETIME, linkCode } from "../users/codes.ts";
import type { PendingCode, UserPatch } from "../users/repository.ts";
import { knownZone } from "../users/zones.ts";
import type { SettingsChange } from "./command.ts";
import type { Handlers } from "./execute.ts";
import type { Features } from "./features.ts";

/** More future interviews than anybody has: the number that a settings change reports stays exact below it. */
const COUNTED = 1000;
const CODES_PER_HOUR = 5;
const HOUR = { hours: 1 } as const;

function patchFor(change: SettingsChange): UserPatch {
  switch (change.kind) {
    case "zone": {
      const timeZone = knownZone(change.timeZone);
      if (timeZone === null)
        throw new PersonError(
          "I don't know that time zone. Write a big city near you, for instance: my time zone is Berlin.",
        );
      return { timeZone, timeZoneConfirmed: true };
    }
    case "reminders":
      return { settings: { reminders: change.on } };
    case "reminder_rules":
      return { settings: { reminders: true, reminderRules: [...new Set(change.rules)].slice(0, 10) } };
    case "email_reminders":
      return { settings: { emailReminders: change.on } };
    case "platform":
      return { settings: { platform: change.platform } };
    case "clock":
      return { settings: { clock: change.clock } };
  }
}

type Kinds =
  | "settings"
  | "email"
  | "confirm_email"
  | "link"
  | "unlink"
  | "export"
  | "delete_everything"
  | "hello"
  | "help"
  | "not_yet"
  | "profile";

const enoughCodes = () => new PersonError("That's enough codes for now. Try again in an hour.");

/** After a few wrong codes only waiting helps. Throws PersonError. */
async function refuseGuessing(features: Features, userId: string, now: Temporal.Instant): Promise<void> {
  const wrong = await features.codes.countSince(userId, "wrong", now.subtract(LIFETIME.wrong));
  if (wrong >= CODES_PER_HOUR)
    throw new PersonError("Too many wrong codes. Wait a quarter of an hour and ask for a new one.");
}

const countWrong = (features: Features, userId: string, now: Temporal.Instant) =>
  features.codes.create(codeHash("wrong", userId, exportToken()), pending("wrong", userId, null, now), now);

export const personHandlers: Pick<Handlers, Kinds> = {
  async settings({ change }, actor, scope, features) {
    if (change === undefined) return { kind: "settings", user: actor.user, identities: await scope.me.identities() };
    if (change.kind === "platform" && change.platform !== null) {
      const known = (await scope.me.identities()).map(({ platform }) => platform);
      if (!known.includes(change.platform))
        throw new PersonError('I don\'t know you there yet. Write "link" to change that.');
    }
    const user = await scope.me.change(patchFor(change), actor.eventId, actor.now);
    features.replan(user.id);
    const touched =
      change.kind === "email_reminders" || change.kind === "platform"
        ? []
        : await scope.interviews.ahead(actor.now, COUNTED);
    return { kind: "setting_changed", user, what: change.kind, interviews: touched.length };
  },
  async email({ address }, { user, now }, _scope, features) {
    const to = features.parseAddress(address);
    if (to === null)
      throw new PersonError(
        "That doesn't look like an e-mail address. Write it like this: my email is ana@example.com.",
      );
    const sent = await features.codes.countSince(user.id, "email", now.subtract(HOUR));
    if (sent >= CODES_PER_HOUR) throw enoughCodes();
    const code = emailCode();
    await features.codes.create(codeHash("email", user.id, code), pending("email", user.id, to, now), now);
    const { written } = await features.sendCode(user, to, code);
    return { kind: "code_sent", address: to, written };
  },
  async confirm_email({ code }, { user, eventId, now }, scope, features) {
    // Six digits are guessed in a million tries: after a few wrong ones, only a new code helps.
    await refuseGuessing(features, user.id, now);
    // Read, not taken: the same code sent again within its time confirms the same address, which changes nothing.
    const found = await features.codes.peek(codeHash("email", user.id, code), now);
    if (found?.kind !== "email" || found.address === null) {
      await countWrong(features, user.id, now);
      throw new PersonError('That code is not right or no longer good. Write "my email is …" to get a new one.');
    }
    const changed = await scope.me.change({ email: found.address }, eventId, null);
    return { kind: "email_confirmed", address: changed.email ?? found.address };
  },
  async link({ code }, { user, eventId, now }, scope, features) {
    if (code === undefined) {
      const shown = await features.codes.countSince(user.id, "link", now.subtract(HOUR));
      if (shown >= CODES_PER_HOUR) throw enoughCodes();
      const fresh = linkCode();
      await features.codes.create(codeHash("link", "", fresh), pending("link", user.id, null, now), now);
      return { kind: "link_code", code: fresh };
    }
    // The event that linked them, once more: the code is used up, and the person is the other one by now.
    if (await scope.me.did(eventId)) return { kind: "linked", user, joined: user };
    const wrong = new PersonError(
      'That code is not right or older than ten minutes. Write "link" where you already talk to me to get a new one.',
    );
    await refuseGuessing(features, user.id, now);
    const hash = codeHash("link", "", code);
    const found = await features.codes.peek(hash, now);
    if (found?.kind !== "link") {
      await countWrong(features, user.id, now);
      throw wrong;
    }
    if (found.userId === user.id || user.absorbed.includes(found.userId)) {
      throw new PersonError("That is your own code. Write it to me where you also want to use me.");
    }
    // Taken before it is used: of two who enter it at once, one is linked.
    if ((await features.codes.take(hash, now)) === null) throw wrong;
    // Who showed the code keeps its settings; who enters it joins.
    const owner = features.of({ id: found.userId, absorbed: [] }).me;
    const one = await owner.absorb(user.id, eventId);
    features.replan(found.userId);
    return { kind: "linked", user: one, joined: user };
  },
  async unlink(_command, { eventId }, scope) {
    return { kind: "unlinked", any: (await scope.me.unlink(eventId)) || (await scope.me.did(eventId)) };
  },
  async export(_command, { user, now }, _scope, features) {
    const token = exportToken();
    await features.codes.create(codeHash("export", "", token), pending("export", user.id, null, now), now);
    return { kind: "export", url: features.exportUrl(token, "json"), calendarUrl: features.exportUrl(token, "ics") };
  },
  async delete_everything({ confirmed }, actor, scope, features) {
    if (!confirmed)
      return { kind: "confirm_erase", interviews: (await scope.interviews.ahead(actor.now, COUNTED)).length };
    const identities = await scope.me.identities();
    // First, while it is still known which they are.
    await features.forgetMails(actor.user);
    await scope.me.erase();
    return { kind: "erased", identities };
  },
  async profile({ name, timeZone, email }, { user, eventId, now }, scope, features) {
    const zone = timeZone === undefined || user.timeZoneConfirmed ? null : knownZone(timeZone);
    const address = email === undefined || user.email !== null ? null : features.parseAddress(email);
    const patch: UserPatch = {
      ...(name === undefined || name === user.name ? {} : { name }),
      ...(zone === null || zone === user.timeZone ? {} : { timeZone: zone }),
      ...(address === null ? {} : { email: address }),
    };
    if (Object.keys(patch).length === 0) return { kind: "silent" };
    const moves = patch.timeZone !== undefined;
    await scope.me.change(patch, eventId, moves ? now : null);
    if (moves) features.replan(user.id);
    return { kind: "silent" };
  },
  async hello(_command, { user, now }, scope) {
    const [next] = await scope.interviews.ahead(now, 1);
    return { kind: "hello", user, next: next ?? null };
  },
  async help() {
    return { kind: "help" };
  },
  async not_yet({ feature }) {
    return { kind: "not_yet", feature };
  },
};

const pending = (kind: PendingCode["kind"], userId: string, address: string | null, now: Temporal.Instant) => ({
  kind,
  userId,
  address,
  expiresAt: now.add(LIFETIME[kind]),
});
