import { Locale } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { LOCALES, zoneOfLocale } from "../../../adapters/discord/locales.ts";
import { knownZone } from "../../../src/users/zones.ts";

describe("the zone of a language", () => {
  test("is decided for every locale that Discord has, and no other", () => {
    expect([...LOCALES].sort()).toEqual(Object.values(Locale).sort());
  });

  test("is one that the runtime knows", () => {
    const zones = LOCALES.map(zoneOfLocale).filter((zone) => zone !== null);
    expect(zones.filter((zone) => knownZone(zone) === null)).toEqual([]);
    expect(zones.length).toBeGreaterThan(20);
  });

  test.each([
    ["de", "Europe/Berlin"],
    ["en-GB", "Europe/London"],
    ["ja", "Asia/Tokyo"],
    ["uk", "Europe/Kyiv"],
  ])("%s: %s", (locale, zone) => {
    expect(zoneOfLocale(locale)).toBe(zone);
  });

  test.each(["en-US", "es-419", "es-ES", "fr", "id", "pt-BR", "ru"])(
    "is not guessed where it would be wrong for many: %s",
    (locale) => {
      expect(zoneOfLocale(locale)).toBeNull();
    },
  );

  test.each(["", "DE", "en", "tlh", "constructor", "__proto__"])(
    "is not guessed from what is no locale: %j",
    (locale) => {
      expect(zoneOfLocale(locale)).toBeNull();
    },
  );
});
