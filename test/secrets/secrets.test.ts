import { createSecretKey } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createSecretBox, SecretError } from "../../src/secrets/box.ts";
import { type Keys, type SecretKey, secretKeys } from "../../src/secrets/keys.ts";
import { createSigner } from "../../src/secrets/signer.ts";
import { manualClock } from "../support/clock.ts";

const key = (id: string, byte: number): SecretKey => ({ id, key: createSecretKey(Buffer.alloc(32, byte)) });
const [old, recent] = [key("k1", 1), key("k2", 2)];
const holding =
  (first: SecretKey, ...others: SecretKey[]): Keys =>
  () => [first, ...others];

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "greenroom-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe("the secret box", () => {
  const box = createSecretBox(holding(old));

  test("gives back what was sealed, for the same place", () => {
    const sealed = box.encrypt("xoxb-tökén", "slack-token:u1");
    expect(sealed).toMatch(/^v1\.k1\./);
    expect(sealed).not.toContain("xoxb");
    expect(box.decrypt(sealed, "slack-token:u1")).toBe("xoxb-tökén");
    expect(box.decrypt(box.encrypt("", "x"), "x")).toBe("");
  });

  test("seals the same text differently each time", () => {
    expect(box.encrypt("a", "x")).not.toBe(box.encrypt("a", "x"));
  });

  test("does not open a text that was copied to another place", () => {
    const sealed = box.encrypt("token of u1", "slack-token:u1");
    expect(() => box.decrypt(sealed, "slack-token:u2")).toThrow(SecretError);
  });

  test("does not open a text of which any part was changed", () => {
    const parts = box.encrypt("token", "x").split(".");
    for (const [index, part] of parts.entries()) {
      const changed = parts.with(index, (part.startsWith("A") ? "B" : "A") + part.slice(1)).join(".");
      expect(() => box.decrypt(changed, "x"), changed).toThrow(SecretError);
    }
  });

  test.each(["", "token", "v1.k1.a", "v1.k1.AAAA.AAAA", "v1.k1.AAAAAAAAAAAAAAAA.AAAA", "v2.k1.a.b", "v1.k1.a.b.c"])(
    "does not take %j for a sealed text",
    (text) => {
      expect(() => box.decrypt(text, "x")).toThrow(SecretError);
    },
  );

  test("after a rotation opens the old and seals with the new", () => {
    const before = box.encrypt("token", "x");
    const rotated = createSecretBox(holding(recent, old));
    expect(rotated.decrypt(before, "x")).toBe("token");
    expect(rotated.keyId(before)).toBe("k1");
    expect(rotated.keyId(rotated.encrypt("token", "x"))).toBe("k2");
  });

  test("names the key that is gone", () => {
    const sealed = box.encrypt("token", "x");
    expect(() => createSecretBox(holding(recent)).decrypt(sealed, "x")).toThrow(
      /"k1" is not among GREENROOM_SECRET_KEYS/,
    );
  });

  test("does not open with another key of the same name", () => {
    const sealed = box.encrypt("token", "x");
    expect(() => createSecretBox(holding(key("k1", 9))).decrypt(sealed, "x")).toThrow(SecretError);
  });
});

describe("secretKeys", () => {
  test("takes the given keys and makes no file", async () => {
    const dataDir = await temporaryFolder();
    const keys = await secretKeys({ given: [recent, old], dataDir, ownDatabase: true });
    expect(keys().map(({ id }) => id)).toEqual(["k2", "k1"]);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test("beside the embedded database keeps a key in a file that only its owner can read", async () => {
    const dataDir = join(await temporaryFolder(), "data");
    const source = { given: null, dataDir, ownDatabase: true };
    const sealed = createSecretBox(await secretKeys(source)).encrypt("token", "x");
    expect(createSecretBox(await secretKeys(source)).decrypt(sealed, "x")).toBe("token");
    expect((await stat(join(dataDir, "secret-key"))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(["secret-key"]);
  });

  test("lets the key of the file move into the variable, for another database", async () => {
    const dataDir = await temporaryFolder();
    const box = createSecretBox(await secretKeys({ given: null, dataDir, ownDatabase: true }));
    const sealed = box.encrypt("token", "x");
    const text = (await readFile(join(dataDir, "secret-key"), "utf8")).trim();
    const { secretKeys: given } = readConfig({ GREENROOM_SECRET_KEYS: `file:${text}` });
    const moved = createSecretBox(await secretKeys({ given, dataDir: "/nowhere", ownDatabase: false }));
    expect(moved.decrypt(sealed, "x")).toBe("token");
  });

  test("gives two bots that make the file at once the same key", async () => {
    const dataDir = await temporaryFolder();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => secretKeys({ given: null, dataDir, ownDatabase: true })),
    );
    const distinct = new Set(all.map((keys) => keys()[0].key.export().toString("hex")));
    expect(distinct.size).toBe(1);
  });

  test("refuses a damaged key file instead of replacing it", async () => {
    const dataDir = await temporaryFolder();
    await writeFile(join(dataDir, "secret-key"), "short");
    await expect(secretKeys({ given: null, dataDir, ownDatabase: true })).rejects.toThrow(/32 bytes/);
    expect(await readFile(join(dataDir, "secret-key"), "utf8")).toBe("short");
  });

  test("with a database elsewhere asks for the variable only once a secret must be stored", async () => {
    const dataDir = await temporaryFolder();
    const box = createSecretBox(await secretKeys({ given: null, dataDir, ownDatabase: false }));
    expect(() => box.encrypt("token", "x")).toThrow(
      expect.objectContaining({ name: "StartError", message: expect.stringContaining("GREENROOM_SECRET_KEYS") }),
    );
    expect(await readdir(dataDir)).toEqual([]);
  });
});

describe("the signer", () => {
  const clock = manualClock("2026-03-10T15:00:00Z");
  const signer = createSigner(holding(old), clock);
  const expiry = Temporal.Instant.from("2026-03-10T16:00:00Z");

  test("gives back the payload of its own tokens, which fit into a URL", () => {
    const token = signer.sign("ü/1?&", "unsubscribe");
    expect(encodeURIComponent(token)).toBe(token);
    expect(signer.verify(token, "unsubscribe")).toBe("ü/1?&");
    expect(signer.verify(signer.sign("", "unsubscribe"), "unsubscribe")).toBe("");
  });

  test("keeps purposes apart", () => {
    expect(signer.verify(signer.sign("u1", "unsubscribe"), "session")).toBeNull();
  });

  test("refuses a token of which any part was changed", () => {
    const parts = signer.sign("u1", "session", expiry).split(".");
    for (const [index, part] of parts.entries()) {
      const changed = parts.with(index, (part.startsWith("1") ? "2" : "1") + part.slice(1)).join(".");
      expect(signer.verify(changed, "session"), changed).toBeNull();
    }
  });

  test.each(["", ".", "....", "s1.dTE..k1.", "u1", `s1.dTE..k1.${"A".repeat(43)}`])("refuses %j", (token) => {
    expect(signer.verify(token, "session")).toBeNull();
  });

  test("refuses a token from the moment it expires", () => {
    const moving = manualClock("2026-03-10T15:59:59.999Z");
    const signer = createSigner(holding(old), moving);
    const token = signer.sign("u1", "session", expiry);
    expect(signer.verify(token, "session")).toBe("u1");
    moving.set("2026-03-10T16:00:00Z");
    expect(signer.verify(token, "session")).toBeNull();
  });

  test("verifies with every key and signs with the first", () => {
    const token = signer.sign("u1", "session");
    expect(createSigner(holding(recent, old), clock).verify(token, "session")).toBe("u1");
    expect(createSigner(holding(recent), clock).verify(token, "session")).toBeNull();
  });
});
