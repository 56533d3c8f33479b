/** How the file of a mail that was written instead of sent is named. */
import { createHash } from "node:crypto";

/** What all names of one mail end in, whenever it was written. */
export const outboxEnding = (messageId: string): string =>
  `-${createHash("sha256").update(messageId).digest("hex").slice(0, 16)}.eml`;

/** "20260310T150000Z-0123456789abcdef.eml": sorted by name is sorted by time. */
export const outboxFile = (messageId: string, at: Temporal.Instant): string =>
  `${at.round("second").toString().replace(/[-:]/g, "")}${outboxEnding(messageId)}`;

/** Whether a name that came from outside can be one of these files: a bare name, so no path leads out of the folder. */
export const isOutboxFile = (name: string): boolean => /^\d{8}T\d{6}Z-[0-9a-f]{16}\.eml$/.test(name);
