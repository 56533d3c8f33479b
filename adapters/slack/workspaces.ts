/** Who speaks in which workspace: the one token of the configuration, or those that workspaces gave when they installed us. */
import { type Installation, type InstallationStore, InstallProvider, type StateStore } from "@slack/oauth";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { DeliveryError } from "../../src/errors.ts";
import type { Logger } from "../../src/log.ts";
import { slackLogger } from "./logger.ts";
import { PLATFORM } from "./receive.ts";

/** Where installations are kept, as sealed texts. */
export interface Vault {
  put(platform: string, team: string, sealed: string): Promise<void>;
  get(platform: string, team: string): Promise<string | null>;
  remove(platform: string, team: string): Promise<void>;
}

export interface Box {
  encrypt(plain: string, context: string): string;
  decrypt(sealed: string, context: string): string;
}

export interface Signer {
  sign(payload: string): string;
  verify(token: string): string | null;
}

export interface OAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly vault: Vault;
  readonly box: Box;
  /** Signs the state of an installation under way. */
  readonly signer: Signer;
  /** Called once a workspace is installed and its token kept. */
  installed(team: string): Promise<void>;
}

export interface WorkspaceOptions {
  readonly botToken: string | null;
  readonly oauth: OAuth | null;
  readonly apiUrl: string | null;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
}

export interface Workspaces {
  /** The client that speaks in a team. Throws DeliveryError, permanent when the team has not installed the bot. */
  client(team: string): Promise<WebClient>;
  /** A client that speaks with any other token. */
  withToken(token: string): WebClient;
  /** The team has put the bot out: its token goes. */
  forget(team: string): Promise<void>;
  readonly installer: InstallProvider | null;
}

/** A token is read again this often: it may have been renewed by another process. */
const KEPT_MS = 5 * 60_000;
const STATE_MINUTES = 10;

export function createWorkspaces(options: WorkspaceOptions): Workspaces {
  const { botToken, oauth, apiUrl, log } = options;
  const clientOptions: WebClientOptions = {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    // Trying again is the core's: it knows what is still worth saying.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger: slackLogger(log),
  };
  const single = botToken === null ? null : new WebClient(botToken, clientOptions);
  const known = new Map<string, { readonly client: WebClient; readonly until: number }>();
  const installer =
    oauth === null
      ? null
      : new InstallProvider({
          clientId: oauth.clientId,
          clientSecret: oauth.clientSecret,
          installationStore: installations(oauth, (team) => void known.delete(team)),
          stateStore: states(oauth.signer, options.now),
          logger: slackLogger(log),
          clientOptions,
        });

  return {
    installer,
    withToken: (token) => new WebClient(token, clientOptions),
    async client(team) {
      if (single !== null) return single;
      const nowMs = performance.now();
      const found = known.get(team);
      if (found !== undefined && found.until > nowMs) return found.client;
      const client = new WebClient(await tokenOf(team), clientOptions);
      known.set(team, { client, until: nowMs + KEPT_MS });
      return client;
    },
    async forget(team) {
      known.delete(team);
      await oauth?.vault.remove(PLATFORM, team);
    },
  };

  async function tokenOf(team: string): Promise<string> {
    const missing = new DeliveryError("the workspace has not installed the bot", {
      permanent: true,
      reason: "not_installed",
    });
    if (installer === null || oauth === null || (await oauth.vault.get(PLATFORM, team)) === null) throw missing;
    const everywhere = team.startsWith("E");
    // Renews a token that is about to expire.
    const { botToken: token } = await installer.authorize(
      everywhere
        ? { enterpriseId: team, teamId: undefined, isEnterpriseInstall: true }
        : { enterpriseId: undefined, teamId: team, isEnterpriseInstall: false },
    );
    if (token === undefined) throw missing;
    return token;
  }
}

const placeOf = (team: string) => `slack-installation:${team}`;

function installations({ vault, box, installed }: OAuth, changed: (team: string) => void): InstallationStore {
  const teamOf = (it: Pick<Installation, "team" | "enterprise" | "isEnterpriseInstall">): string => {
    const team = it.isEnterpriseInstall ? it.enterprise?.id : it.team?.id;
    if (team === undefined) throw new Error("an installation names no team");
    return team;
  };
  const asked = (query: {
    teamId?: string | undefined;
    enterpriseId?: string | undefined;
    isEnterpriseInstall: boolean;
  }) => (query.isEnterpriseInstall ? query.enterpriseId : query.teamId) ?? "";
  return {
    async storeInstallation(installation) {
      const team = teamOf(installation);
      await vault.put(PLATFORM, team, box.encrypt(JSON.stringify(installation), placeOf(team)));
      changed(team);
      await installed(team);
    },
    async fetchInstallation(query) {
      const team = asked(query);
      const sealed = await vault.get(PLATFORM, team);
      if (sealed === null) throw new Error("no such installation");
      return JSON.parse(box.decrypt(sealed, placeOf(team)));
    },
    async deleteInstallation(query) {
      await vault.remove(PLATFORM, asked(query));
    },
  };
}

/** The state goes round signed, for ten minutes; the library binds it to the browser by a cookie. */
function states(signer: Signer, now: () => Temporal.Instant): StateStore {
  return {
    async generateStateParam(installOptions) {
      const until = now().add({ minutes: STATE_MINUTES }).epochMilliseconds;
      return signer.sign(JSON.stringify({ installOptions, until, random: crypto.randomUUID() }));
    },
    async verifyStateParam(_now, state) {
      const payload = signer.verify(state);
      const { installOptions, until } = payload === null ? { installOptions: null, until: 0 } : JSON.parse(payload);
      if (installOptions === null || until < now().epochMilliseconds)
        throw new Error("the state is not ours or too old");
      return installOptions;
    },
  };
}
