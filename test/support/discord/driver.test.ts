import { ComponentType, Events, type Interaction, TextInputStyle } from "discord.js";
import { expect, test } from "vitest";
import { discordDriver } from "../discord-driver.ts";
import { ANN } from "./discord.ts";
import { running } from "./running.ts";

const OPEN = (label: string) => ({
  type: ComponentType.ActionRow as const,
  components: [{ type: ComponentType.Button as const, style: 2 as const, label, custom_id: "form|move:1:1" }],
});

/** A bot with one form, which takes a date of 2026 only, and sends and pins what it knows. */
async function answer(it: Interaction): Promise<unknown> {
  if (it.isButton()) {
    return it.showModal({
      title: "When?",
      custom_id: "move:1:1",
      components: [
        {
          type: ComponentType.Label,
          label: "Date",
          component: { type: ComponentType.TextInput, custom_id: "date", style: TextInputStyle.Short },
        },
        {
          type: ComponentType.Label,
          label: "How",
          component: {
            type: ComponentType.StringSelect,
            custom_id: "how",
            options: [
              { label: "Phone", value: "=phone" },
              { label: "Not known", value: "=", default: true },
            ],
          },
        },
      ],
    });
  }
  if (!it.isModalSubmit()) return undefined;
  const [date, how] = [it.fields.getTextInputValue("date"), it.fields.getStringSelectValues("how")[0]];
  if (date.startsWith("2026")) return it.reply(`Moved to ${date} (${how}).`);
  await it.deferReply();
  return it.followUp({
    content: "That was not taken yet.\nDate: Pick a date that exists.",
    components: [OPEN("Open the form again")],
  });
}

const start = running();

async function begun() {
  const { discord } = await start.discord();
  const { client } = await start.client(discord);
  client.on(Events.InteractionCreate, (it) => void answer(it));
  client.on(Events.MessageCreate, async (message) => {
    if (message.author.bot || !message.channel.isSendable()) return;
    const home = await message.channel.send({
      content: `You said ${message.content}`,
      components: [OPEN("Open the form")],
    });
    await home.pin();
  });
  return discordDriver(discord, ANN);
}

test("the driver says, sees, presses, fills in and reads what was wrong", async () => {
  const chat = await begun();
  await chat.say("hello");
  await expect.poll(() => chat.home()).toBe("You said hello\n(Open the form)");
  await chat.heard()[0]?.pressables[0]?.press();
  const form = () => chat.heard().findLast((it) => it.form !== null)?.form;
  expect(form()).toMatchObject({ title: "When?", fields: ["date", "how"] });
  expect(await form()?.submit({ date: "2027-02-31" })).toEqual({ date: "Pick a date that exists." });
  expect(form()?.title).toContain("That was not taken yet.");
  expect(await form()?.submit({ date: "2026-03-10", how: "phone" })).toEqual({});
  expect(chat.heard().map(({ text }) => text)).toContain("Moved to 2026-03-10 (=phone).");
  expect(new Set(chat.heard().map(({ id }) => id)).size).toBe(5); // three messages, two modals
});
