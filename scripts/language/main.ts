/** Reads a file of language cases, predicts each, prints the score, and writes the predictions if asked. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { predict, readCases } from "./predict.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { predictions: { type: "string" }, failures: { type: "string", default: "20" }, json: { type: "boolean" } },
});
const file = positionals[0];
if (file === undefined) {
  console.error("usage: npm run language -- CASES.jsonl [--predictions FILE] [--failures N|all] [--json]");
  process.exit(64);
}
const predictions = readCases(readFileSync(file, "utf8")).map(predict);
const out = values.predictions ?? join(mkdtempSync(join(tmpdir(), "greenroom-language-")), "predictions.jsonl");
writeFileSync(out, predictions.map((line) => `${JSON.stringify(line)}\n`).join(""));
const score = fileURLToPath(new URL("./score.mjs", import.meta.url));
const args = [score, file, out, "--failures", values.failures, ...(values.json ? ["--json"] : [])];
const result = spawnSync(process.execPath, args, { stdio: "inherit" });
process.exitCode = result.status ?? 1;
