/** Makes a self-signed certificate for 127.0.0.1, fresh for each run, without any program beside Node. */
import { generateKeyPairSync, sign } from "node:crypto";

/** One value in DER: tag, length, content. */
function der(tag: number, ...content: readonly (Buffer | readonly number[])[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const oid = (...bytes: readonly number[]) => der(0x06, bytes);
const time = (at: Temporal.Instant) => der(0x18, Buffer.from(at.round("second").toString().replace(/[-:T]/g, "")));

const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
const ALT_NAME = oid(0x55, 0x1d, 0x11);

/** A key and a certificate (PEM) that is its own authority: good from an hour ago until tomorrow. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const now = Temporal.Now.instant();
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from("Greenroom test")))));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, der(0x04, sequence(der(0x01, [0xff])))),
    sequence(ALT_NAME, der(0x04, sequence(der(0x82, Buffer.from("localhost")), der(0x87, [127, 0, 0, 1])))),
  );
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1]),
    ECDSA_SHA256,
    name,
    sequence(time(now.subtract({ hours: 1 })), time(now.add({ hours: 24 }))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const certificate = sequence(body, ECDSA_SHA256, der(0x03, [0], sign("sha256", body, privateKey)));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}
