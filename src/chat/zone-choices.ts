/** Zones that what a person typed may mean: a place's own first, then all whose name contains it. Pure. */
import { zoneOfPlace } from "../language/cities.ts";
import { knownZone } from "../users/zones.ts";

const ZONES = Intl.supportedValuesOf("timeZone");

/** IANA names, best first; at most 25, which is what platforms show. */
export function zoneChoices(typed: string): readonly string[] {
  const words = typed.trim();
  if (words === "") return [];
  const wanted = words.toLowerCase().replace(/\s+/g, "_");
  const exact = [zoneOfPlace(words), words.includes("/") || words.toUpperCase() === "UTC" ? knownZone(words) : null];
  const containing = ZONES.filter((zone) => zone.toLowerCase().includes(wanted));
  return [...new Set([...exact.filter((zone) => zone !== null), ...containing])].slice(0, 25);
}
