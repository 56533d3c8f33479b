/** What has no words of its own: forwarded messages are read, and pictures get an answer. */
import { expect, test } from "vitest";
import { waitFor } from "../../support/clock.ts";
import { ANN, inDiscord, meet, messagesOf } from "./in-discord.ts";

test("a forwarded message is read as if it were written", async () => {
  const { discord } = await inDiscord();
  await meet(discord);
  const message = {
    content: "phone screen with Stripe Tuesday 10 March 3pm",
    embeds: [],
    attachments: [],
  };
  await discord.dm(ANN.id, "", { message_snapshots: [{ message }] });
  await waitFor(() => messagesOf(discord).some(({ text }) => text.startsWith("Stripe: phone screen")), "the card");
});

test("a picture alone is answered with what to do instead", async () => {
  const { discord } = await inDiscord();
  await meet(discord);
  await discord.dm(ANN.id, "", {
    attachments: [{ id: "1", filename: "invitation.png", size: 9, url: "", proxy_url: "" }],
  });
  await waitFor(() => messagesOf(discord).length > 0, "an answer");
  expect(messagesOf(discord).map(({ text }) => text)).toEqual([
    "I can only read words so far. Please write it, or paste the text of the invitation.",
  ]);
});
