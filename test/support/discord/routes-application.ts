/** Routes of the application itself: the gateway's address, who the bot is, and its commands. */
import { isJson, type Json, textAt } from "../slack/json.ts";
import { commandViolations } from "./limits-more.ts";
import { Refusal, unknown } from "./model.ts";
import { bodyOf } from "./rest-server.ts";
import type { Call, Desk, Route } from "./routes.ts";
import { APPLICATION, botJson } from "./state.ts";

const COMMANDS = { chat: 100, menu: 15 } as const;

/** The settings that a maintainer changes on Discord's pages, or by this API. */
export interface Application {
  settings: Json;
  /** Commands by server; "" for those that are everywhere. */
  readonly commands: Map<string, Json[]>;
}

export const createApplication = (): Application => ({
  settings: { integration_types_config: { "0": {} } },
  commands: new Map(),
});

export interface GatewayFacts {
  readonly url: () => string;
  readonly shards: () => number;
}

export function applicationRoutes(desk: Desk, application: Application, gateway: GatewayFacts): readonly Route[] {
  const { state } = desk;
  const own = () => ({
    id: APPLICATION,
    name: "Greenroom",
    icon: null,
    description: "",
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "00",
    flags: 0,
    bot: botJson(),
    ...application.settings,
  });

  const listOf = (call: Call): Json[] => {
    if (call.part("application") !== APPLICATION)
      throw new Refusal(403, 20012, "You are not authorized to perform this action on this application");
    return application.commands.get(call.part("guild")) ?? [];
  };
  const keep = (call: Call, list: Json[]): void => void application.commands.set(call.part("guild"), list);
  const same = (one: Json, other: Json): boolean => one.name === other.name && (one.type ?? 1) === (other.type ?? 1);

  /** As Discord gives it out: with the defaults that nobody wrote. */
  const made = (call: Call, command: Json, id = state.id()): Json => {
    desk.check(commandViolations(command));
    const guild = call.part("guild");
    return {
      type: 1,
      description: "",
      default_member_permissions: null,
      nsfw: false,
      name_localizations: null,
      description_localizations: null,
      ...(guild === "" ? { dm_permission: true, contexts: null, integration_types: [0] } : { guild_id: guild }),
      ...command,
      id,
      application_id: APPLICATION,
      version: state.id(),
    };
  };

  function create(call: Call): Json {
    const [list, body] = [listOf(call), bodyOf(call)];
    const before = list.find((it) => same(it, body));
    const command = made(call, body, before === undefined ? undefined : textAt(before, "id"));
    const next = before === undefined ? [...list, command] : list.map((it) => (it === before ? command : it));
    const chat = next.filter((it) => it.type === 1).length;
    if (chat > COMMANDS.chat || next.length - chat > COMMANDS.menu) {
      throw new Refusal(400, 30032, "Maximum number of application commands reached");
    }
    keep(call, next);
    return command;
  }

  const commandOf = (call: Call): Json => {
    const found = listOf(call).find((it) => it.id === call.part("command"));
    if (found === undefined) throw unknown("application command", 10063);
    return found;
  };

  const commands = (base: string): Route[] => [
    { line: `GET ${base}`, run: listOf },
    {
      line: `PUT ${base}`,
      run(call) {
        const before = listOf(call);
        const wanted = Array.isArray(call.body) ? call.body.filter(isJson) : [];
        const next = wanted.map((it) => {
          const known = before.find((one) => same(one, it));
          return made(call, it, known === undefined ? undefined : textAt(known, "id"));
        });
        keep(call, next);
        return next;
      },
    },
    { line: `POST ${base}`, run: create },
    { line: `GET ${base}/:command`, run: commandOf },
    {
      line: `PATCH ${base}/:command`,
      run(call) {
        const before = commandOf(call);
        const command = made(call, { ...before, ...bodyOf(call) }, textAt(before, "id"));
        keep(
          call,
          listOf(call).map((it) => (it === before ? command : it)),
        );
        return command;
      },
    },
    {
      line: `DELETE ${base}/:command`,
      run(call): undefined {
        const before = commandOf(call);
        keep(
          call,
          listOf(call).filter((it) => it !== before),
        );
      },
    },
  ];

  return [
    { line: "GET /gateway", open: true, run: () => ({ url: gateway.url() }) },
    {
      line: "GET /gateway/bot",
      run: () => ({
        url: gateway.url(),
        shards: gateway.shards(),
        session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 },
      }),
    },
    { line: "GET /users/@me", run: botJson },
    { line: "GET /applications/@me", run: own },
    { line: "GET /oauth2/applications/@me", run: own },
    {
      line: "PATCH /applications/@me",
      run(call) {
        application.settings = { ...application.settings, ...bodyOf(call) };
        return own();
      },
    },
    ...commands("/applications/:application/commands"),
    ...commands("/applications/:application/guilds/:guild/commands"),
  ];
}
