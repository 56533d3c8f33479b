/** Decides whether a zone's name is one that the runtime knows. */

/** The zone as the runtime spells it ("europe/london" -> "Europe/London"), or null if it knows none of that name. */
export function knownZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name.trim() }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
