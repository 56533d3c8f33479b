/** Serves the page: a handful of files beside this one, with the types taken out of its scripts. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

/** Everything the page needs comes from here; pictures in messages may come from the web. No inline code or style. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const FOLDER = join(import.meta.dirname, "page");

const SCRIPTS = [
  "main",
  "api",
  "blocks",
  "chat",
  "composer",
  "dom",
  "form",
  "link",
  "notices",
  "panel",
  "pending",
  "scroll",
  "times",
];

const FILES: Readonly<Record<string, string>> = {
  "index.html": "text/html; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  "controls.css": "text/css; charset=utf-8",
  "narrow.css": "text/css; charset=utf-8",
  "blocks.css": "text/css; charset=utf-8",
  "icon.svg": "image/svg+xml",
  ...Object.fromEntries(SCRIPTS.map((name) => [`${name}.ts`, "text/javascript; charset=utf-8"])),
};

interface Asset {
  readonly body: string;
  readonly type: string;
  readonly etag: string;
}

/** `GET /` and `GET /page/...`. Files are read once, at the first request; a browser asks again with the tag it has. */
export function registerPage(app: FastifyInstance): void {
  const assets = new Map<string, Promise<Asset>>();
  const asset = (name: string, type: string) => {
    const known = assets.get(name) ?? readAsset(name, type);
    assets.set(name, known);
    return known;
  };

  for (const [name, type] of Object.entries(FILES)) {
    app.get(name === "index.html" ? "/" : `/page/${name}`, async (request, reply) => {
      const { body, etag } = await asset(name, type);
      reply.headers({ etag, "cache-control": "no-cache", "content-security-policy": PAGE_POLICY });
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply.type(type).send(body);
    });
  }
}

async function readAsset(name: string, type: string): Promise<Asset> {
  const source = await readFile(join(FOLDER, name), "utf8");
  const body = name.endsWith(".ts") ? withoutTypes(source) : source;
  return { body, type, etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` };
}

/** Node marks the function as experimental with a warning at its first use, which would greet everyone who starts us. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
