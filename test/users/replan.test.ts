/** What a person's change leaves owed: a debt of its own, that only whoever worked it to its end can clear. */
import { expect, test } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { at } from "../reminders/people.ts";
import { freshDatabase } from "../support/database.ts";

const NOW = at("2026-03-01T09:00:00Z");
const LEASE = { token: "w1", until: NOW.add({ seconds: 60 }) };

async function changedTwiceAtOnce() {
  const store = openStore((await freshDatabase()).connection);
  const user = await store.people.signIn({ platform: "test", team: "t", id: "me" }, NOW);
  const { me } = store.of(user);
  await me.change({ settings: { reminders: false } }, "off", NOW);
  const [older] = await store.due.replans.claim(NOW, LEASE, 5, NOW);
  await me.change({ settings: { reminders: true } }, "on", NOW);
  if (older === undefined) throw new Error("nothing was owed");
  return { store, user, older };
}

test("a walk for the first of two changes within a millisecond does not clear what the second one owes", async () => {
  const { store, user, older } = await changedTwiceAtOnce();
  await store.people.replanProgress(older, "i9");
  await store.people.replanDone(older);
  expect(await store.people.replanDebt(user.id)).toMatchObject({ after: null });
  expect(await store.due.replans.claim(NOW, LEASE, 5, NOW)).toHaveLength(1);
});

test("renewing the older lease does not put the newer walk off", async () => {
  const { store, older } = await changedTwiceAtOnce();
  await store.due.replans.renew([older], LEASE);
  expect(await store.due.replans.claim(NOW, LEASE, 5, NOW)).toHaveLength(1);
});
