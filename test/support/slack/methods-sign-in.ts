/** Web API: who the bot is, how it gets its tokens, and how it gets rid of them. */

import type { Call, Method } from "./call.ts";
import { textAt } from "./json.ts";
import { Refusal } from "./model.ts";
import { BOT_ID, BOT_USER } from "./state.ts";

/** The app's id and secret, from the arguments or the Authorization header. */
function sameApp({ args, app, authorization }: Call): void {
  const [name = "", secret = ""] = authorization.startsWith("Basic ")
    ? Buffer.from(authorization.slice(6), "base64").toString().split(":")
    : [textAt(args, "client_id"), textAt(args, "client_secret")];
  if (name !== app.clientId) throw new Refusal("invalid_client_id");
  if (secret !== app.clientSecret) throw new Refusal("bad_client_secret");
}

export const signInMethods: Readonly<Record<string, Method>> = {
  "auth.test": {
    run: ({ state, grant }) => ({
      url: "https://example.slack.com/",
      team: `Workspace ${grant.team ?? grant.enterprise}`,
      user: "greenroom",
      team_id: grant.team ?? grant.enterprise,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: grant.team === null,
      ...(grant.enterprise === null ? {} : { enterprise_id: grant.enterprise }),
      ...(grant.team === null || state.enterprise(grant.team) === null
        ? {}
        : { enterprise_id: state.enterprise(grant.team)?.id }),
    }),
  },
  "auth.revoke": {
    run({ grant, args }) {
      const test = args.test === true || args.test === "true" || args.test === "1";
      if (!test) grant.state = "token_revoked";
      return { revoked: !test };
    },
  },
  "apps.uninstall": {
    run(call) {
      sameApp(call);
      if (call.grant.team === null) throw new Refusal("invalid_arguments");
      call.uninstall(call.grant.team);
      return {};
    },
  },
  "apps.connections.open": { token: "app", run: ({ ticket }) => ({ url: ticket() }) },
  "oauth.v2.access": {
    token: "none",
    run(call) {
      sameApp(call);
      const consent = call.state.useCode(textAt(call.args, "code"));
      const redirect = textAt(call.args, "redirect_uri");
      if (consent.redirectUri !== "" && consent.redirectUri !== redirect) throw new Refusal("bad_redirect_uri");
      const { team, enterprise, user, scopes } = consent;
      const grant = call.state.grant(team, team === null ? enterprise : null, scopes);
      return {
        app_id: "A1",
        authed_user: { id: user },
        scope: scopes.join(","),
        token_type: "bot",
        access_token: grant.token,
        bot_user_id: BOT_USER,
        team: team === null ? null : { id: team, name: `Workspace ${team}` },
        enterprise: enterprise === null ? null : { id: enterprise, name: `Organisation ${enterprise}` },
        is_enterprise_install: team === null,
      };
    },
  },
};
