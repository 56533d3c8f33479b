/** Routes that answer interactions: the first answer, and what follows it by the interaction's webhook. */
import { InteractionResponseType, InteractionType, MessageFlags } from "discord-api-types/v10";
import { at, type Json, listAt } from "../slack/json.ts";
import { messageViolations } from "./limits.ts";
import { choiceViolations, modalViolations } from "./limits-more.ts";
import { type Acknowledged, type Interaction, type Message, Refusal, unknown } from "./model.ts";
import { bodyOf } from "./rest-server.ts";
import type { Call, Desk, Route } from "./routes.ts";
import { withFiles } from "./routes-messages.ts";
import { messageJson } from "./state.ts";

/** For an app that is only the person's own. */
const FOLLOW_UPS = 5;
const TOKEN_MS = 15 * 60_000;

const WAYS: ReadonlyMap<unknown, Acknowledged> = new Map<unknown, Acknowledged>([
  [InteractionResponseType.ChannelMessageWithSource, "message"],
  [InteractionResponseType.DeferredChannelMessageWithSource, "deferred"],
  [InteractionResponseType.DeferredMessageUpdate, "deferred update"],
  [InteractionResponseType.UpdateMessage, "update"],
  [InteractionResponseType.ApplicationCommandAutocompleteResult, "choices"],
  [InteractionResponseType.Modal, "modal"],
]);

export function interactionRoutes(desk: Desk): readonly Route[] {
  const { state, screen } = desk;

  const flagsOf = (body: Json): number => (typeof body.flags === "number" ? body.flags : 0);
  const isEphemeral = (body: Json): boolean => (flagsOf(body) & MessageFlags.Ephemeral) !== 0;

  /** Which ways there are to answer it. */
  function allowed(interaction: Interaction, way: Acknowledged): boolean {
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return way === "choices";
    if (way === "choices") return false;
    if (way === "modal") return interaction.type !== InteractionType.ModalSubmit;
    return interaction.message !== null || (way !== "update" && way !== "deferred update");
  }

  const post = (interaction: Interaction, body: Json, loading = false, onlyFor = isEphemeral(body)): Message =>
    screen.post(interaction.channel, {
      body,
      interaction,
      onlyFor: onlyFor ? interaction.user : null,
      loading,
    });

  function callback(call: Call): unknown {
    const interaction = state.interactions.get(call.part("token"));
    if (interaction === undefined || interaction.id !== call.part("id")) throw unknown("interaction", 10062);
    const full = bodyOf(call);
    const way = WAYS.get(full.type);
    if (way === undefined || !allowed(interaction, way))
      desk.check([`type: ${String(full.type)} does not answer this`]);
    if (interaction.answered === "failed") throw unknown("interaction", 10062);
    if (interaction.answered !== null || way === undefined) {
      throw new Refusal(400, 40060, "Interaction has already been acknowledged.");
    }
    answer(interaction, way, at(full, "data"), call);
    interaction.settle(way);
    if (call.query.get("with_response") !== "true") return undefined;
    const { original, type, id } = interaction;
    return {
      interaction: {
        id,
        type,
        ...(original === null
          ? {}
          : {
              response_message_id: original.id,
              response_message_loading: original.loading,
              response_message_ephemeral: original.onlyFor !== null,
            }),
      },
      ...(original === null
        ? {}
        : { resource: { type: full.type, message: original.loading ? undefined : messageJson(state, original) } }),
    };
  }

  function answer(interaction: Interaction, way: Acknowledged, data: Json, call: Call): void {
    const body =
      call.files.length === 0 ? data : { ...data, attachments: at({ data: withFiles(call) }, "data").attachments };
    switch (way) {
      case "message":
        desk.check(messageViolations(data, { files: call.files.length }));
        interaction.original = post(interaction, body);
        break;
      case "deferred":
        interaction.original = post(interaction, body, true);
        break;
      case "update":
        desk.check(messageViolations({ ...interaction.message?.body, ...data }));
        interaction.original = interaction.message;
        if (interaction.message !== null) screen.replace(interaction.message, body);
        break;
      case "deferred update":
        interaction.original = interaction.message;
        break;
      case "choices":
        desk.check(choiceViolations(listAt(data, "choices")));
        interaction.choices = listAt(data, "choices");
        break;
      case "modal":
        desk.check(modalViolations(data));
        screen.open(interaction, data);
        break;
      case "failed":
    }
    // A modal that was sent closes once the app has taken it.
    if (interaction.modal !== null) screen.close(interaction.modal);
  }

  /** The interaction of a webhook that may still be used. */
  function webhookOf(call: Call): Interaction {
    const interaction = state.interactions.get(call.part("token"));
    if (interaction === undefined) throw unknown("Webhook", 10015);
    if (interaction.void || state.now() - interaction.madeAt > TOKEN_MS)
      throw new Refusal(401, 50027, "Invalid Webhook Token");
    if (interaction.answered === null || interaction.answered === "failed") throw unknown("Webhook", 10015);
    return interaction;
  }

  function followUp(call: Call): Json {
    const [interaction, body] = [webhookOf(call), bodyOf(call)];
    desk.check(messageViolations(body, { files: call.files.length }));
    const waiting = interaction.original;
    // The first one takes the place of "… is thinking", and is seen by whom that was seen by.
    if (interaction.answered === "deferred" && waiting?.loading === true) {
      screen.replace(waiting, withFiles(call));
      return messageJson(state, waiting);
    }
    interaction.followUps += 1;
    const ofPersonOnly = !("0" in at(interaction.json, "authorizing_integration_owners"));
    if (ofPersonOnly && interaction.followUps > FOLLOW_UPS) {
      throw new Refusal(400, 40094, "This interaction has reached the maximum number of follow-up messages");
    }
    return messageJson(state, post(interaction, withFiles(call)));
  }

  function messageOf(call: Call): Message {
    const interaction = webhookOf(call);
    const id = call.part("message");
    const found =
      id === "@original"
        ? interaction.original
        : interaction.channel.messages.find(
            (it) => it.id === id && (it.interaction === interaction || it === interaction.original),
          );
    if (found === undefined || found === null || !found.channel.messages.includes(found))
      throw unknown("Message", 10008);
    return found;
  }

  return [
    { line: "POST /interactions/:id/:token/callback", open: true, run: callback },
    { line: "POST /webhooks/:application/:token", open: true, run: followUp },
    {
      line: "GET /webhooks/:application/:token/messages/:message",
      open: true,
      run: (call) => messageJson(state, messageOf(call)),
    },
    {
      line: "PATCH /webhooks/:application/:token/messages/:message",
      open: true,
      run(call) {
        const message = messageOf(call);
        desk.check(messageViolations({ ...message.body, ...bodyOf(call) }, { files: call.files.length }));
        screen.replace(message, withFiles(call));
        return messageJson(state, message);
      },
    },
    {
      line: "DELETE /webhooks/:application/:token/messages/:message",
      open: true,
      run(call): undefined {
        screen.remove(messageOf(call));
      },
    },
  ];
}
