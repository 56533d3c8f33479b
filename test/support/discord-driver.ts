/** Drives the bot from Discord: what is said and pressed goes out by the gateway, what is shown comes by the REST API. */
import { MessageFlags } from "discord-api-types/v10";
import type { ChatDriver, Platform, Pressable, Shown, ShownForm } from "./chat-driver.ts";
import { waitFor } from "./clock.ts";
import { type Discord, type DiscordOptions, startDiscord } from "./discord/discord.ts";
import type { Handle, Shown as ShownMessage, ShownModal } from "./discord/model.ts";

const ME = "200000000000000009";
/** What stands instead of a form that could not open by itself. */
const OPEN = "Open the form";
/** What stands below a form that was not taken. */
const AGAIN = "Open the form again";
/** Discord refuses an empty option: each carries this before its value. */
const OPTION_PREFIX = "=";

/** Languages that tell the bot of a zone; a person elsewhere reads American English, which tells nothing. */
const LOCALES: Readonly<Record<string, string>> = {
  "Europe/London": "en-GB",
  "Europe/Berlin": "de",
  "Asia/Tokyo": "ja",
};

/** Discord with one person, whose client speaks the language of their zone. */
export const discordPlatform = (options: DiscordOptions = {}): Platform => ({
  name: "Discord",
  abilities: ["zoneless"],
  async begin(zone) {
    const discord = await startDiscord(options);
    discord.addUser(ME, { name: "cleo", locale: LOCALES[zone] ?? "en-US" });
    return {
      env: discord.env(),
      async connect() {
        await discord.connected();
        // An interaction tells the language, which a message does not.
        const choices = await discord.autocomplete(ME, "interview", { interview: "" }, { subcommand: "show" });
        if (choices === null) throw new Error("the bot offered no choices");
        return discordDriver(discord, ME);
      },
      close: discord.close,
    };
  },
});

/** A driver for one person of a stand-in that the bot is connected to. */
export function discordDriver(discord: Discord, user: string): ChatDriver {
  return {
    platform: "discord",
    person: { platform: "discord", team: "", id: user },
    say: async (words) => void (await discord.dm(user, words)),
    // Discord tells a bot neither that its chat was opened nor where a person is.
    open: async () => undefined,
    profile: async () => undefined,
    heard: () =>
      discord
        .seen(user)
        .filter((it) => it.kind === "modal" || !isHome(discord, user, it))
        .map((it) => (it.kind === "modal" ? fromModal(discord, user, it) : fromMessage(discord, user, it))),
    home: () => discord.pins(user)[0] ?? "",
    close: () => undefined,
  };
}

/** The home comes without a sound, and is looked at where it is pinned. */
const isHome = (discord: Discord, user: string, { id }: ShownMessage): boolean =>
  discord.seen(user).some((it) => {
    const flags = it.kind === "message" && it.id === id ? it.json.flags : undefined;
    return typeof flags === "number" && (flags & MessageFlags.SuppressNotifications) !== 0;
  });

/** Throws when the bot left the person with "This interaction failed". */
async function taken(handle: Promise<Handle>): Promise<void> {
  const how = await (await handle).acknowledged();
  if (how === "failed") throw new Error("the interaction was not acknowledged");
}

function fromMessage(discord: Discord, user: string, shown: ShownMessage): Shown {
  const pressables = shown.labels.map(
    (label): Pressable => ({ label, press: () => taken(discord.press(user, shown, label)) }),
  );
  const opener = shown.labels.find((label) => label === OPEN || label === AGAIN);
  return {
    id: shown.id,
    // What stands apart there is a paragraph of its own.
    text: shown.text.replace(/\n{2,}/g, "\n"),
    pressables,
    form: opener === undefined ? null : offered(discord, user, shown, opener),
  };
}

/** A form behind a button: it is opened, then sent. */
function offered(discord: Discord, user: string, shown: ShownMessage, opener: string): ShownForm {
  return {
    title: shown.text,
    fields: [],
    async submit(values) {
      const before = discord.seen(user).length;
      await taken(discord.press(user, shown, opener));
      const modal = await waitFor(
        () =>
          discord
            .seen(user)
            .slice(before)
            .find((it): it is ShownModal => it.kind === "modal"),
        "the form",
      );
      return send(discord, user, modal, values);
    },
  };
}

function fromModal(discord: Discord, user: string, modal: ShownModal): Shown {
  const form = {
    title: modal.title,
    fields: modal.inputs.map(({ name }) => name),
    submit: (values: Readonly<Record<string, string>>) => send(discord, user, modal, values),
  };
  return { id: modal.id, text: modal.text, pressables: [], form: modal.open ? form : null };
}

/** Sends it, and waits for the answer where the bot said that one would come. */
async function send(
  discord: Discord,
  user: string,
  modal: ShownModal,
  values: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const entered = Object.entries(values).map(([name, value]): [string, string] => {
    // Choices are named by what they mean to the bot.
    const sent = `${OPTION_PREFIX}${value}`;
    return [name, modal.inputs.some((it) => it.name === name && it.options.includes(sent)) ? sent : value];
  });
  const before = discord.seen(user).length;
  const thinking = discord.thinking(user);
  await taken(discord.submit(user, modal, Object.fromEntries(entered)));
  await waitFor(() => discord.thinking(user) <= thinking, "an answer to the form");
  const refusal = discord
    .seen(user)
    .slice(before)
    .find((it): it is ShownMessage => it.kind === "message" && it.labels.includes(AGAIN));
  return refusal === undefined ? {} : errorsIn(refusal, modal);
}

/** Errors by field, from lines as "Date: Pick a date that exists."; what names no field belongs to the first one. */
function errorsIn({ text }: ShownMessage, { inputs }: ShownModal): Readonly<Record<string, string>> {
  const errors = new Map<string, string>();
  for (const line of text.split("\n")) {
    // A label that was cut stands in full there.
    const found = inputs.find(({ label }) => line.startsWith(label.endsWith("…") ? label.slice(0, -1) : `${label}: `));
    if (found !== undefined) errors.set(found.name, line.slice(line.indexOf(": ") + 2));
  }
  if (errors.size === 0) errors.set(inputs[0]?.name ?? "", text);
  return Object.fromEntries(errors);
}
