/** What `execute` works with: the features, opened for one person. Handed over by the composition root. */
import type { Interview } from "../interviews/interview.ts";
import type { InterviewRepository } from "../interviews/repository.ts";
import type { CodeRepository, MeRepository } from "../users/repository.ts";
import type { User } from "../users/user.ts";
import type { Upcoming } from "./result.ts";

/** Repositories of one person. */
export interface Scope {
  readonly me: MeRepository;
  readonly interviews: InterviewRepository;
}

export interface Features {
  /** Opens the records of a person and of whoever they linked. */
  of(user: Pick<User, "id" | "absorbed">): Scope;
  readonly codes: CodeRepository;
  newId(): string;
  /** Called for every interview that changed: what follows from it is to run soon. It is owed already, so never waited for. */
  followUp(interview: Interview): void;
  /** After a change that touches all future interviews; returns at once, the walk goes on by itself. */
  replan(userId: string): void;
  /** The reminders that will still come for an interview, soonest first. */
  upcomingReminders(user: User, interview: Interview, now: Temporal.Instant): readonly Upcoming[];
  /** Removes what this machine keeps of the mails to a person. */
  forgetMails(user: User): Promise<void>;
  /** False while mails are only written to files: then there is nothing to offer an address for. */
  readonly mailsAreSent: boolean;
  /** Sends a code to an address. Says where it lies if mails are only written to files. Throws PersonError, DeliveryError. */
  sendCode(user: User, address: string, code: string): Promise<{ readonly written: string | null }>;
  /** The address under which a download token answers. */
  exportUrl(token: string, format: "json" | "ics"): string;
  /** Checks and normalises an address; null when it is none. */
  parseAddress(text: string): string | null;
}

/** Who acts, because of which event, and when. */
export interface Actor {
  readonly user: User;
  readonly eventId: string;
  readonly now: Temporal.Instant;
}
