/** Discord as a chat platform: events in by the gateway, messages out by its API. */
import { InteractionResponseType } from "discord-api-types/v10";
import type { ChatAdapter, ChatEvent, ChatHandler, Form, Message, Person, Profile } from "../../src/chat/port.ts";
import type { Clock } from "../../src/clock.ts";
import { DeliveryError, StartError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import { type Api, createApi } from "./api.ts";
import { tellMissed } from "./away.ts";
import { COMMANDS } from "./commands.ts";
import { isUnauthorized } from "./failure.ts";
import { createForms, offer } from "./forms.ts";
import { createGateway, type Dispatch, type Gateway, type GatewayOptions } from "./gateway.ts";
import { createHomes } from "./homes.ts";
import { decodeInteraction, type Interaction, readFleeting } from "./interaction.ts";
import { zoneOfLocale } from "./locales.ts";
import { createOpenings, type Saying } from "./openings.ts";
import { PLATFORM, personOf, type Received, readInteraction, readMessage, type Who } from "./receive.ts";
import { differs, inviteUrl } from "./registration.ts";
import { renderForm } from "./render/form.ts";
import { renderMessage } from "./render/message.ts";
import { createShards } from "./shards.ts";
import { createVoice } from "./voice.ts";

export interface DiscordOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  /** In how many processes the gateway is read; "auto" asks Discord. Null: in this one. */
  readonly shards: number | "auto" | null;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface DiscordAdapter extends ChatAdapter {
  profileOf(person: Person): Promise<Profile>;
}

/** People whose language and name were told lately, until they are asked for at first contact. */
const MOST_KNOWN = 5_000;

const START_PATIENCE_MS = 5_000;

const SORRY = "I could not keep that, so nothing is changed. Please try again in a minute.";
const UNKNOWN = 'I don\'t know that one any more. Write "list" to see your interviews, or "help".';
const WORDLESS = "I can only read words so far. Please write it, or paste the text of the invitation.";
const FORM_GONE = "That form is gone. Please press the button it came from once more.";

export function createDiscordAdapter({ token, apiUrl, shards, clock, log }: DiscordOptions): DiscordAdapter {
  const api = createApi({ token, apiUrl, log });
  const openings = createOpenings({ api, log });
  const voice = createVoice(api, log);
  const forms = createForms();
  const known = new Map<string, Who>();
  let application: ReturnType<Api["application"]> | null = null;
  let handler: ChatHandler | null = null;
  let gateway: Gateway | null = null;

  const self = (): ReturnType<Api["application"]> => {
    application ??= api.application().catch((error: unknown) => {
      application = null;
      throw error;
    });
    return application;
  };
  const homes = createHomes(api, voice, async () => (await self()).user, log);

  function onDispatch({ t, d }: Dispatch): void {
    const to = handler;
    if (to === null) return;
    if (t === "READY") {
      tellMissed({ api, voice, log }, to, clock.now()).catch((err: unknown) =>
        log.warn({ err }, "it could not be seen who wrote while the bot was away"),
      );
      return;
    }
    const received = t === "MESSAGE_CREATE" ? readMessage(d) : readInteraction(d);
    if ("who" in received) remember(received.who);
    take(received, to).catch((err: unknown) =>
      log.error({ err, kind: received.kind }, "an event of Discord was not taken"),
    );
  }

  function remember(who: Who): void {
    const before = known.get(who.id);
    known.delete(who.id);
    // Messages do not tell the language that an interaction told.
    known.set(who.id, { ...before, ...who });
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  }

  async function take(received: Received, to: ChatHandler): Promise<void> {
    switch (received.kind) {
      case "nothing":
        return;
      case "said":
        return said(received, to);
      case "asked":
        return suggest(received, to);
      case "wordless": {
        const person = personOf(received.who.id);
        voice.remember(person, received.channel);
        return void (await voice.post(person, sentence(WORDLESS), `wordless:${received.id}`));
      }
      case "ours":
        return voice.silent(received.channel);
    }
    // Come again, it is answered already, or will be.
    if (!openings.begin(received.at)) return;
    switch (received.kind) {
      case "unknown":
        return answerOnce(received.at, sentence(UNKNOWN));
      case "open_form":
        return openAgain(received, to);
      case "events":
        return stored(received.at, received.events, to);
      case "form":
        return sentIn(received, to);
    }
  }

  async function said({ who, channel, event }: Extract<Received, { kind: "said" }>, to: ChatHandler): Promise<void> {
    const person = personOf(who.id);
    voice.remember(person, channel);
    voice.working(channel);
    try {
      await to.receive(event);
    } catch (err) {
      voice.silent(channel);
      log.error({ err }, "a message could not be kept");
      await voice.post(person, sentence(SORRY), `sorry:${event.id}`);
    }
  }

  async function stored(at: Interaction, events: readonly ChatEvent[], to: ChatHandler): Promise<void> {
    try {
      for (const event of events) await to.receive(event);
    } catch (err) {
      log.error({ err }, "an interaction could not be kept");
      await answerOnce(at, sentence(SORRY));
    }
  }

  async function sentIn({ who, at, event }: Extract<Received, { kind: "form" }>, to: ChatHandler): Promise<void> {
    try {
      const receipt = await to.receive(event);
      if (!("errors" in receipt)) return;
      await answerOnce(at, forms.again(who.id, event.form, event.values, receipt.errors));
    } catch (err) {
      log.error({ err }, "a form could not be kept");
      // What they wrote is in the form still, which opens again as it was sent.
      await answerOnce(at, forms.again(who.id, event.form, event.values, { "": SORRY }));
    }
  }

  /** A form that waits behind a button; after a restart the record's own button opens it, with what is stored. */
  async function openAgain(
    { who, at, form: id }: Extract<Received, { kind: "open_form" }>,
    to: ChatHandler,
  ): Promise<void> {
    const form = forms.find(who.id, id);
    if (form === null) {
      if (id === "") return answerOnce(at, sentence(FORM_GONE));
      const press: ChatEvent = {
        ...{ kind: "press", id: `press:${at.id}:0`, on: at.on ?? null, action: id, value: null },
        from: { person: personOf(who.id), interaction: JSON.stringify(at) },
      };
      return stored(at, [press], to);
    }
    if (!(await openings.open(at, renderForm(form)))) log.warn("a form was asked for too late");
  }

  async function suggest({ who, id, token: by, asked }: Extract<Received, { kind: "asked" }>, to: ChatHandler) {
    const found = asked === null ? [] : await to.suggest(personOf(who.id), asked.what, asked.typed);
    const choices = found
      .slice(0, 25)
      .map(({ label, value }) => ({ name: label.slice(0, 100), value: value.slice(0, 100) }));
    await api
      .respond(id, by, { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } })
      .catch((err: unknown) => log.debug({ err }, "suggestions came too late"));
  }

  /** Where the interaction took place; in the person's direct messages once that is over. */
  async function answer(at: Interaction, message: Message, how: Saying = {}) {
    const { first, rest } = renderMessage(message);
    return openings.answer(at, [first, ...rest], how);
  }

  /** What no stored event stands behind is seen to by every process that hears of it. */
  const answerOnce = async (at: Interaction, message: Message): Promise<void> =>
    void (await answer(at, message, { once: true }));

  async function connect(): Promise<void> {
    const options: GatewayOptions = { token, apiUrl, log, onDispatch };
    const count = shards === "auto" ? await recommended() : shards;
    if (handler === null) return;
    gateway = count === null ? createGateway(options) : createShards({ ...options, count });
    gateway.start();
  }

  /** Null, so that this process reads all shards, while Discord cannot be asked. */
  const recommended = (): Promise<number | null> =>
    api.recommendedShards().catch((err: unknown) => {
      log.warn({ err }, "Discord could not be asked for the number of shards; reading all of them here");
      return null;
    });

  /** A wrong token is the operator's to mend, now; a Discord that does not answer is not. */
  async function whoAmI(): Promise<void> {
    try {
      const { id } = await self();
      log.info({ invite: inviteUrl(id) }, "people add the bot with this link");
      const due = await differs(api.rest, id, COMMANDS);
      if (due.length > 0)
        log.warn({ commands: due }, "commands differ from those at Discord: npm run discord:commands");
    } catch (error) {
      if (isUnauthorized(error)) {
        throw new StartError(["DISCORD_TOKEN: Discord does not know it; take a new one from the Bot page of the app"]);
      }
      log.warn({ err: error }, "Discord could not be asked who the bot is");
    }
  }

  return {
    platform: PLATFORM,

    async start(to) {
      handler = to;
      const asked = whoAmI();
      // Whoever hangs must not keep reminders from going out by other ways.
      await Promise.race([asked, new Promise<void>((resolve) => setTimeout(resolve, START_PATIENCE_MS).unref())]);
      asked.catch((err: unknown) => log.error({ err }, "Discord does not take the bot's token"));
      connect().catch((err: unknown) => log.error({ err }, "Discord could not be connected to"));
    },

    async stop() {
      // What was heard until then is worked still, and interactions under way have their answers.
      await gateway?.stop();
      handler = null;
      voice.stop();
    },

    async send({ person, interaction }, message, nonce, again) {
      const at = decodeInteraction(interaction);
      const ref = at === null ? null : await answer(at, message, { nonce });
      // An interaction that is over, or that nobody will look at any more: the person has the answer all the same.
      return ref ?? voice.post(person, message, nonce, again);
    },

    async update(person, ref, message) {
      const { first } = renderMessage(message);
      if (await openings.update(ref, first)) return;
      if (readFleeting(ref) !== null || ref.channel !== (await voice.channelOf(person)))
        throw new DeliveryError("that message is not theirs", { permanent: true, reason: "not_theirs" });
      await api.edit(ref.channel, ref.id, first);
    },

    async openForm(to, form: Form) {
      const at = decodeInteraction(to.interaction);
      forms.remember(to.person.id, form);
      if (at !== null && (await openings.open(at, renderForm(form)))) return;
      // A press gives three more seconds.
      const message = offer(form);
      if (at === null || (await answer(at, message)) === null) await voice.post(to.person, message);
    },

    publishHome: homes.publish,

    async profileOf(person) {
      const who = known.get(person.id);
      const timeZone = who?.locale === undefined ? null : zoneOfLocale(who.locale);
      return { ...(who?.name === undefined ? {} : { name: who.name }), ...(timeZone === null ? {} : { timeZone }) };
    },
  };
}

const sentence = (text: string): Message => ({ text, blocks: [{ kind: "text", text }] });
