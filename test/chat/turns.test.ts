/** Who is at the door comes in before anybody is worked for. */
import { expect, test } from "vitest";
import { createTurns } from "../../src/chat/turns.ts";

const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

test("work waits until those who are at the door are in, and begins at once when nobody is", async () => {
  const turns = createTurns();
  const told: string[] = [];
  const door = gate();
  const inside = turns.letIn(async () => {
    await door.opened;
    told.push("in");
  });
  const work = turns.whenIn(async () => void told.push("worked"));
  door.open();
  await Promise.all([inside, work]);
  await turns.whenIn(async () => void told.push("worked too"));
  expect(told).toEqual(["in", "worked", "worked too"]);
});

test("a door that never closes does not keep work waiting for good", async () => {
  const turns = createTurns();
  const door = gate();
  const inside = turns.letIn(() => door.opened);
  expect(await turns.whenIn(async () => "worked")).toBe("worked");
  door.open();
  await inside;
});

test("what fails at the door or at work keeps nobody waiting", async () => {
  const turns = createTurns();
  const fail = () => Promise.reject(new Error("no"));
  await expect(turns.letIn(fail)).rejects.toThrow("no");
  await expect(turns.whenIn(fail)).rejects.toThrow("no");
  expect(await turns.whenIn(async () => "worked")).toBe("worked");
});

test("what follows waits for the door too, and leaves room for those who are waited for", async () => {
  const turns = createTurns();
  const [door, work] = [gate(), gate()];
  let begun = 0;
  const inside = turns.letIn(() => door.opened);
  const follow = () =>
    turns.behind(async () => {
      begun += 1;
      await work.opened;
    });
  const all = Array.from({ length: 20 }, follow);
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toBe(0);
  door.open();
  await inside;
  expect(await turns.whenIn(async () => "worked")).toBe("worked");
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toBe(8);
  work.open();
  await turns.idle();
  expect(begun).toBe(20);
  await Promise.all(all);
});

test("a hundred are under way at once, and the next one when one of them is done", async () => {
  const turns = createTurns();
  const doors = Array.from({ length: 101 }, gate);
  let begun = 0;
  const all = doors.map(({ opened }) =>
    turns.whenIn(async () => {
      begun += 1;
      await opened;
    }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toBe(100);
  doors[0]?.open();
  await all[0];
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toBe(101);
  for (const { open } of doors) open();
  await Promise.all(all);
});
