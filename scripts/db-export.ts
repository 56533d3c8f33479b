/** `npm run db:export -- FILE`: writes everything in the database into a file that `db:import` reads. */
import { open, rename, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { exportTo } from "../src/store/transfer.ts";
import { onDatabase, usage } from "./database.ts";

const { positionals, values } = parseArgs({ strict: false, allowPositionals: true });
const [file, ...others] = positionals;

if (file === undefined || others.length > 0 || Object.keys(values).length > 0) usage("npm run db:export -- FILE");
else await onDatabase("beside a running bot", (connection) => exportToFile(connection, file));

/** Under another name until it is complete, readable by its owner alone: it holds everything people said. */
async function exportToFile(connection: Parameters<typeof exportTo>[0], path: string): Promise<void> {
  const draft = `${path}.unfinished`;
  const out = (await open(draft, "w", 0o600)).createWriteStream({ flush: true });
  try {
    const count = await exportTo(connection, out);
    await rename(draft, path);
    console.log(`${count} documents written to ${path}`);
  } finally {
    await rm(draft, { force: true });
  }
}
