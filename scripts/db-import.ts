/** `npm run db:import -- FILE [--replace]`: reads a file of `db:export` into the database. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { importFrom } from "../src/store/transfer.ts";
import { onDatabase, usage } from "./database.ts";

const { positionals, values } = parseArgs({ strict: false, allowPositionals: true });
const [file, ...others] = positionals;
const known = Object.keys(values).every((name) => name === "replace");

if (file === undefined || others.length > 0 || !known || !existsSync(file))
  usage("npm run db:import -- FILE [--replace], where FILE was written by db:export");
else
  await onDatabase("alone", async (connection) => {
    const count = await importFrom(connection, file, values.replace === true);
    console.log(`${count} documents read from ${file}`);
  });
