/** Starts an independent emulator of Slack's Web API, made by others, with one person and the bot in one workspace. */
import { createEmulator } from "emulate";
import { z } from "zod";

export interface SlackEmulator {
  /** Ends with a slash, as SLACK_API_URL wants it. */
  readonly apiUrl: string;
  /** Of the bot; allowed exactly what the scopes say. */
  readonly token: string;
  /** The person's id. */
  readonly person: string;
  readonly team: string;
  close(): Promise<void>;
}

const BOT = "xoxb-greenroom-in-the-emulator";
const PERSON = "xoxp-ann-in-the-emulator";
const who = z.object({ ok: z.literal(true), user_id: z.string(), team_id: z.string() });

/** `scopes` are enforced. It sends no events and knows no Socket Mode: it is for what the bot calls. */
export async function startEmulator(scopes: readonly string[]): Promise<SlackEmulator> {
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Workspace" },
        users: [
          { name: "ann", real_name: "Ann Lee", email: "ann@example.com" },
          { name: "greenroom", real_name: "Greenroom", is_bot: true },
        ],
        tokens: [
          { token: BOT, user: "greenroom", type: "bot", scopes },
          { token: PERSON, user: "ann", type: "user", scopes: ["users:read"] },
        ],
        strict_scopes: true,
      },
    },
  });
  // It listens on IPv4 only, whatever a name would lead to.
  const apiUrl = `${emulator.url.replace("localhost", "127.0.0.1")}/api/`;
  const answer = await fetch(`${apiUrl}auth.test`, { method: "POST", headers: { authorization: `Bearer ${PERSON}` } });
  const { user_id: person, team_id: team } = who.parse(await answer.json());
  return { apiUrl, token: BOT, person, team, close: () => emulator.close() };
}
