/** A process of its own that reads one shard of the gateway and passes what it hears to the process that began it. */
import { createLogger } from "../../src/log.ts";
import { createGateway } from "./gateway.ts";

const { DISCORD_TOKEN: token = "" } = process.env;
const [level = "info", apiUrl = ""] = process.argv.slice(2);
const log = createLogger({ level, pretty: false });
const gateway = createGateway({
  token,
  apiUrl: apiUrl || null,
  log,
  onDispatch: (dispatch) => void process.send?.({ dispatch }),
});
gateway.start();

const leave = () => void gateway.stop().finally(() => process.exit(0));
// Whoever would work what is heard is gone.
process.once("disconnect", leave);
process.once("SIGTERM", leave);
// A Ctrl+C reaches all processes of a terminal: the one that began this says when.
process.on("SIGINT", () => {});
