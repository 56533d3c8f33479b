/** What a scenario is: things a person does, and what they then see and what is then stored. Data, for every platform. */

/** A phrase that one of the messages shown in answer contains. */
export type Phrase = string | RegExp;

interface Expected {
  /** Each of these is in one of the messages shown since the step began. */
  readonly hears?: readonly Phrase[];
  /** None of these is. */
  readonly without?: readonly Phrase[];
  /** How many messages are new, replaced ones left out. */
  readonly messages?: number;
}

export type Step = Expected &
  (
    | { readonly say: string }
    /** The button or checklist item of that name, on the latest message that has one. */
    | { readonly press: string }
    /** The same on the earliest version of a message that had it: what somebody presses who scrolls up. */
    | { readonly pressOld: string }
    /** Fills in the form that was opened last; fields left out keep what stands in them. */
    | { readonly submit: Readonly<Record<string, string>> }
    /** Fills it in wrongly: nothing is shown but these errors, at their fields. */
    | { readonly submit: Readonly<Record<string, string>>; readonly errors: Readonly<Record<string, Phrase>> }
    /** Writes the code of the last mail. */
    | { readonly sayCode: true }
    | { readonly open: true }
    | { readonly profile: string }
    /** Time passes: to this instant, or by this length. */
    | { readonly until: string }
    | { readonly pass: string }
  );

/** What not every platform can tell the bot: that its chat was opened, the zone as it changes; or that it tells no zone. */
export type Ability = "opening" | "profile" | "zoneless";

export interface Scenario {
  readonly title: string;
  /** It can only happen where the platform is such a one. */
  readonly needs?: Ability;
  /** When it begins; Wednesday 4 March 2026, 14:02 in London, unless said. */
  readonly start?: string;
  /** The zone that the person's platform or machine suggests; Europe/London unless said. */
  readonly zone?: string;
  readonly steps: readonly Step[];
  /** What is stored in the end; what is not named here may be anything. */
  readonly stored?: {
    readonly user?: Readonly<Record<string, unknown>>;
    /** In the order of their starts; each by the fields that are named. */
    readonly interviews?: readonly Readonly<Record<string, unknown>>[];
    /** All of them, as "Stripe 24_hours pending 2026-03-09T15:00:00Z". */
    readonly reminders?: readonly string[];
  };
  /** What the home says in the end. */
  readonly home?: readonly Phrase[];
}

export const LONDON_WEDNESDAY = "2026-03-04T14:02:00Z";
