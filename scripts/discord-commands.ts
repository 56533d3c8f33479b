/** Registers the bot's commands with Discord: what changed, for everybody or in one server, and says what it did. */
import { parseArgs } from "node:util";
import { COMMANDS } from "../adapters/discord/commands.ts";
import { inviteUrl, type Registered, registerAll } from "../adapters/discord/registration.ts";
import { readConfig, readEnvironment } from "../src/config.ts";
import { StartError } from "../src/errors.ts";

const USAGE = [
  "Usage: npm run discord:commands                              for everybody",
  "       npm run discord:commands -- --guild <id>              in one server only, to try them",
  "       npm run discord:commands -- --guild <id> --remove     and out of it again",
];
/** EX_USAGE of sysexits.h. */
const WRONG_USAGE = 64;

interface Wishes {
  readonly guild: string | null;
  readonly remove: boolean;
}

function readWishes(args: readonly string[]): Wishes {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { guild: { type: "string" }, remove: { type: "boolean", default: false } },
    });
    const { guild = null, remove } = values;
    if (guild === null ? !remove : /^\d{15,20}$/.test(guild)) return { guild, remove };
  } catch {
    // Falls through to the usage.
  }
  throw new StartError(USAGE, WRONG_USAGE);
}

/** What was done, in one sentence for each kind. */
function sentences({ created, changed, removed, same }: Registered): readonly string[] {
  const kinds = [
    ["New", created],
    ["Changed", changed],
    ["Removed", removed],
    ["As it was", same],
  ] as const;
  return kinds.flatMap(([kind, names]) => (names.length === 0 ? [] : [`${kind}: ${names.join(", ")}.`]));
}

async function main(): Promise<void> {
  const { guild, remove } = readWishes(process.argv.slice(2));
  const { discord } = readConfig(readEnvironment(process.env));
  if (discord === null)
    throw new StartError(["DISCORD_TOKEN is not set. Take it from the app's Bot page, and put it into .env."]);
  const { application, commands } = await registerAll({
    token: discord.token,
    apiUrl: discord.apiUrl,
    guildId: guild,
    desired: remove ? [] : COMMANDS,
  });
  const where = guild === null ? "everywhere" : `in the server ${guild}`;
  console.log(`The commands of ${application.name} ${where}:`);
  for (const sentence of sentences(commands)) console.log(sentence);
  if (application.installChanged) console.log("Servers and people can install it now, which was set otherwise before.");
  if (application.interactionsElsewhere)
    console.log(
      "Careful: in the Developer Portal an Interactions Endpoint URL is set. While it is, the bot gets no command: empty it.",
    );
  console.log(`Add it to a server, or to your own account: ${inviteUrl(application.id)}`);
}

main().catch((error: unknown) => {
  if (!(error instanceof StartError)) throw error;
  for (const line of error.lines) console.error(line);
  process.exit(error.exitCode);
});
