/** Reads JSON that came from outside, without trusting its shape. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text under `key`; "" when there is none. */
export const textAt = (value: unknown, key: string): string => {
  const found = isJson(value) ? value[key] : undefined;
  return typeof found === "string" ? found : "";
};

/** The object under `key`; an empty one when there is none. */
export const at = (value: unknown, key: string): Json => {
  const found = isJson(value) ? value[key] : undefined;
  return isJson(found) ? found : {};
};

/** The objects of the list under `key`. */
export const listAt = (value: unknown, key: string): readonly Json[] => {
  const found = isJson(value) ? value[key] : undefined;
  return Array.isArray(found) ? found.filter(isJson) : [];
};

/** What a body says: JSON where it is JSON, else the text itself. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
