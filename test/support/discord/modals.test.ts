import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from "discord.js";
import { describe, expect, test } from "vitest";
import { type Answers, bot as answering, codes, GO, latest, row, sent } from "./answering.ts";
import { ANN, type Discord } from "./discord.ts";
import type { ShownModal } from "./model.ts";
import { running } from "./running.ts";

const start = running();
const bot = (answers: Answers) => answering(start, answers);
const modalOf = (discord: Discord): ShownModal => {
  const modal = discord.seen(ANN).findLast((it) => it.kind === "modal");
  if (modal === undefined) throw new Error("no modal was opened");
  return modal;
};
const FORM: APIModalInteractionResponseCallbackData = {
  title: "When?",
  custom_id: "move:1:2",
  components: [
    {
      type: ComponentType.Label,
      label: "Date",
      description: "As 2026-03-10",
      component: { type: ComponentType.TextInput, custom_id: "date", style: TextInputStyle.Short, value: "2026-03-10" },
    },
    {
      type: ComponentType.Label,
      label: "Format",
      component: {
        type: ComponentType.StringSelect,
        custom_id: "format",
        options: [
          { label: "Video", value: "=video", default: true },
          { label: "Phone", value: "=phone" },
        ],
      },
    },
  ],
};

describe("a modal", () => {
  test("opens, keeps what is not changed, and closes once it is taken", async () => {
    const submitted: unknown[] = [];
    const { discord, rest } = await bot({
      button: (it) => it.showModal(FORM),
      modal(it) {
        const { fields, customId } = it;
        submitted.push([customId, fields.getTextInputValue("date"), fields.getStringSelectValues("format")]);
        return it.isFromMessage() ? it.update("Moved") : it.reply("Moved");
      },
    });
    const card = await sent(discord, rest, { content: "Card", components: [row(GO)] });
    expect(await (await discord.press(ANN, card, "Go")).acknowledged()).toBe("modal");
    const modal = modalOf(discord);
    expect(modal.text).toBe("When?\nDate: 2026-03-10\nAs 2026-03-10\nFormat: =video");
    expect(modal.inputs.map(({ name }) => name)).toEqual(["date", "format"]);
    await expect(discord.submit(ANN, modal, { day: "x" })).rejects.toThrow("no such field: day");
    const handle = await discord.submit(ANN, modal, { date: "2026-03-12" });
    expect(await handle.acknowledged()).toBe("update");
    expect(submitted).toEqual([["move:1:2", "2026-03-12", ["=video"]]]);
    expect(latest(discord)).toMatchObject({ id: card.id, text: "Moved\n(Go)" });
    expect(modalOf(discord)).toMatchObject({ id: modal.id, open: false, text: "" });
    await expect(discord.submit(ANN, modal, {})).rejects.toThrow("closed");
  });

  test("is held to its limits, and does not answer a modal", async () => {
    const { discord, refused } = await bot({
      command: (it) =>
        it.commandName === "long" ? it.showModal({ ...FORM, title: "x".repeat(46) }) : it.showModal(FORM),
      modal: (it) =>
        it.client.rest.post(`/interactions/${it.id}/${it.token}/callback`, {
          body: { type: 9, data: FORM },
          auth: false,
        }),
    });
    const long = await discord.command(ANN, "long");
    await expect.poll(() => codes(refused)).toEqual([50035]);
    discord.expire(long);
    await (await discord.command(ANN, "form")).acknowledged();
    discord.expire(await discord.submit(ANN, modalOf(discord), {}));
    expect(modalOf(discord).open).toBe(true);
    await expect.poll(() => codes(refused)).toEqual([50035, 50035]);
    expect(discord.violations.splice(0).map((it) => it.split(":")[0])).toEqual(["title", "type"]);
  });
});
