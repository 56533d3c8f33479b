/** Without a mail server: writes each mail, complete, as a file that any mail program opens. */
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../src/clock.ts";
import { DeliveryError } from "../../src/errors.ts";
import type { Mailbox } from "../../src/mail/address.ts";
import { isOutboxFile, outboxEnding, outboxFile } from "../../src/mail/outbox-file.ts";
import type { Mailer } from "../../src/mail/port.ts";
import { toMessage } from "./message.ts";
import { onFirstMail } from "./transport.ts";

/** A Mailer that writes into `folder` (made when needed, readable only by its owner) and delivers nothing. */
export function outboxMailer(options: {
  readonly folder: string;
  readonly from: Mailbox;
  readonly clock: Clock;
}): Mailer {
  const { folder, from, clock } = options;
  const transport = onFirstMail(({ createTransport }) =>
    createTransport({ streamTransport: true, buffer: true, newline: "windows" }),
  );
  // One after another: two tries of one mail at once must find each other's file.
  let last: Promise<unknown> = Promise.resolve();

  async function write(messageId: string, content: Buffer): Promise<string> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const ending = outboxEnding(messageId);
    const written = (await readdir(folder)).find((name) => isOutboxFile(name) && name.endsWith(ending));
    const file = written ?? outboxFile(messageId, clock.now());
    // Whoever reads the folder sees whole mails only, and a crash leaves none that is half there.
    const draft = join(folder, `.${file}.${process.pid}.tmp`);
    try {
      await writeFile(draft, content, { mode: 0o600, flush: true });
      await rename(draft, join(folder, file));
    } finally {
      await rm(draft, { force: true });
    }
    return file;
  }

  return {
    mode: "outbox",
    async send(mail) {
      const { message } = await (await transport.get()).sendMail(toMessage(mail, from, clock.now()));
      if (!Buffer.isBuffer(message)) throw new TypeError("the mail was not built in memory");
      const writing = last.then(() => write(mail.messageId, message));
      last = writing.catch(() => undefined);
      try {
        return { kind: "written", file: await writing };
      } catch (error) {
        throw new DeliveryError("the outbox cannot be written", { permanent: false, reason: codeOf(error) });
      }
    },
    async forget(messageIds) {
      const endings = messageIds.map(outboxEnding);
      await last;
      for (const name of await readdir(folder).catch(() => [])) {
        if (isOutboxFile(name) && endings.some((ending) => name.endsWith(ending)))
          await rm(join(folder, name), { force: true });
      }
    },
    async stop() {
      await last;
      await transport.close();
    },
  };
}

/** "enospc", "eacces": a full disk or a wrong owner may be mended, so it is tried again. */
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code.toLowerCase() : "outbox";
