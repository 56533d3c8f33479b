/** Web API: opening and changing modals, and the App Home. */
import { taken } from "./blocks.ts";
import { type Call, type Method, personOf, reaches } from "./call.ts";
import { at, isJson, type Json, listAt, textAt } from "./json.ts";
import { Refusal, type View } from "./model.ts";

const TITLE = 24;
const METADATA = 3_000;

/** The view of a call, with the blocks to keep. Throws as Slack does when it is none of that type. */
function viewOf({ args, check, state }: Call, type: "modal" | "home"): { json: Json; blocks: readonly Json[] } {
  const json = at(args, "view");
  const wrong = (what: string) =>
    new Refusal("invalid_arguments", { response_metadata: { messages: [`[ERROR] ${what}`] } });
  if (json.type !== type) throw wrong(`view must be of type ${type}`);
  if (textAt(json, "private_metadata").length > METADATA) throw wrong("private_metadata too long");
  const title = textAt(at(json, "title"), "text");
  if (type === "modal" && (title === "" || title.length > TITLE)) throw wrong("title must have 1 to 24 characters");
  for (const key of ["submit", "close"]) {
    if (isJson(json[key]) && textAt(json[key], "text").length > TITLE) throw wrong(`${key} too long`);
  }
  const inputs = listAt(json, "blocks").some((block) => block.type === "input");
  if (type === "modal" && inputs && !isJson(json.submit)) throw wrong("a view with inputs needs submit");
  return { json, blocks: taken(json, check, state.id) };
}

function sameHash(call: Call, view: View): void {
  const hash = textAt(call.args, "hash");
  if (hash !== "" && hash !== view.json.hash) throw new Refusal("hash_conflict");
}

/** Opens on the screen of whoever pressed; a view is checked before its trigger is used up. */
function open(call: Call, instead: boolean): Json {
  const key = textAt(call.args, "trigger_id");
  const { json, blocks } = viewOf(call, "modal");
  const user = call.state.useTrigger(key);
  if (!reaches(call, user.team)) throw new Refusal("invalid_trigger_id");
  if (instead) for (const view of user.modals) call.screen.close(view);
  return { view: call.screen.open(user, json, blocks).json };
}

export const viewMethods: Readonly<Record<string, Method>> = {
  "views.open": { run: (call) => open(call, true) },
  "views.push": { run: (call) => open(call, false) },
  "views.update": {
    run(call) {
      const { args, state, screen } = call;
      const external = textAt(args, "external_id");
      const view =
        state.views.get(textAt(args, "view_id")) ??
        [...state.views.values()].find(({ json }) => external !== "" && json.external_id === external);
      if (view === undefined || !reaches(call, view.user.team)) throw new Refusal("not_found");
      if (!view.user.modals.includes(view) && view.user.home !== view) throw new Refusal("not_found");
      sameHash(call, view);
      const { json, blocks } = viewOf(call, view.user.home === view ? "home" : "modal");
      screen.change(view, json, blocks);
      return { view: view.json };
    },
  },
  "views.publish": {
    run(call) {
      const user = personOf(call, textAt(call.args, "user_id"));
      const { json, blocks } = viewOf(call, "home");
      const view = user.home ?? { id: call.state.id("V"), user, json: {} };
      if (user.home !== null) sameHash(call, user.home);
      user.home = view;
      call.state.views.set(view.id, view);
      call.screen.change(view, json, blocks);
      return { view: view.json };
    },
  },
};
