import { describe, expect, test } from "vitest";
import { choose, type Facts, type Way } from "../../../src/store/embedded/choose.ts";

const SYSTEM: Way = "embedded on the system's glibc";
const UNPACKED: Way = "embedded on an unpacked glibc";

/** Debian 12 on a new data folder. */
const debian12: Facts = {
  mongodbUri: null,
  recorded: null,
  platform: "linux",
  arch: "x64",
  glibc: "2.36",
  unpackedGlibc: false,
  apt: true,
  failed: new Map(),
};
const debian13 = { ...debian12, glibc: "2.41" };
const fedora = { ...debian12, glibc: "2.35", apt: false };
const alpine = { ...debian12, glibc: null, apt: false };
const mac = { ...debian12, platform: "darwin", arch: "arm64", glibc: null, apt: false };
const failed = (...ways: Way[]) => new Map(ways.map((way) => [way, "broken"] as const));

describe("choose", () => {
  test.each<[string, Partial<Facts>, string]>([
    ["a given address, above all", { ...debian13, mongodbUri: "mongodb://db" }, "uri mongodb://db"],
    [
      "a given address over what the folder holds",
      { mongodbUri: "mongodb://db", recorded: "embedded" },
      "uri mongodb://db",
    ],
    ["the engine on a new glibc", debian13, SYSTEM],
    ["the engine on exactly the glibc it needs", { glibc: "2.38" }, SYSTEM],
    ["the engine on a glibc whose number only looks smaller", { glibc: "2.100" }, SYSTEM],
    ["the engine on a future glibc", { glibc: "3.0" }, SYSTEM],
    ["the engine on arm64", { ...debian13, arch: "arm64" }, SYSTEM],
    ["the engine on a Mac with Apple's processor", mac, SYSTEM],
    ["an unpacked glibc on Debian 12", debian12, UNPACKED],
    ["an unpacked glibc that is there already, even without apt", { ...fedora, unpackedGlibc: true }, UNPACKED],
    ["mongod where no glibc can be fetched", fedora, "mongod"],
    ["mongod on musl, even with an unpacked glibc", { ...alpine, unpackedGlibc: true }, "mongod"],
    ["mongod on an Intel Mac", { ...mac, arch: "x64" }, "mongod"],
    ["mongod on other processors", { ...debian13, arch: "riscv64" }, "mongod"],
    ["mongod after fetching the glibc failed", { ...debian12, failed: failed(UNPACKED) }, "mongod"],
    ["mongod after the engine failed on a new glibc", { ...debian13, failed: failed(SYSTEM) }, "mongod"],
    ["the engine for its own folder", { ...debian13, recorded: "embedded" }, SYSTEM],
    ["mongod for its own folder, though the engine could run", { ...debian13, recorded: "mongod" }, "mongod"],
  ])("takes %s", (_title, facts, expected) => {
    const decision = choose({ ...debian12, ...facts });
    const words = {
      uri: () => `uri ${"uri" in decision ? decision.uri : ""}`,
      run: () => ("way" in decision ? decision.way : ""),
    };
    expect(decision.kind === "stop" ? "stop" : words[decision.kind]()).toBe(expected);
  });

  test("never another engine for a folder whose own cannot run", () => {
    expect(choose({ ...fedora, recorded: "embedded" })).toEqual({
      kind: "stop",
      reasons: [
        `${SYSTEM}: needs glibc 2.38 or newer, this is 2.35`,
        `${UNPACKED}: a newer glibc can only be fetched on Debian with apt`,
      ],
    });
    expect(choose({ ...debian13, recorded: "mongod", failed: failed("mongod") })).toEqual({
      kind: "stop",
      reasons: ["mongod: broken"],
    });
  });

  test("stops with the reason of every way when none is left", () => {
    expect(choose({ ...debian12, failed: failed(UNPACKED, "mongod") })).toEqual({
      kind: "stop",
      reasons: [`${SYSTEM}: needs glibc 2.38 or newer, this is 2.36`, `${UNPACKED}: broken`, "mongod: broken"],
    });
  });
});
