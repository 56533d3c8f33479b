/** Drives the page over its own endpoints: what is typed and pressed goes out as JSON, what is shown comes as events. */
import { z } from "zod";
import { ME } from "../../adapters/web/receive.ts";
import { type Listening, listen } from "../adapters/web/events.ts";
import type { ChatDriver, Connect, Shown } from "./chat-driver.ts";

const button = z.object({ label: z.string(), action: z.string().optional(), value: z.string().optional() });
const form = z.object({
  id: z.string(),
  title: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string().optional() })),
});
const block = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("heading"), text: z.string() }),
  z.object({ kind: z.literal("fields") }),
  z.object({ kind: z.literal("list") }),
  z.object({ kind: z.literal("image") }),
  z.object({
    kind: z.literal("checklist"),
    items: z.array(z.object({ text: z.string(), done: z.boolean(), action: z.string() })),
  }),
  z.object({ kind: z.literal("buttons"), buttons: z.array(button) }),
  z.object({ kind: z.literal("form"), form }),
]);
const said = z.object({ id: z.string(), text: z.string(), blocks: z.array(block) });
const refused = z.object({ errors: z.record(z.string(), z.string()) });
const panel = z.object({ text: z.string() });

export const webDriver: Connect = async ({ url }): Promise<ChatDriver> => {
  const chat = await listen(`${url}/chat/stream`);
  const home: Listening = await listen(`${url}/home/stream`);

  async function post(path: string, body: object): Promise<Readonly<Record<string, string>>> {
    const answer = await fetch(`${url}/chat/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.status === 202) return {};
    const words: unknown = await answer.json();
    if (answer.status === 422) return refused.parse(words).errors;
    throw new Error(`${path}: ${answer.status} ${JSON.stringify(words)}`);
  }

  const shown = (data: unknown): Shown => {
    const { id, text, blocks } = said.parse(data);
    const press = (action: string, value?: string) => async () => {
      await post("action", { action, on: id, ...(value === undefined ? {} : { value }) });
    };
    const asked = blocks.find((it) => it.kind === "form")?.form;
    return {
      id,
      text,
      pressables: blocks.flatMap((it) => {
        if (it.kind === "checklist") {
          return it.items.map((item) => ({
            label: item.text,
            press: press(item.action, item.done ? "open" : "done"),
          }));
        }
        if (it.kind !== "buttons") return [];
        return it.buttons.flatMap(({ label, action, value }) =>
          action === undefined ? [] : [{ label, press: press(action, value) }],
        );
      }),
      form:
        asked === undefined
          ? null
          : {
              title: asked.title,
              fields: asked.fields.map(({ name }) => name),
              submit: (values) => {
                const filled = Object.fromEntries(asked.fields.map(({ name, value }) => [name, value ?? ""]));
                return post("form", { form: asked.id, values: { ...filled, ...values }, on: id });
              },
            },
    };
  };

  return {
    platform: ME.platform,
    person: ME,
    say: async (text) => void (await post("text", { text })),
    open: async () => void (await post("opened", {})),
    profile: async (timeZone) => void (await post("profile", { timeZone })),
    heard: () => chat.events.map(({ data }) => shown(data)),
    home: () => panel.parse(home.events.at(-1)?.data).text,
    close() {
      chat.close();
      home.close();
    },
  };
};
