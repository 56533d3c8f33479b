import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DeliveryError } from "../../../src/errors.ts";
import { connect } from "../../../src/store/connection.ts";
import { waitFor } from "../../support/clock.ts";
import { historyOf, ME, startBot, TO_ME } from "./bot.ts";
import { listen } from "./events.ts";

const text = (words: string) => ({ text: words, blocks: [{ kind: "text" as const, text: words }] });
const answered = z.object({ id: z.string().optional(), problem: z.string().optional() });

describe("what the person does", () => {
  test("becomes events, each answered with 202 and its id once it is stored", async () => {
    const bot = await startBot();
    const said = await bot.post("/chat/text", { text: "hi" });
    expect(said.status).toBe(202);
    const { id } = answered.parse(await said.json());
    expect((await bot.post("/chat/action", { action: "move:i1:3", value: "x" })).status).toBe(202);
    expect((await bot.post("/chat/action", { action: "tick:i1:t1", value: "done", on: "m1" })).status).toBe(202);
    expect((await bot.post("/chat/action", { action: "undo" })).status).toBe(202);
    expect((await bot.post("/chat/form", { form: "edit:i1:3", values: { date: "2026-03-11" } })).status).toBe(202);
    expect((await bot.post("/chat/profile", { timeZone: "Europe/London" })).status).toBe(202);
    expect((await bot.post("/chat/opened", {})).status).toBe(202);
    const from = TO_ME;
    expect(bot.events).toMatchObject([
      { kind: "text", id, from, text: "hi" },
      { kind: "press", from, action: "move:i1:3", value: "x", on: null },
      { kind: "press", from, action: "tick:i1:t1", value: "done", on: { channel: "chat", id: "m1" } },
      { kind: "press", action: "undo", value: null },
      { kind: "submit", from, form: "edit:i1:3", values: { date: "2026-03-11" } },
      { kind: "profile", from, timeZone: "Europe/London" },
      { kind: "opened", from },
    ]);
    expect(new Set(bot.events.map((event) => event.id)).size).toBe(7);
  });

  test("is the same input when the client sends it again with its own id", async () => {
    const bot = await startBot();
    const body = { id: "0123456789abcdef", text: "hi" };
    const answers = [await bot.post("/chat/text", body), await bot.post("/chat/text", body)];
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([{ id: body.id }, { id: body.id }]);
    expect(bot.events).toHaveLength(1);
    expect(await historyOf(bot)).toHaveLength(1);
  });

  test("is refused with a sentence when it cannot be read", async () => {
    const bot = await startBot();
    const bad: [string, unknown, number][] = [
      ["/chat/text", {}, 400],
      ["/chat/text", { text: 5 }, 400],
      ["/chat/text", { text: " \n " }, 400],
      ["/chat/text", [], 400],
      ["/chat/text", null, 400],
      ["/chat/text", { text: "hi", id: "../../etc" }, 400],
      ["/chat/text", { text: "a".repeat(20_001) }, 413],
      ["/chat/text", { text: "a".repeat(300_000) }, 413],
      ["/chat/action", { value: "x" }, 400],
      ["/chat/form", { form: "f", values: { a: 1 } }, 400],
      ["/chat/profile", { timeZone: "Mars/Olympus" }, 400],
      ["/chat/profile", { timeZone: "+02:00" }, 400],
    ];
    for (const [path, body, status] of bad) {
      const answer = await bot.post(path, body);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answered.parse(await answer.json()).problem, JSON.stringify(body)?.slice(0, 60)).toMatch(/^[A-Z].*\.$/);
    }
    expect(bot.events).toEqual([]);
  });

  test("may be long and strange: 10,000 characters, control characters, emoji, markup", async () => {
    const bot = await startBot();
    for (const words of ["a".repeat(10_000), "a\u0000b\u0007\u202E", "🎉🎉", '<img src=x onerror="alert(1)">']) {
      expect((await bot.post("/chat/text", { text: words })).status).toBe(202);
      expect(bot.events.at(-1)).toMatchObject({ text: words });
    }
    const kept = await historyOf(bot);
    expect(kept.map((entry) => entry.text.length)).toEqual([10_000, 5, 4, 30]);
  });

  test("is refused while the bot starts and after it stopped, and when it cannot be stored nothing is promised", async () => {
    const bot = await startBot({ react: () => Promise.reject(new Error("no database")) });
    const answer = await bot.post("/chat/text", { text: "hi" });
    expect(answer.status).toBe(500);
    expect(answered.parse(await answer.json()).problem).toMatch(/it's on us/);
    await bot.web.stop();
    expect((await bot.post("/chat/text", { text: "hi" })).status).toBe(503);
  });
});

describe("what the bot says", () => {
  test("reaches who is connected as {id, text, blocks}, and never what the person wrote", async () => {
    const bot = await startBot();
    await bot.web.send(TO_ME, text("before"));
    const stream = await listen(`${bot.url}/chat/stream`);
    await bot.post("/chat/text", { text: "hi" });
    const ref = await bot.web.send(TO_ME, text("Hello."));
    expect(await stream.take(1)).toEqual([{ id: ref.id, ...text("Hello.") }]);
    expect(stream.raw()).toMatch(/^retry: \d+$/m);
    stream.close();
  });

  test("is replaced in place under the same id", async () => {
    const bot = await startBot();
    const stream = await listen(`${bot.url}/chat/stream`);
    const ref = await bot.web.send(TO_ME, text("Tuesday"));
    await bot.web.send(TO_ME, text("Anything else?"));
    await bot.web.update(ME, ref, text("Monday"));
    expect(await stream.take(3)).toMatchObject([
      { text: "Tuesday" },
      { text: "Anything else?" },
      { id: ref.id, text: "Monday" },
    ]);
    const kept = await historyOf(bot);
    expect(kept).toMatchObject([{ id: ref.id, text: "Monday", from: "bot" }, { text: "Anything else?" }]);
    stream.close();
  });

  test("is sent once for one nonce, also by two calls at the same moment", async () => {
    const bot = await startBot();
    const stream = await listen(`${bot.url}/chat/stream`);
    const refs = await Promise.all([
      bot.web.send(TO_ME, text("Interview in 2 hours"), "r1:1"),
      bot.web.send(TO_ME, text("Interview in 2 hours"), "r1:1"),
    ]);
    await bot.web.send(TO_ME, text("next"));
    expect(refs[0]).toEqual(refs[1]);
    expect(await stream.take(2)).toMatchObject([{ text: "Interview in 2 hours" }, { text: "next" }]);
    stream.close();
  });

  test("is given to a reader who comes back with the last id it saw, and only what it missed", async () => {
    const bot = await startBot();
    const first = await listen(`${bot.url}/chat/stream`);
    await bot.web.send(TO_ME, text("one"));
    await first.take(1);
    first.close();
    await bot.web.send(TO_ME, text("two"));
    await bot.web.send(TO_ME, text("three"));
    const again = await listen(`${bot.url}/chat/stream`, { "last-event-id": first.events[0]?.id ?? "" });
    expect(await again.take(2)).toMatchObject([{ text: "two" }, { text: "three" }]);
    again.close();
  });

  test("stands in the history with what the person wrote: the last 50, oldest first, in the order it was said", async () => {
    const bot = await startBot({
      react: async (event, web) => {
        if (event.kind === "text") await web.send(event.from, text(`You said ${event.text}`));
        return { stored: true };
      },
    });
    for (let i = 1; i <= 30; i += 1) await bot.post("/chat/text", { text: `${i}` });
    const kept = await historyOf(bot);
    expect(kept).toHaveLength(50);
    expect(kept.slice(0, 2)).toMatchObject([
      { from: "person", text: "6" },
      { from: "bot", text: "You said 6", blocks: text("You said 6").blocks },
    ]);
    expect(kept.at(-1)).toMatchObject({ from: "bot", text: "You said 30" });
    expect(kept[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test("comes over from another process on the same database", async () => {
    const here = await startBot();
    const { uri, dbName } = here.database;
    const there = await startBot({ database: { connection: await connect(uri, dbName), uri, dbName } });
    await there.web.send(TO_ME, text("before"));
    const stream = await listen(`${here.url}/chat/stream`);
    const ref = await there.web.send(TO_ME, text("from there"));
    expect(await stream.take(1)).toMatchObject([{ text: "from there" }]);
    await there.web.update(ME, ref, text("changed there"));
    await there.web.publishHome(ME, text("home from there"));
    expect(await stream.take(2)).toMatchObject([{ text: "from there" }, { text: "changed there" }]);
    stream.close();
    await there.database.connection.close();
  });

  test("fails as a delivery that is tried again when the database is gone, and for good when there is no such message", async () => {
    const bot = await startBot();
    const nowhere = bot.web.update(ME, { channel: "chat", id: "nowhere" }, text("x"));
    await expect(nowhere).rejects.toMatchObject({ name: "DeliveryError", permanent: true });
    await expect(bot.web.send({ person: { ...ME, id: "you" } }, text("x"))).rejects.toBeInstanceOf(DeliveryError);
    const { uri, dbName } = bot.database;
    const connection = await connect(uri, dbName);
    const broken = await startBot({ database: { connection, uri, dbName } });
    await connection.close();
    await expect(broken.web.send(TO_ME, text("x"))).rejects.toMatchObject({ name: "DeliveryError", permanent: false });
  });
});

describe("the home", () => {
  test("comes at once, empty at first, and whenever it changes", async () => {
    const bot = await startBot();
    const stream = await listen(`${bot.url}/home/stream`);
    expect(await stream.take(1)).toMatchObject([{ text: "No interviews yet." }]);
    await bot.web.publishHome(ME, text("Stripe tomorrow"));
    expect(await stream.take(2)).toMatchObject([{}, text("Stripe tomorrow")]);
    const second = await listen(`${bot.url}/home/stream`);
    expect(await second.take(1)).toEqual([text("Stripe tomorrow")]);
    stream.close();
    second.close();
  });
});

describe("mails that were written as files", () => {
  test("are downloaded as text, and nothing else is", async () => {
    const bot = await startBot();
    await writeFile(join(bot.outbox, "20260310-abc.eml"), "Subject: hi\r\n\r\n<script>");
    const answer = await fetch(`${bot.url}/outbox/20260310-abc.eml`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    expect(await answer.text()).toContain("Subject: hi");
    for (const name of ["nothing.eml", "..%2f..%2fetc%2fpasswd", "..%2f20260310-abc.eml", ".eml", "engine.json"]) {
      expect((await fetch(`${bot.url}/outbox/${name}`)).status, name).toBe(404);
    }
  });
});

describe("stopping", () => {
  test("ends the streams", async () => {
    const bot = await startBot();
    const answer = await fetch(`${bot.url}/chat/stream`);
    const reader = answer.body?.getReader();
    await bot.stop();
    await waitFor(async () => (await reader?.read())?.done, "the end of the stream");
  });
});
