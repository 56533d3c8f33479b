/** Hands out the mails that were written as files because there is no mail server. */

import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

/** A plain file name: no folder, no leading dot. */
const params = z.object({
  file: z
    .string()
    .regex(/^\w[\w.@+-]*\.eml$/)
    .max(200),
});

/** `GET /outbox/:file` downloads one mail as text. What lies elsewhere, behind a link or under another name is 404. */
export function registerOutbox(app: FastifyInstance, folder: string): void {
  app.get("/outbox/:file", async (request, reply) => {
    const asked = params.safeParse(request.params);
    const mail = asked.success ? await readPlain(join(folder, asked.data.file)) : null;
    if (!asked.success || mail === null) return reply.code(404).send({ problem: "There is no such mail here." });
    return reply
      .header("content-security-policy", "sandbox; default-src 'none'")
      .header("content-disposition", `attachment; filename="${asked.data.file}"`)
      .type("text/plain; charset=utf-8")
      .send(mail);
  });
}

async function readPlain(path: string): Promise<Buffer | null> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    return (await file.stat()).isFile() ? await file.readFile() : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ELOOP")) return null;
    throw error;
  }
}
