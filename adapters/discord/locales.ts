/** Guesses a time zone from the language of somebody's Discord: right for nearly everybody, or no guess. Pure. */

/**
 * Every locale of Discord (https://docs.discord.com/developers/reference#locales). A zone stands where about nine in ten
 * of those who choose the language share its clock. Elsewhere a guess costs more than a question: an interview at the
 * wrong hour.
 */
const ZONES: Readonly<Record<string, string | null>> = {
  bg: "Europe/Sofia",
  cs: "Europe/Prague",
  da: "Europe/Copenhagen",
  de: "Europe/Berlin",
  el: "Europe/Athens",
  "en-GB": "Europe/London",
  // What Discord begins with, for everybody.
  "en-US": null,
  "es-419": null,
  // Until 2023 the only Spanish: much of Latin America still has it.
  "es-ES": null,
  fi: "Europe/Helsinki",
  // The only French: Québec and West Africa have it too.
  fr: null,
  hi: "Asia/Kolkata",
  hr: "Europe/Zagreb",
  hu: "Europe/Budapest",
  // One in five lives an hour or two east of Jakarta, where a wrong hour is not noticed.
  id: null,
  it: "Europe/Rome",
  ja: "Asia/Tokyo",
  ko: "Asia/Seoul",
  lt: "Europe/Vilnius",
  nl: "Europe/Amsterdam",
  no: "Europe/Oslo",
  pl: "Europe/Warsaw",
  // The only Portuguese: Portugal has it too, and Brazil has four zones.
  "pt-BR": null,
  ro: "Europe/Bucharest",
  // Eleven zones in Russia, and more in the countries around it.
  ru: null,
  "sv-SE": "Europe/Stockholm",
  th: "Asia/Bangkok",
  tr: "Europe/Istanbul",
  uk: "Europe/Kyiv",
  vi: "Asia/Ho_Chi_Minh",
  "zh-CN": "Asia/Shanghai",
  "zh-TW": "Asia/Taipei",
};

/** Every locale that is decided on. */
export const LOCALES: readonly string[] = Object.keys(ZONES);

/** An IANA zone for a locale as Discord writes it ("de", "en-GB"); null where it says too little, or is none of them. */
export function zoneOfLocale(locale: string): string | null {
  return Object.hasOwn(ZONES, locale) ? (ZONES[locale] ?? null) : null;
}
