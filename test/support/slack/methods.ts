/** The methods of Slack's Web API: which token and scopes each wants, and what it does. */
import type { Call, Method } from "./call.ts";
import type { Json } from "./json.ts";
import { chatMethods } from "./methods-chat.ts";
import { peopleMethods } from "./methods-people.ts";
import { signInMethods } from "./methods-sign-in.ts";
import { viewMethods } from "./methods-views.ts";
import { type Grant, Refusal } from "./model.ts";

export const METHODS: Readonly<Record<string, Method>> = {
  ...signInMethods,
  ...peopleMethods,
  ...chatMethods,
  ...viewMethods,
};

/** Does what a call asks for. Throws Refusal. */
export function perform(name: string, token: string | null, call: Omit<Call, "grant">): Json {
  const method = METHODS[name];
  if (method === undefined) throw new Refusal("unknown_method", { req_method: name });
  return method.run({ ...call, grant: granted(method, token, call) });
}

const NOBODY: Grant = { token: "", team: null, enterprise: null, scopes: [], state: "active" };

function granted({ token: kind = "bot", scopes = [] }: Method, token: string | null, call: Omit<Call, "grant">): Grant {
  if (kind === "none") return NOBODY;
  if (token === null || token === "") throw new Refusal("not_authed");
  if (kind === "app") {
    if (token === call.app.appToken) return NOBODY;
    throw new Refusal(call.state.grants.has(token) ? "not_allowed_token_type" : "invalid_auth");
  }
  if (token === call.app.appToken) throw new Refusal("not_allowed_token_type");
  const grant = call.state.grants.get(token);
  if (grant === undefined) throw new Refusal("invalid_auth");
  if (grant.state !== "active") throw new Refusal(grant.state);
  const missing = scopes.filter((scope) => !grant.scopes.includes(scope));
  if (missing.length > 0) {
    throw new Refusal("missing_scope", { needed: missing.join(","), provided: grant.scopes.join(",") });
  }
  return grant;
}
