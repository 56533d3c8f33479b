/** The routes of the stand-in's REST API: each a method, a path with names for its parts, and what it answers. */

import { Refusal } from "./model.ts";
import type { Asked } from "./rest-server.ts";
import type { Screen } from "./screen.ts";
import type { State } from "./state.ts";

/** What routes work with. */
export interface Desk {
  readonly state: State;
  readonly screen: Screen;
  /** Notes what is wrong with a body, and refuses it. */
  check(violations: readonly string[]): void;
  /** A dispatch that comes of a request; not waited for. */
  dispatch(name: string, data: Readonly<Record<string, unknown>>, guild: string | null, intent: number): void;
}

export interface Call extends Asked {
  /** The named parts of the path. */
  part(name: string): string;
}

export interface Route {
  /** "POST /channels/:channel/messages" */
  readonly line: string;
  /** Whoever holds the token of an interaction needs no other. */
  readonly open?: boolean;
  run(call: Call): unknown;
}

interface Compiled extends Route {
  readonly method: string;
  readonly pattern: RegExp;
}

const compiled = (route: Route): Compiled => {
  const [method = "", path = ""] = route.line.split(" ");
  return { ...route, run: route.run, method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`) };
};

/** Finds the route and runs it. Throws Refusal for one that is not there or not allowed. */
export function createRouter(routes: readonly Route[]): (asked: Asked) => unknown {
  const known = routes.map(compiled);
  return (asked) => {
    for (const { method, pattern, open, run } of known) {
      const found = method === asked.method ? pattern.exec(asked.path) : null;
      if (found === null) continue;
      if (open !== true && !asked.authorized) throw new Refusal(401, 0, "401: Unauthorized");
      return run({ ...asked, part: (name) => found.groups?.[name] ?? "" });
    }
    throw new Refusal(404, 0, "404: Not Found");
  };
}
