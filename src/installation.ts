/** What belongs to an installation rather than to a person: the key it signs with, the zone data it last ran with. */
import { createSecretKey, randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { SecretKey } from "./secrets/keys.ts";
import { createSigner } from "./secrets/signer.ts";
import type { Store } from "./store/store.ts";

/**
 * A signer for each purpose. With `GREENROOM_SECRET_KEYS` it uses those; otherwise a key that the first start puts into
 * the database, so that links in old mails still work and all processes agree. It signs; it never encrypts.
 */
export async function installationSigner(facts: Store["fact"], given: readonly SecretKey[] | null, clock: Clock) {
  const [first, ...others] = given ?? [];
  const own = async (): Promise<SecretKey> => {
    const text = await facts.ensure("signing-key", randomBytes(32).toString("base64"));
    return { id: "installation", key: createSecretKey(Buffer.from(text, "base64")) };
  };
  const keys: readonly [SecretKey, ...SecretKey[]] = first === undefined ? [await own()] : [first, ...others];
  const signer = createSigner(() => keys, clock);
  return (purpose: string) => ({
    sign: (payload: string) => signer.sign(payload, purpose),
    verify: (token: string) => signer.verify(token, purpose),
  });
}

/** Zones' rules change with the runtime: when its data is another than last time, everybody's future starts are derived anew. */
export async function oweNewZoneData(
  facts: Store["fact"],
  people: Store["people"],
  now: Temporal.Instant,
): Promise<void> {
  const before = await facts.get("zone-data");
  if (before === process.versions.tz) return;
  if (before !== null) await people.owEveryone(now);
  await facts.set("zone-data", process.versions.tz ?? "none");
}
