/** The address that stays: a symlink to the socket of whichever engine process runs now. */
import { createHash } from "node:crypto";
import { readlink, rename, rm, rmdir, symlink } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Unix sockets allow 107 bytes on Linux and 103 on macOS. */
const LONGEST = 100;

/** `DATA_DIR/mongo.sock`, or a short name in the temp folder that is always the same for this data folder. */
export function linkFor(dataDir: string): string {
  const near = join(dataDir, "mongo.sock");
  if (Buffer.byteLength(near) <= LONGEST) return near;
  const name = createHash("sha256")
    .update(`${process.getuid?.() ?? 0} ${dataDir}`)
    .digest("hex")
    .slice(0, 16);
  return join(tmpdir(), `greenroom-${name}.sock`);
}

/** The driver's address for a socket. */
export const uriOf = (link: string): string => `mongodb://${encodeURIComponent(link)}/?directConnection=true`;

/** Address of the embedded engine that a running bot has open on this data folder (absolute), or null. */
export async function liveUri(dataDir: string): Promise<string | null> {
  const link = linkFor(dataDir);
  return (await answers(link)) ? uriOf(link) : null;
}

/** True when a process listens there: another bot has the folder open. */
export function answers(link: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(link);
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}

/**
 * Points the link to `socket` in one step. Before that it clears what an engine that was killed left in the temp folder,
 * while the link still says where that is.
 */
export async function pointLink(link: string, socket: string): Promise<void> {
  const before = await targetOf(link);
  if (before !== null && before !== socket) await clear(before);
  const next = `${link}.new`;
  await rm(next, { force: true });
  await symlink(socket, next);
  await rename(next, link);
}

/** Removes the link after a clean stop, and what it pointed to if that is still there. */
export async function removeLink(link: string): Promise<void> {
  const before = await targetOf(link);
  if (before !== null) await clear(before);
  await rm(link, { force: true });
}

const targetOf = (link: string): Promise<string | null> => readlink(link).catch(() => null);

/** Removes a dead engine's socket with its folder, and nothing that does not look exactly like one. */
async function clear(socket: string): Promise<void> {
  const folder = dirname(socket);
  if (basename(socket) !== "mongodb.sock" || !basename(folder).startsWith("embedded-mongodb-")) return;
  if (await answers(socket)) return;
  await rm(socket, { force: true });
  await rmdir(folder).catch(() => {});
}
