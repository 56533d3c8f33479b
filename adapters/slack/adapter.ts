/** Slack as a chat platform: events in by Bolt, messages out by the Web API. */
import type { FastifyInstance } from "fastify";
import type { Button, ChatAdapter, ChatHandler, Form, Person, Profile } from "../../src/chat/port.ts";
import type { Clock } from "../../src/clock.ts";
import { DeliveryError, StartError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import { createBolt } from "./bolt.ts";
import { deliveryError, refusal } from "./failure.ts";
import { decodeInteraction, formMetadata } from "./interaction.ts";
import { SCOPES } from "./manifest.ts";
import { INSTALL_PATH, REDIRECT_PATH } from "./paths.ts";
import { createPresses } from "./presses.ts";
import { PLATFORM, RESPONSE, readProfile } from "./receive.ts";
import { renderForm } from "./render/form.ts";
import { renderHome } from "./render/home.ts";
import { renderMessage } from "./render/message.ts";
import { respond } from "./respond.ts";
import { createVoice } from "./voice.ts";
import { createWorkspaces, type OAuth } from "./workspaces.ts";

export interface SlackOptions {
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string | null;
  readonly oauth: Omit<OAuth, "installed"> | null;
  /** Where Slack sends people back to after an installation; asked for when it is needed. */
  readonly origin: () => string;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface SlackAdapter extends ChatAdapter {
  /** Everything that is reached over HTTP, to be registered before the server listens. */
  routes(app: FastifyInstance): Promise<void>;
  profileOf(person: Person): Promise<Profile>;
}

export function createSlackAdapter(options: SlackOptions): SlackAdapter {
  const { clock, log } = options;
  let handler: ChatHandler | null = null;
  const workspaces = createWorkspaces({
    botToken: options.botToken,
    apiUrl: options.apiUrl,
    oauth:
      options.oauth === null
        ? null
        : { ...options.oauth, installed: async (team) => void (await handler?.joined(PLATFORM, team)) },
    log,
    now: () => clock.now(),
  });
  const presses = createPresses(() => clock.now());
  const { app, http } = createBolt({
    appToken: options.appToken,
    signingSecret: options.signingSecret,
    apiUrl: options.apiUrl,
    log,
    handler: () => handler,
    onPressed: presses.remember,
    async teamLeft(team) {
      if (await stillIn(team)) return log.info({ team }, "a workspace that is said to have left is here (again)");
      await handler?.left(PLATFORM, team);
      await workspaces.forget(team);
    },
    tell(responseUrl, text) {
      respond(responseUrl, { response_type: "ephemeral", replace_original: false, text }).catch((err: unknown) =>
        log.debug({ err }, "somebody waits without a word"),
      );
    },
  });
  const { call, post, here, isOwn } = createVoice(workspaces, log);

  const adapter: SlackAdapter = {
    platform: PLATFORM,

    async routes(server) {
      await server.register(async (scope) => {
        scope.removeAllContentTypeParsers();
        http?.routes(scope);
        const { installer } = workspaces;
        if (installer === null) return;
        scope.get(INSTALL_PATH, async (request, reply) => {
          reply.hijack();
          const asked = {
            scopes: [...SCOPES],
            redirectUri: `${options.origin()}${REDIRECT_PATH}`,
          };
          await installer.handleInstallPath(request.raw, reply.raw, {}, asked);
        });
        scope.get(REDIRECT_PATH, async (request, reply) => {
          reply.hijack();
          await installer.handleCallback(request.raw, reply.raw);
        });
      });
    },

    async start(to) {
      handler = to;
      await app.init();
      if (options.botToken !== null) await whoAmI(to);
      if (options.appToken !== null) await checkAppToken(options.appToken);
      // In Socket Mode; over HTTP the server that listens already is ours.
      if (http === null) {
        app.start().catch((err: unknown) => log.error({ err }, "Slack's socket could not be opened"));
      }
    },

    async stop() {
      handler = null;
      if (http === null) await app.stop();
    },

    async send({ person, interaction }, message, nonce, again) {
      const at = decodeInteraction(interaction);
      const answer = await here(person, at);
      if (answer !== null) return answer(message);
      // Answers are asked for by somebody who is looking: only what comes by itself must not come twice.
      return post(person, message, at === null ? { nonce, again } : { thread: at.thread });
    },

    async update(person, ref, message) {
      const { first } = renderMessage(message);
      if (ref.channel === RESPONSE) return respond(ref.id, { replace_original: true, ...first });
      if (!(await isOwn(person, ref.channel)))
        throw new DeliveryError("that message is not theirs", { permanent: true, reason: "not_theirs" });
      const line = presses.lineFor(ref, person);
      const blocks = line === null ? first.blocks : [...first.blocks, line];
      await call(person, (client) =>
        client.chat.update({
          channel: ref.channel,
          ts: ref.id,
          text: first.text,
          blocks,
          parse: "none",
          link_names: false,
        }),
      );
    },

    async openForm(to, form) {
      const at = decodeInteraction(to.interaction);
      const view = renderForm(form, formMetadata(form.id, at));
      if (at?.trigger !== undefined) {
        const trigger = at.trigger;
        try {
          await (await workspaces.client(to.person.team)).views.open({ trigger_id: trigger, view });
          return;
        } catch (error) {
          if (!TRIGGER_OVER.has(refusal(error) ?? "")) throw deliveryError(error);
        }
      }
      // Too late for a form that opens by itself: a press gives three more seconds.
      await adapter.send(to, {
        text: form.title,
        blocks: [
          { kind: "text", text: form.title },
          { kind: "buttons", buttons: [openButton(form)] },
        ],
      });
    },

    async publishHome(person, home) {
      const view = renderHome(home);
      await call(person, (client) => client.views.publish({ user_id: person.id, view }));
    },

    async profileOf(person) {
      const { user } = await call(person, (client) => client.users.info({ user: person.id }));
      return readProfile(user);
    },
  };
  return adapter;

  /** A wrong token is the operator's to mend, now; a Slack that does not answer is not. */
  async function whoAmI(to: ChatHandler): Promise<void> {
    try {
      const me = await (await workspaces.client("")).auth.test();
      log.info({ team: me.team, user: me.user }, "connected to Slack");
      // A workspace that had left and has installed the bot again is known by its new token alone.
      const team = me.is_enterprise_install ? me.enterprise_id : me.team_id;
      if (team !== undefined) await to.joined(PLATFORM, team);
    } catch (error) {
      const refused = refusal(error);
      if (refused !== null) {
        throw new StartError([
          `SLACK_BOT_TOKEN: Slack refuses it (${refused}). Copy it again from "OAuth & Permissions".`,
        ]);
      }
      log.warn({ err: deliveryError(error) }, "Slack does not answer; the bot goes on without it until it does");
    }
  }

  /** Whether the team's token still works: events come late, or again, when the workspace has long come back. */
  async function stillIn(team: string): Promise<boolean> {
    try {
      return (await (await workspaces.client(team)).auth.test()).ok;
    } catch (error) {
      if (refusal(error) !== null || deliveryError(error).reason === "not_installed") return false;
      throw error;
    }
  }

  async function checkAppToken(appToken: string): Promise<void> {
    try {
      await workspaces.withToken(appToken).apps.connections.open();
    } catch (error) {
      const refused = refusal(error);
      if (refused === null || refused === "ratelimited") return;
      throw new StartError([`SLACK_APP_TOKEN: Slack refuses it (${refused}). It needs the scope connections:write.`]);
    }
  }
}

/** More would not fit into a button. */
const MOST_OFFERED = 1_000;

/** What a form for something new was filled in with is known nowhere else. */
function openButton({ id, fields }: Form): Button {
  const filled = fields.flatMap(({ name, value = "" }) => (value === "" ? [] : [[name, value]]));
  const value = JSON.stringify(Object.fromEntries(filled));
  const isNew = !id.includes(":") && filled.length > 0 && value.length <= MOST_OFFERED;
  return { label: "Open the form", action: id, style: "primary", ...(isNew ? { value } : {}) };
}

const TRIGGER_OVER = new Set(["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"]);
