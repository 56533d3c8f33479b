/** Builds elements. Whatever people or the bot wrote becomes text nodes, never markup. */

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
type Child = Node | string | null;

/** An element with attributes (false, null and undefined are left out; true is an empty one) and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The element with this id, which the page always has. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`the page has no ${type.name} #${id}`);
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"']+/gi;

/** The text with its web addresses as links. A full stop or bracket after an address is not part of it. */
export function withLinks(text: string): Node[] {
  const nodes: Node[] = [];
  let done = 0;
  for (const match of text.matchAll(WEB_ADDRESS)) {
    const address = withoutTail(match[0]);
    if (!URL.canParse(address)) continue;
    nodes.push(document.createTextNode(text.slice(done, match.index)), link(address, address));
    done = match.index + address.length;
  }
  nodes.push(document.createTextNode(text.slice(done)));
  return nodes;
}

function withoutTail(address: string): string {
  const end = address.at(-1) ?? "";
  if (/[.,;:!?]/.test(end)) return withoutTail(address.slice(0, -1));
  if (end === ")" && address.split(")").length > address.split("(").length) return withoutTail(address.slice(0, -1));
  if (/[\]}]/.test(end)) return withoutTail(address.slice(0, -1));
  return address;
}

/** A link that leaves the page as it is; its target learns nothing of it. */
export const link = (label: string, url: string, className?: string): HTMLAnchorElement =>
  el("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: className }, label);

/** Whether a button may lead there: the web, a mail, or this page's own files. Never a script. */
export function isSafeUrl(url: string): boolean {
  const full = URL.canParse(url, location.href) ? new URL(url, location.href) : null;
  return full !== null && ["http:", "https:", "mailto:", "tel:"].includes(full.protocol);
}
