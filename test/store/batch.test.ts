/** Documents that come at the same time are written together, and each hears what became of it. */
import { expect, test } from "vitest";
import { batchedInsert } from "../../src/store/batch.ts";
import { freshDatabase } from "../support/database.ts";

const { connection } = await freshDatabase();

test("each is stored once, and told whether it was there already", async () => {
  const insert = batchedInsert<{ _id: string; n: number }>(connection.collection("batched"));
  const answers = await Promise.all(Array.from({ length: 250 }, (_, n) => insert({ _id: `d${n % 200}`, n })));
  expect(answers.filter((fresh) => fresh)).toHaveLength(200);
  expect(answers.slice(0, 200).every((fresh) => fresh)).toBe(true);
  expect(await insert({ _id: "d7", n: 1_000 })).toBe(false);
  expect(await connection.collection("batched").countDocuments()).toBe(200);
});

test("a failure is everybody's in that batch, and the next batch is written", async () => {
  const insert = batchedInsert<{ _id: string; big: string }>(connection.collection("too-big"));
  const big = "x".repeat(17 * 1024 * 1024);
  const both = await Promise.allSettled([insert({ _id: "a", big }), insert({ _id: "b", big: "" })]);
  expect(both.map(({ status }) => status)).toContain("rejected");
  expect(await insert({ _id: "c", big: "" })).toBe(true);
});
