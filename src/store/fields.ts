/** Moves time across the edge of the store: Temporal inside, Date and text in documents. */

export const toDate = (at: Temporal.Instant): Date => new Date(at.epochMilliseconds);
export const toInstant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
export const toDateOrNull = (at: Temporal.Instant | null): Date | null => (at === null ? null : toDate(at));
export const toInstantOrNull = (date: Date | null | undefined): Temporal.Instant | null =>
  date === null || date === undefined ? null : toInstant(date);

/** Wall time and zone as said, and the instant that was derived from them. */
export interface ZonedFields {
  readonly wall: string;
  readonly zone: string;
  readonly at: Date;
}

export const zonedOut = (said: Temporal.ZonedDateTime): ZonedFields => ({
  wall: said.toPlainDateTime().toString(),
  zone: said.timeZoneId,
  at: new Date(said.epochMilliseconds),
});

/**
 * The moment as said. The stored instant decides between the two occurrences of an hour that a clock change repeats;
 * if it no longer shows that wall time, the zone's rules have changed since, and wall time and zone hold.
 */
export function zonedIn({ wall, zone, at }: ZonedFields): Temporal.ZonedDateTime {
  const stored = toInstant(at).toZonedDateTimeISO(zone);
  const said = Temporal.PlainDateTime.from(wall);
  return stored.toPlainDateTime().equals(said) ? stored : said.toZonedDateTime(zone);
}

const KINDS = {
  Instant: Temporal.Instant,
  ZonedDateTime: Temporal.ZonedDateTime,
  PlainDate: Temporal.PlainDate,
  PlainTime: Temporal.PlainTime,
  PlainDateTime: Temporal.PlainDateTime,
  Duration: Temporal.Duration,
} as const;

/**
 * Plain data with Temporal values in it, as text. BSON would turn each of them into `{}` without an error, so data
 * that has no schema of its own (a command, a question) is kept in this form.
 */
export const encode = (data: unknown): string =>
  JSON.stringify(data, function (key, value) {
    // JSON.stringify has called toJSON by now; the holder still has the real value.
    const real: unknown = this[key];
    for (const [kind, type] of Object.entries(KINDS)) {
      if (real instanceof type) return { $temporal: kind, iso: real.toString() };
    }
    return value;
  });

/** What `encode` was given. The text must come from `encode`: its shape is not checked again. */
export const decode = <T>(text: string): T =>
  JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === "object" && value !== null && "$temporal" in value && "iso" in value) {
      const kind = value.$temporal;
      if (typeof kind === "string" && kind in KINDS) return KINDS[kind as keyof typeof KINDS].from(String(value.iso));
    }
    return value;
  });
