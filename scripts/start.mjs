/** Starts the bot: checks the version of Node, then loads the program. Plain JavaScript that older versions can run too. */
import module from "node:module";
import v8 from "node:v8";

const NEEDED = 26;

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // Otherwise the heap may triple before it is tidied up: a bot that has been talked to held 290 MB, and now 230.
  v8.setFlagsFromString("--heap-growing-percent=50");
  // The second start finds its code compiled.
  module.enableCompileCache();
  await import("../src/main.ts");
} else {
  console.error(
    `Greenroom needs Node ${NEEDED} or newer, and this is ${process.versions.node}: run "npm ci", which brings it along, and then "npm start".`,
  );
  process.exitCode = 78;
}
