/** Refuses requests as the API does: a wrong key, an unknown model, a schema that strict mode does not take. */
import { at, isJson, type Json, listAt, textAt } from "../slack/json.ts";
import { type Outcome, refused } from "./faults.ts";

export interface Rules {
  readonly key: string;
  readonly model: string;
  /** Under which header the key is taken. */
  readonly keyHeader: "authorization" | "api-key";
  /** Settings that this model does not take, and whether the error names them in `param` or (Azure) only in words. */
  readonly unsupported: readonly string[];
  readonly namesParam: boolean;
}

const KNOWN = ["model", "messages", "response_format", "temperature", "max_completion_tokens", "max_tokens"];

/** Keywords a strict schema may have. Source: https://platform.openai.com/docs/guides/structured-outputs */
const SCHEMA_KEYWORDS = ["$schema", "type", "properties", "required", "additionalProperties", "items", "description"];

/** The error that the API answers with, or null for a request that it takes. */
export function complaint(rules: Rules, headers: NodeJS.Dict<string | string[]>, body: unknown): Outcome | null {
  const key = rules.keyHeader === "authorization" ? `Bearer ${rules.key}` : rules.key;
  const given = headers[rules.keyHeader];
  if (given !== key) {
    // The real message quotes the key in part; here in full, so that a leak shows.
    return refused(401, { message: `Incorrect API key provided: ${given}.`, code: "invalid_api_key" });
  }
  if (!isJson(body)) return refused(400, { message: "We could not parse the JSON body of your request." });
  if (body.model !== rules.model) {
    return refused(404, { message: `The model \`${body.model}\` does not exist`, code: "model_not_found" });
  }
  const unknown = Object.keys(body).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) return refused(400, { message: `Unrecognized request argument supplied: ${unknown}` });
  const unsupported = rules.unsupported.find((name) => name in body);
  if (unsupported !== undefined) {
    return rules.namesParam
      ? refused(400, { message: "Unsupported parameter", param: unsupported, code: "unsupported_parameter" })
      : refused(400, { message: `Unrecognized request argument supplied: ${unsupported}` });
  }
  const wrong = wrongMessages(body) ?? wrongFormat(body);
  return wrong === null ? null : refused(400, wrong);
}

function wrongMessages(body: Json): { message: string; param: string } | null {
  const messages = listAt(body, "messages");
  const fine = messages.every((each) => /^(system|user)$/.test(textAt(each, "role")) && textAt(each, "content") !== "");
  return messages.length > 0 && fine ? null : { message: "Invalid messages", param: "messages" };
}

function wrongFormat(body: Json): { message: string; param: string } | null {
  const format = at(body, "response_format");
  const schema = at(format, "json_schema");
  const where = (message: string) => ({ message, param: "response_format" });
  if (format.type !== "json_schema") return where("a format other than json_schema");
  if (!/^[\w-]{1,64}$/.test(textAt(schema, "name"))) return where("Invalid name");
  if (schema.strict !== true) return where("strict is not set");
  const root = at(schema, "schema");
  if (root.type !== "object") return where("the root is no object");
  const flaw = flawOf(root);
  return flaw === null ? null : where(`Invalid schema: ${flaw}`);
}

/** What strict mode has against a schema, or null. */
function flawOf(schema: Json): string | null {
  const keyword = Object.keys(schema).find((name) => !SCHEMA_KEYWORDS.includes(name));
  if (keyword !== undefined) return `'${keyword}' is not permitted`;
  if (schema.type === "array") return flawOf(at(schema, "items"));
  if (schema.type !== "object") return typeof schema.type === "string" ? null : "a schema without a type";
  if (schema.additionalProperties !== false) return "additionalProperties must be false";
  const properties = at(schema, "properties");
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const optional = Object.keys(properties).find((name) => !required.includes(name));
  if (optional !== undefined) return `'${optional}' is not required`;
  return Object.values(properties).reduce<string | null>(
    (found, each) => found ?? (isJson(each) ? flawOf(each) : "a property without a schema"),
    null,
  );
}
