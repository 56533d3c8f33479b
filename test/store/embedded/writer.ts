/** A process for crash tests: opens the database of a data folder and writes without end; prints what was acknowledged. */
import { createLogger } from "../../../src/log.ts";
import { connect } from "../../../src/store/connection.ts";
import { openDatabase } from "../../../src/store/embedded/open.ts";

const [dataDir = "", round = ""] = process.argv.slice(2);
const log = createLogger({ level: "silent", pretty: false });
const database = await openDatabase({ dataDir, mongodbUri: null, log });
const connection = await connect(database.uri, database.dbName);
process.stdout.write("ready\n");

for (let number = 0; ; number++) {
  const name = `${round}/${number}`;
  try {
    await connection.collection<{ _id: string }>("things").insertOne({ _id: name });
    process.stdout.write(`${name}\n`);
  } catch {
    // The engine was killed: what was not acknowledged may be lost.
  }
}
