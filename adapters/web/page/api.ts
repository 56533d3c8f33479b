/** Sends what the person does to the server, and again with the same id when the answer was lost. */

export type Outcome =
  | { readonly kind: "stored" }
  /** A form to show again, by field name. */
  | { readonly kind: "errors"; readonly errors: Readonly<Record<string, string>> }
  /** Sending the same again cannot help. */
  | { readonly kind: "refused"; readonly problem: string }
  /** The server could not be reached or is not able to; the same input may be sent again. */
  | { readonly kind: "unreachable" };

/** An id that the server takes once. Works on plain http as well, where `crypto.randomUUID` is missing. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** One try. Goes to the sign-in page when the session has ended. */
export async function post(path: string, body: object): Promise<Outcome> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return { kind: "unreachable" };
  }
  if (answer.status === 202) return { kind: "stored" };
  if (answer.status === 401) location.assign("/login");
  if (answer.status >= 500 || answer.status === 429 || answer.status === 401) return { kind: "unreachable" };
  const said: unknown = await answer.json().catch(() => null);
  const errors = pick(said, "errors");
  if (answer.status === 422 && typeof errors === "object" && errors !== null) {
    return { kind: "errors", errors: Object.fromEntries(Object.entries(errors).map(([k, v]) => [k, String(v)])) };
  }
  const problem = pick(said, "problem");
  return { kind: "refused", problem: typeof problem === "string" ? problem : "That did not work. Please try again." };
}

const PAUSES_MS = [300, 1_000, 2_500];

/** A few tries within seconds, for presses and forms: whoever pressed is looking. */
export async function postFirmly(path: string, body: object): Promise<Outcome> {
  const whole = { id: newId(), ...body };
  for (const pause of PAUSES_MS) {
    const outcome = await post(path, whole);
    if (outcome.kind !== "unreachable") return outcome;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return post(path, whole);
}

/** The value of a key of something that came as JSON, or undefined. */
export const pick = (from: unknown, key: string): unknown =>
  typeof from === "object" && from !== null ? Reflect.get(from, key) : undefined;
