/** Which forms of a person's name may stand in a greeting or under a note. Pure. */
import phrases from "../../templates/notes/phrases.json" with { type: "json" };

const TITLES: ReadonlySet<string> = new Set(phrases.titles);

/**
 * The full name, its beginnings ("Maria", "Maria José"), the first with the last, the same without a title, and the title with the last name.
 * A last name alone is none of them: it would be rude in most places.
 */
export function formsOfName(name: string): readonly string[] {
  const parts = name.normalize("NFKC").trim().split(/\s+/);
  const titles = parts.findIndex((part) => !TITLES.has(part));
  const bare = titles > 0 ? parts.slice(titles) : parts;
  const title = titles > 0 ? parts.slice(0, titles) : [];
  const beginnings = bare.map((_, at) => bare.slice(0, at + 1).join(" "));
  const last = bare.at(-1);
  const titled = title.length > 0 && last !== undefined ? [`${title.join(" ")} ${last}`] : [];
  const [first, ...rest] = bare;
  const short = first !== undefined && rest.length > 1 && last !== undefined ? [`${first} ${last}`] : [];
  return [...new Set([parts.join(" "), ...beginnings, ...short, ...titled])];
}

/** "Sarah" of "Sarah Chen", "Ada" of "Dr Ada Obi". */
export const firstName = (name: string): string =>
  formsOfName(name)
    .filter((form) => !form.includes(" "))
    .at(-1) ?? name;

/** For comparing names: letters as they are, whatever their case, composition and kind of apostrophe. */
export const nameKey = (name: string): string =>
  name.normalize("NFKC").replaceAll("’", "'").replace(/\s+/g, " ").trim().toLowerCase();

const PARTICLES: ReadonlySet<string> = new Set(
  "van von der den de del della di da dos du la le zu bin al el".split(" "),
);

/** A name typed in small letters only gets its capitals: "marco van dijk" is "Marco van Dijk". */
export const spelled = (name: string): string =>
  /\p{Lu}/u.test(name)
    ? name
    : name
        .split(" ")
        .map((part) => (PARTICLES.has(part) ? part : part.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())))
        .join(" ");

/** How to address somebody after "Dear": by title and last name, by first name, or in full where that is not known to be one. */
export function salutation(name: string, formal: boolean): string {
  const full = spelled(name);
  const forms = formsOfName(full);
  const [title = ""] = full.split(" ");
  if (TITLES.has(title)) return forms.at(-1) ?? full;
  return formal || !/^\p{Script=Latin}/u.test(full) ? full : (full.split(" ")[0] ?? full);
}
