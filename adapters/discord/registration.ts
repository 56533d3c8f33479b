/** Brings what Discord offers of the bot, its commands and how it is installed, to what this version wants. */
import { DiscordAPIError, HTTPError, RateLimitError, REST, Routes } from "discord.js";
import { ApplicationCommandType as Type } from "discord-api-types/v10";
import { z } from "zod";
import { StartError } from "../../src/errors.ts";
import type { DesiredCommand } from "./commands.ts";

/** What came of it, by the names of the commands as people see them. */
export interface Registered {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly same: readonly string[];
}

/** The app that a token belongs to. */
export interface Application {
  readonly id: string;
  readonly name: string;
  /** An address is set in the Developer Portal to which Discord sends commands and presses, and not to the bot. */
  readonly interactionsElsewhere: boolean;
  /** Whether its install settings had to be changed. */
  readonly installChanged: boolean;
}

/** In what commands are compared; the rest is Discord's own (ids, versions) or deprecated. */
const COMPARED = new Set([
  ...["type", "name", "description", "options", "choices", "value", "required", "autocomplete"],
  ...["min_length", "max_length", "min_value", "max_value", "channel_types"],
  ...["name_localizations", "description_localizations", "default_member_permissions", "nsfw"],
  ...["integration_types", "contexts"],
]);
/** Sets to Discord: their order says nothing. */
const UNORDERED = new Set(["integration_types", "contexts", "channel_types"]);
/** A command in one server is there, and nowhere else. */
const GLOBAL_ONLY = new Set(["integration_types", "contexts"]);

/** A change leaves what it does not name, so it names what an earlier version may have set. */
const reset = (type: number) => ({
  name_localizations: null,
  description_localizations: null,
  default_member_permissions: null,
  nsfw: false,
  ...(type === Type.ChatInput ? { options: [] } : {}),
});

/** Discord leaves out, or fills in, what is empty or false. */
const saysNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const inOrder = (entries: readonly (readonly [string, unknown])[]): object =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Without what says nothing, in one order of keys. */
function normalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalised);
  if (!isObject(value)) return value;
  const telling = Object.entries(value).filter(([key, it]) => COMPARED.has(key) && !saysNothing(it));
  return inOrder(telling.map(([key, it]) => [key, normalisedIn(key, it)]));
}

function normalisedIn(key: string, value: unknown): unknown {
  if (UNORDERED.has(key) && Array.isArray(value)) return value.toSorted();
  // Their keys are languages, every one of which counts.
  if (key.endsWith("_localizations") && isObject(value)) return inOrder(Object.entries(value));
  return normalised(value);
}

const isSame = (a: object, b: object): boolean => JSON.stringify(normalised(a)) === JSON.stringify(normalised(b));

const registered = z.array(z.looseObject({ id: z.string(), type: z.int().default(Type.ChatInput), name: z.string() }));
type Present = z.infer<typeof registered>[number];
type Wanted = { readonly type: number; readonly name: string };

/** "/interview", or the words in a message's menu. */
const shown = ({ type, name }: Wanted): string => (type === Type.ChatInput ? `/${name}` : name);

/** A name is unique for each type. */
const isNamed =
  ({ type, name }: Wanted) =>
  (other: Wanted): boolean =>
    other.type === type && other.name === name;

interface Plan {
  readonly create: readonly Wanted[];
  readonly change: readonly { readonly before: Present; readonly wanted: Wanted }[];
  readonly remove: readonly Present[];
  readonly same: readonly Wanted[];
}

function planOf(present: readonly Present[], desired: readonly Wanted[]): Plan {
  const pairs = desired.map((wanted) => ({ wanted, before: present.find(isNamed(wanted)) }));
  return {
    create: pairs.flatMap(({ wanted, before }) => (before === undefined ? [wanted] : [])),
    change: pairs.flatMap(({ wanted, before }) =>
      before === undefined || isSame(before, wanted) ? [] : [{ before, wanted }],
    ),
    same: pairs.flatMap(({ wanted, before }) => (before !== undefined && isSame(before, wanted) ? [wanted] : [])),
    // What launches an activity of the same app is not the bot's to delete.
    remove: present.filter((it) => it.type !== Type.PrimaryEntryPoint && !desired.some(isNamed(it))),
  };
}

const routesOf = (applicationId: string, guildId: string | null) =>
  guildId === null
    ? {
        all: Routes.applicationCommands(applicationId),
        one: (id: string) => Routes.applicationCommand(applicationId, id),
      }
    : {
        all: Routes.applicationGuildCommands(applicationId, guildId),
        one: (id: string) => Routes.applicationGuildCommand(applicationId, guildId, id),
      };

async function planFor(
  rest: REST,
  applicationId: string,
  guildId: string | null,
  desired: readonly DesiredCommand[],
): Promise<Plan> {
  // Without this the localizations are left out of the answer.
  const query = new URLSearchParams({ with_localizations: "true" });
  const present = registered.parse(await rest.get(routesOf(applicationId, guildId).all, { query }));
  const wanted = desired.map((it) => ({ ...it, type: it.type ?? Type.ChatInput }));
  return planOf(present, guildId === null ? wanted : wanted.map(forServer));
}

const forServer = (command: Wanted): Wanted => ({
  ...Object.fromEntries(Object.entries(command).filter(([key]) => !GLOBAL_ONLY.has(key))),
  type: command.type,
  name: command.name,
});

/**
 * Registers the commands that are wanted, for all (`guildId` null) or in one server, and removes all others. What is the
 * same already costs no call: Discord counts creations, 200 a day and server. Throws what discord.js throws.
 */
export async function register(
  rest: REST,
  applicationId: string,
  guildId: string | null,
  desired: readonly DesiredCommand[],
): Promise<Registered> {
  const routes = routesOf(applicationId, guildId);
  const plan = await planFor(rest, applicationId, guildId, desired);
  for (const { id } of plan.remove) await rest.delete(routes.one(id));
  for (const body of plan.create) await rest.post(routes.all, { body });
  for (const { before, wanted } of plan.change) {
    const { type, ...changes } = wanted;
    await rest.patch(routes.one(before.id), { body: { ...reset(type), ...changes } });
  }
  return {
    created: plan.create.map(shown),
    changed: plan.change.map(({ wanted }) => shown(wanted)),
    removed: plan.remove.map(shown),
    same: plan.same.map(shown),
  };
}

/**
 * The commands that Discord has otherwise, not at all, or too many of: what `register` would change for all. Asks once
 * and changes nothing. Throws what discord.js throws.
 */
export async function differs(
  rest: REST,
  applicationId: string,
  desired: readonly DesiredCommand[],
): Promise<readonly string[]> {
  const plan = await planFor(rest, applicationId, null, desired);
  return [...plan.create, ...plan.change.map(({ wanted }) => wanted), ...plan.remove].map(shown);
}

/**
 * Into a server, with a bot that needs no permission there, or to a person
 * (https://docs.discord.com/developers/resources/application#installation-context).
 */
const INSTALL = {
  "0": { oauth2_install_params: { scopes: ["applications.commands", "bot"], permissions: "0" } },
  "1": { oauth2_install_params: { scopes: ["applications.commands"], permissions: "0" } },
} as const;

const installParams = z.object({ scopes: z.array(z.string()), permissions: z.string() });
const application = z.object({
  id: z.string(),
  name: z.string(),
  interactions_endpoint_url: z.string().nullish(),
  integration_types_config: z
    .record(z.string(), z.object({ oauth2_install_params: installParams.nullish() }).nullish())
    .nullish(),
});

function isInstallable(config: z.infer<typeof application>["integration_types_config"]): boolean {
  return Object.entries(INSTALL).every(([kind, { oauth2_install_params: wanted }]) => {
    const { permissions, scopes = [] } = config?.[kind]?.oauth2_install_params ?? {};
    return permissions === wanted.permissions && scopes.toSorted().join(" ") === wanted.scopes.join(" ");
  });
}

/**
 * The app behind the token, which servers and people can install from now on: a command may only be for what the app
 * itself is set to. Throws what discord.js throws.
 */
export async function prepareApplication(rest: REST): Promise<Application> {
  const read = application.parse(await rest.get(Routes.currentApplication()));
  const ready = isInstallable(read.integration_types_config);
  if (!ready) await rest.patch(Routes.currentApplication(), { body: { integration_types_config: INSTALL } });
  const interactionsElsewhere = Boolean(read.interactions_endpoint_url);
  return { id: read.id, name: read.name, interactionsElsewhere, installChanged: !ready };
}

/** Where the bot is added to a server or to one's own account: Discord asks which. */
export const inviteUrl = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?${new URLSearchParams({ client_id: applicationId })}`;

/** Somebody sits before the terminal and waits. */
const LONGEST_WAIT_MS = 30_000;

export interface RegistrationSettings {
  readonly token: string;
  /** Another address of the API, without a slash at its end. */
  readonly apiUrl: string | null;
  /** Null: for everybody. */
  readonly guildId: string | null;
  readonly desired: readonly DesiredCommand[];
}

/** Install settings and commands in one go. Throws StartError for what only the operator can mend. */
export async function registerAll({
  token,
  apiUrl,
  guildId,
  desired,
}: RegistrationSettings): Promise<{ readonly application: Application; readonly commands: Registered }> {
  const rest = new REST({
    ...(apiUrl === null ? {} : { api: apiUrl }),
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > LONGEST_WAIT_MS,
  }).setToken(token);
  try {
    const found = await prepareApplication(rest);
    return { application: found, commands: await register(rest, found.id, guildId, desired) };
  } catch (error) {
    throw operatorsError(error, guildId) ?? error;
  }
}

/** Missing Access, and Unknown Guild (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json). */
const NOT_THERE: readonly unknown[] = [50_001, 10_004];
/** EX_UNAVAILABLE of sysexits.h: another time it may work. */
const UNAVAILABLE = 69;

function operatorsError(error: unknown, guildId: string | null): StartError | null {
  if (error instanceof DiscordAPIError) {
    if (error.status === 401)
      return new StartError(["DISCORD_TOKEN: Discord does not take this token. Make a new one on the app's Bot page."]);
    if (guildId !== null && NOT_THERE.includes(error.code))
      return new StartError([`The bot is not in the server ${guildId}: add it there first, or leave out --guild.`]);
    return new StartError([`Discord refused it (${error.code}): ${error.message}`], UNAVAILABLE);
  }
  if (error instanceof z.ZodError)
    return new StartError(["What answers is not Discord. Check DISCORD_API_URL, if it is set."]);
  if (error instanceof RateLimitError) {
    const minutes = Math.ceil(Math.max(error.retryAfter, error.timeToReset) / 60_000);
    return new StartError([`Discord has had enough of this for now: try again in ${minutes} min.`], UNAVAILABLE);
  }
  if (error instanceof HTTPError || isNetworkError(error))
    return new StartError(["Discord cannot be reached now. Check DISCORD_API_URL, if it is set."], UNAVAILABLE);
  return null;
}

/** Node's and undici's errors have a code ("ECONNREFUSED"); what took too long is aborted. */
const isNetworkError = (error: unknown): boolean =>
  error instanceof Error && (error.name === "AbortError" || ("code" in error && typeof error.code === "string"));
