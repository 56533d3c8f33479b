/** Finds the addresses in a text that can be pressed. */
import { LONGEST_LINK } from "./limits.ts";

const ADDRESS = /https?:\/\/[^\s<>"]+/gi;

export interface Link {
  readonly url: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
}

/** What ends a sentence or closes a bracket around an address is none of it. */
function trimmed(address: string): string {
  const bare = address.replace(/[.,;:!?'’”»*_~`|\\]+$/, "");
  const last = bare.at(-1);
  const open = last === ")" ? "(" : last === "]" ? "[" : last === "}" ? "{" : null;
  if (open === null || last === undefined) return bare;
  return bare.split(last).length > bare.split(open).length ? trimmed(bare.slice(0, -1)) : bare;
}

/** Whether it is an address over http or https that can be pressed. */
export function isLink(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "" && address.length <= LONGEST_LINK;
}

/** The links of a text, in order. */
export function linksIn(text: string): readonly Link[] {
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const url = trimmed(match[0]);
    return isLink(url) ? [{ url, from: match.index, to: match.index + url.length }] : [];
  });
}

export const hasLink = (text: string): boolean => linksIn(text).length > 0;
