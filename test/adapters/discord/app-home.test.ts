/** What stands in the bot's own chat beside the conversation: the pinned home, and the sign that the bot is at work. */
import { MessageFlags } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createApi } from "../../../adapters/discord/api.ts";
import { createVoice } from "../../../adapters/discord/voice.ts";
import { createLogger } from "../../../src/log.ts";
import { waitFor } from "../../support/clock.ts";
import { restOf } from "../../support/discord/client.ts";
import { slowDatabase } from "../../support/slow-database.ts";
import { ANN, type InDiscord, inDiscord, meet, messagesOf, restarted, settled, shows, withCard } from "./in-discord.ts";

/** The messages that are pinned in Ann's chat. */
const homes = ({ discord }: InDiscord) => discord.kept(ANN.id).filter(({ pinned }) => pinned === true);
/** Homes, whether they are pinned or not. */
const atHome = ({ discord }: InDiscord) => discord.standing(ANN.id).filter(({ text }) => text.startsWith("Coming up"));
const homeSays = (it: InDiscord, words: string) =>
  waitFor(() => it.discord.pins(ANN.id)[0]?.includes(words), `"${words}" at home`);

describe("the home", () => {
  test("is pinned without a sound at the first interview, and edited from then on", async () => {
    const it = await withCard();
    const { discord } = it;
    await homeSays(it, "Stripe: phone screen");
    const [home] = homes(it);
    await discord.dm(ANN.id, "onsite at Figma Friday 10-12");
    await homeSays(it, "Figma: onsite");
    await discord.dm(ANN.id, "cancel stripe");
    await waitFor(() => !discord.pins(ANN.id)[0]?.includes("Stripe"), "Stripe to leave the home");
    await settled(it);
    expect(homes(it).map(({ id }) => id)).toEqual([home?.id]);
    const posted = discord
      .calls("POST", /^\/channels\/\d+\/messages$/)
      .filter(({ body }) => JSON.stringify(body).includes("Coming up"));
    expect(posted.map(({ body }) => body)).toEqual([
      expect.objectContaining({ flags: MessageFlags.SuppressNotifications }),
    ]);
  });

  test("is found among the pins after a restart", async () => {
    const before = await withCard();
    const { discord } = before;
    await homeSays(before, "Stripe: phone screen");
    const [home] = homes(before);
    // Somebody else's words may be pinned there as well, later than the home.
    const { id } = await discord.dm(ANN.id, "help");
    await settled(before);
    await restOf(discord).put(`/channels/${discord.directOf(ANN.id)}/messages/pins/${id}`);
    const it = await restarted(before);
    await discord.dm(ANN.id, "onsite at Figma Friday 10-12");
    await waitFor(() => discord.pins(ANN.id).some((text) => text.includes("Figma: onsite")), "Figma at home");
    await settled(it);
    expect(homes(it).map((pinned) => pinned.id)).toEqual([home?.id, id]);
  });

  test("comes anew when somebody has deleted it", async () => {
    const it = await withCard();
    const { discord } = it;
    await homeSays(it, "Stripe: phone screen");
    const [home] = homes(it);
    await restOf(discord).delete(`/channels/${discord.directOf(ANN.id)}/messages/${String(home?.id)}`);
    await discord.dm(ANN.id, "onsite at Figma Friday 10-12");
    await homeSays(it, "Figma: onsite");
    await settled(it);
    expect(homes(it)).toHaveLength(1);
    expect(homes(it)[0]?.id).not.toBe(home?.id);
  });

  test("is there once though Discord loses word of it, and shows what is true then", async () => {
    const it = await inDiscord();
    const { discord, world } = it;
    await meet(discord);
    await discord.dm(ANN.id, "help");
    await shows(discord, "What I can do");
    await settled(it);
    // The second post is the home.
    discord.fault("POST /channels/*/messages", { delayMs: 0 });
    discord.fault("POST /channels/*/messages", { dropAfter: true }, 4);
    await discord.dm(ANN.id, "phone screen with Stripe Tuesday 3pm");
    await shows(discord, "Stripe: phone screen");
    await waitFor(() => atHome(it).length > 0, "a home");
    await settled(it);
    discord.heal();
    await discord.dm(ANN.id, "onsite at Figma Friday 10-12");
    await homeSays(it, "Figma: onsite");
    world.clock.advance({ minutes: 5 });
    await settled(it);
    expect(atHome(it)).toHaveLength(1);
    expect(homes(it)).toHaveLength(1);
  });

  test("has buttons that work", async () => {
    const it = await withCard();
    const { discord } = it;
    await homeSays(it, "Stripe: phone screen");
    const home = await waitFor(() => discord.standing(ANN.id).find(({ text }) => text.startsWith("Coming up")), "home");
    const press = await discord.press(ANN.id, home, "New interview");
    expect(await press.acknowledged()).toBe("modal");
    await discord.press(ANN.id, home, "Preparation");
    await shows(discord, "Preparation for Stripe");
    expect(homes(it)).toHaveLength(1);
  });
});

describe("that the bot is at work", () => {
  test("is shown while the answer takes long", async () => {
    const database = await slowDatabase();
    const it = await inDiscord({}, { database });
    const { discord } = it;
    await meet(discord);
    database.hold();
    await discord.dm(ANN.id, "phone screen with Stripe Tuesday 3pm");
    await waitFor(() => discord.typing(ANN.id) > 0, "a sign of work");
    expect(messagesOf(discord)).toEqual([]);
    database.release();
    await shows(discord, "Stripe: phone screen");
    await settled(it);
  });

  describe("second by second", () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
    afterEach(() => void vi.useRealTimers());

    function speaking() {
      const seen: string[] = [];
      const log = createLogger({ level: "silent", pretty: false });
      const api = createApi({ token: "none", apiUrl: "http://127.0.0.1:9/api", log });
      const voice = createVoice(
        {
          ...api,
          typing: async () => void seen.push("typing"),
          post: async (channel_id) => {
            seen.push("said");
            return { id: "1", channel_id };
          },
        },
        log,
      );
      voice.remember(ANN, "c");
      return { seen, voice };
    }
    const words = { text: "Hello", blocks: [] };

    test("is not shown when it answers at once", async () => {
      const { seen, voice } = speaking();
      voice.working("c");
      await voice.post(ANN, words);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(seen).toEqual(["said"]);
    });

    test("is shown until it answers, and not after", async () => {
      const { seen, voice } = speaking();
      voice.working("c");
      await vi.advanceTimersByTimeAsync(10_000);
      await voice.post(ANN, words);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(seen).toEqual(["typing", "typing", "said"]);
    });

    test("has an end where no answer comes", async () => {
      const { seen, voice } = speaking();
      voice.working("c");
      await vi.advanceTimersByTimeAsync(600_000);
      expect(seen).toHaveLength(7);
    });
  });
});
