/** What holds for every test file: Temporal values compare by their text, and databases disappear afterwards. */
import { afterAll, expect } from "vitest";
import { dropDatabases } from "./database.ts";

/** "Temporal.Instant" and so on, or null. */
function temporalKind(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const tag: unknown = Reflect.get(value, Symbol.toStringTag);
  return typeof tag === "string" && tag.startsWith("Temporal.") ? tag : null;
}

// Temporal values keep their content in internal slots, so toEqual takes any two of a kind for equal without this.
expect.addEqualityTesters([
  (a: unknown, b: unknown): boolean | undefined => {
    const kind = temporalKind(a);
    if (kind === null && temporalKind(b) === null) return undefined;
    return kind === temporalKind(b) && String(a) === String(b);
  },
]);

// Registered first, so it runs last: the hooks of a test file can still use their database.
afterAll(dropDatabases);
