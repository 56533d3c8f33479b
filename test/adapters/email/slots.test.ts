/** Waiting in line for a turn. */
import { expect, test } from "vitest";
import { slots } from "../../../adapters/email/slots.ts";

const LONG_MS = 60_000;

test("as many as there are slots go at once, the others in the order they came", async () => {
  const line = slots(2);
  expect(await line.take(0)).toBe(true);
  expect(await line.take(0)).toBe(true);
  const order: string[] = [];
  const third = line.take(LONG_MS).then(() => order.push("third"));
  const fourth = line.take(LONG_MS).then(() => order.push("fourth"));
  line.give();
  await third;
  expect(order).toEqual(["third"]);
  line.give();
  await fourth;
  expect(order).toEqual(["third", "fourth"]);
});

test("who waits in vain leaves the line, and the slot goes to the next", async () => {
  const line = slots(1);
  await line.take(0);
  const impatient = line.take(1);
  const patient = line.take(LONG_MS);
  expect(await impatient).toBe(false);
  line.give();
  expect(await patient).toBe(true);
  line.give();
  expect(await line.take(0)).toBe(true);
});
