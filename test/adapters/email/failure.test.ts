/** What a failed SMTP conversation means. */
import { describe, expect, test } from "vitest";
import { failure } from "../../../adapters/email/failure.ts";

const meaning = (codes: object) => {
  const { reason, permanent } = failure(Object.assign(new Error("550 ann@example.org is unknown, s3cret"), codes));
  return `${reason}${permanent ? ", for good" : ""}`;
};

describe("failure", () => {
  test.each([
    [{ code: "EENVELOPE", command: "RCPT TO", responseCode: 550 }, "550, for good"],
    [{ code: "EMESSAGE", command: "DATA", responseCode: 554 }, "554, for good"],
    [{ code: "EENVELOPE", command: "RCPT TO", responseCode: 450 }, "450"],
    [{ code: "EENVELOPE", command: "RCPT TO", responseCode: 503 }, "503"],
    [{ code: "EENVELOPE", command: "MAIL FROM", responseCode: 553 }, "sender"],
    [
      {
        code: "EENVELOPE",
        command: "MAIL FROM",
        responseCode: 530,
        response: "530 Must issue a STARTTLS command first",
      },
      "tls_required",
    ],
    [{ code: "EAUTH", command: "AUTH PLAIN", responseCode: 535 }, "auth"],
    [{ code: "EAUTH", command: "AUTH PLAIN", responseCode: 454 }, "454"],
    [{ code: "EAUTH", command: "API" }, "auth"],
    [{ code: "ETLS", command: "STARTTLS", responseCode: 502 }, "tls_required"],
    [{ code: "ETLS", command: "STARTTLS", responseCode: 454 }, "454"],
    [{ code: "ETLS", command: "STARTTLS" }, "tls"],
    [{ code: "ESOCKET", originalCode: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "certificate"],
    [{ code: "ESOCKET", originalCode: "CERT_HAS_EXPIRED" }, "certificate"],
    [{ code: "ESOCKET", originalCode: "ERR_TLS_CERT_ALTNAME_INVALID" }, "certificate"],
    [{ code: "ESOCKET", originalCode: "ECONNREFUSED" }, "refused"],
    [{ code: "ESOCKET", originalCode: "ECONNRESET" }, "closed"],
    [{ code: "ECONNECTION" }, "closed"],
    [{ code: "EDNS", originalCode: "ENOTFOUND" }, "dns"],
    [{ code: "ETIMEDOUT" }, "timeout"],
    [{ code: "EABORT" }, "timeout"],
    [{ code: "ESOMETHINGNEW" }, "smtp"],
    [{}, "smtp"],
  ])("%o is %s", (codes, expected) => {
    expect(meaning(codes)).toBe(expected);
  });

  test("keeps no word of the server, which may name an address or a secret", () => {
    const error = failure(
      Object.assign(new Error("550 ann@example.org"), { responseCode: 550, response: "550 s3cret" }),
    );
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toMatch(/ann@|s3cret/);
  });

  test.each([null, undefined, "550", 550])("copes with %j", (thrown) => {
    expect(failure(thrown)).toMatchObject({ reason: "smtp", permanent: false });
  });
});
