import { describe, expect, test } from "vitest";
import type { Form } from "../../../src/chat/port.ts";
import { historyOf, startBot, TO_ME } from "./bot.ts";
import { listen } from "./events.ts";

const FORM: Form = {
  id: "edit:i1:3",
  title: "Edit when",
  submit: "Save",
  fields: [
    { name: "date", label: "Date", kind: "date", value: "2026-03-10", required: true },
    {
      name: "format",
      label: "Format",
      kind: "choice",
      options: [
        { label: "By phone", value: "phone" },
        { label: "On video", value: "video" },
      ],
    },
  ],
};

describe("forms", () => {
  test("open as a message, replace themselves when opened again, and become their answers when sent", async () => {
    const bot = await startBot();
    const stream = await listen(`${bot.url}/chat/stream`);
    await bot.web.openForm(TO_ME, FORM);
    await bot.web.openForm(TO_ME, FORM);
    const id = "form:edit:i1:3";
    expect(await stream.take(2)).toMatchObject([{ id, blocks: [{ kind: "form", form: FORM }] }, { id }]);
    await bot.post("/chat/form", { form: FORM.id, values: { date: "2026-03-11", format: "video" } });
    expect((await stream.take(3)).at(-1)).toEqual({
      id,
      text: "Edit when\nDate: 2026-03-11\nFormat: On video",
      blocks: [
        { kind: "text", text: "Edit when", tone: "muted" },
        {
          kind: "fields",
          fields: [
            { label: "Date", value: "2026-03-11" },
            { label: "Format", value: "On video" },
          ],
        },
      ],
    });
    stream.close();
  });

  test("stay open with their errors by field", async () => {
    const bot = await startBot({ react: async () => ({ errors: { date: "That day has passed." } }) });
    await bot.web.openForm(TO_ME, FORM);
    const answer = await bot.post("/chat/form", { form: FORM.id, values: { date: "2020-01-01" } });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({ errors: { date: "That day has passed." } });
    const kept = await historyOf(bot);
    expect(kept[0]?.blocks?.[0]).toMatchObject({ kind: "form" });
  });

  test("inside a message are answered there, and can be closed without an answer", async () => {
    const bot = await startBot();
    const ref = await bot.web.send(TO_ME, {
      text: "When?",
      blocks: [
        { kind: "heading", text: "When?" },
        { kind: "form", form: FORM },
      ],
    });
    expect((await bot.post("/chat/close", { form: FORM.id, on: ref.id })).status).toBe(202);
    const kept = await historyOf(bot);
    expect(kept[0]?.blocks).toEqual([
      { kind: "heading", text: "When?" },
      { kind: "text", text: "Edit when: closed without changes.", tone: "muted" },
    ]);
    expect(bot.events).toEqual([]);
  });
});
