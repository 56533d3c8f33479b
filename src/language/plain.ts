/** Turns whatever was typed or pasted (Slack markup, HTML, emoji, control characters) into plain text. */

/** Longer texts are cut here: no interview is said in more, and reading must stay quick. */
const LONGEST = 5_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
  quot: '"',
  apos: "'",
  "#39": "'",
  ndash: "-",
  mdash: " - ",
  rsquo: "'",
};

/** Slack writes `<mailto:a@b.c|a@b.c>`, `<https://…|label>`, `<@U1>`, `<!channel>`. */
const unwrapSlack = (text: string): string =>
  text
    .replace(/<mailto:([^|<>\s]{1,200})(?:\|[^<>]{0,300})?>/g, "$1")
    .replace(/<tel:([^|<>]{1,60})(?:\|[^<>]{0,100})?>/g, "$1")
    .replace(/<(https?:\/\/[^|<>\s]{1,2000})\|([^<>]{0,300})>/g, (_, url: string, label: string) =>
      url.includes(label) || label.includes("://") ? url : `${label} ${url}`,
    )
    .replace(/<(https?:\/\/[^|<>\s]{1,2000})>/g, "$1")
    .replace(/<#[A-Z0-9]{1,30}(?:\|([^<>]{0,80}))?>/g, " $1 ")
    .replace(/<[@!][^<>]{1,80}>/g, " ");

/** Tags go, what they separated stays separated; an address in angle brackets is no tag. */
const withoutHtml = (text: string): string =>
  text
    .replace(/<(style|script)\b[^<>]{0,500}>[\s\S]{0,4000}?<\/\1>/gi, " ")
    .replace(/<a\b[^<>]{0,300}\bhref="(https?:\/\/[^"<>]{1,1000})"[^<>]{0,300}>/gi, " $1 ")
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]{0,200}>/gi, "\n")
    .replace(/<\/?[a-z][a-z0-9]{0,12}(?:\s[^<>@]{0,500})?\/?>/gi, " ");

const withoutEntities = (text: string): string =>
  text.replace(/&(#?\w{2,6});/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);

/**
 * Plain text, at most 5,000 characters: one space between words, "\n" between lines, straight quotes and hyphens,
 * no markup, no emoji, no control characters. Letters keep their case and accents.
 */
export function plainText(text: string): string {
  return withoutEntities(withoutHtml(unwrapSlack(text.slice(0, LONGEST))))
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, "")
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2013\u2212]/g, "-")
    .replace(/[\u2014\u2015]/g, " - ")
    .replace(/\u2026/g, "...")
    .replace(/[→⇒➡]|(?<= )[-=]>/g, " to ")
    .replace(/(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\ufe0f|\u20e3/gu, " ")
    .replace(/[^\S\n]|[^\P{Cc}\n]/gu, " ")
    .replace(/^[ ]*[•·*▪◦][ ]+/gm, "- ")
    .replace(/[*`]|(?<![\w/])[_~]+(?=\w)|(?<=[\w.!?])[_~]+(?![\w/])/g, "")
    .replace(/ {2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
