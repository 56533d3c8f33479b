/** What the tests of delivering share: a world at the moment before a reminder, and channels that can be told how to answer. */
import { DeliveryError } from "../../src/errors.ts";
import type { Handed } from "../../src/reminders/channel.ts";
import type { Reminder } from "../../src/reminders/reminder.ts";
import { type ManualClock, manualClock } from "../support/clock.ts";
import { freshDatabase } from "../support/database.ts";
import { interview } from "./people.ts";
import { channel, type World, world } from "./world.ts";

export const TUESDAY = "2026-03-10T15:00[Europe/London]";
export const THURSDAY = "2026-03-12T15:00[Europe/London]";

type Script = (() => Handed | Promise<Handed>)[];

export const later = (): Handed => {
  throw new DeliveryError("421 try again later", { permanent: false, reason: "421" });
};
export const refused = (): Handed => {
  throw new DeliveryError("550 no such user", { permanent: true, reason: "550" });
};

export interface Delivering {
  readonly clock: ManualClock;
  readonly it: World;
  /** Puts a new channel in place that answers so, one answer after the other, and then accepts. */
  email(...script: Script): void;
  web(...script: Script): void;
  /** "web 24_hours", in the order they were handed over. */
  sent(): string[];
  /** Stores an interview and moves to the moment of its 24 hours. */
  due24(): Promise<void>;
  /** The stored reminder that is due first. */
  first(): Promise<Reminder>;
}

export async function delivering(): Promise<Delivering> {
  const clock = manualClock("2026-03-01T09:00:00Z");
  const it = await world((await freshDatabase()).connection, clock);
  return {
    clock,
    it,
    email: (...script) => void it.channels.splice(1, 1, channel("email", it.got, script)),
    web: (...script) => void it.channels.splice(0, 1, channel("web", it.got, script)),
    sent: () => it.got.map(({ channel, notice }) => `${channel} ${notice.kind}`),
    async due24() {
      await it.put(interview(TUESDAY));
      clock.set("2026-03-09T15:00:00Z");
    },
    async first() {
      const reminder = (await it.reminders())[0];
      if (reminder === undefined) throw new Error("there is no reminder");
      return reminder;
    },
  };
}
