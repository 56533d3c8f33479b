/** Starts the bot: checks the version of Node, then loads the program. Plain JavaScript that older versions can run too. */
import module from "node:module";

const NEEDED = 26;

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // The second start finds its code compiled.
  module.enableCompileCache();
  await import("../src/main.ts");
} else {
  console.error(
    `Greenroom needs Node ${NEEDED} or newer, and this is ${process.versions.node}: run "npm ci", which brings it along, and then "npm start".`,
  );
  process.exitCode = 78;
}
