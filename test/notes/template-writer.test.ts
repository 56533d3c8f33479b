import { describe, expect, test } from "vitest";
import { problemsOf } from "../../src/notes/check.ts";
import { claimsBeyond } from "../../src/notes/claims.ts";
import { bodyOf, type DraftRequest, type NoteKind, type Tone } from "../../src/notes/port.ts";
import { NEARLY_THE_SAME, similarity } from "../../src/notes/similarity.ts";
import { templateWriter } from "../../src/notes/template-writer.ts";
import later from "../../templates/notes/later.json" with { type: "json" };
import thankYou from "../../templates/notes/thank-you.json" with { type: "json" };
import { type NoteRecord, RECORDS, requestOf } from "./samples.ts";

const KINDS: readonly NoteKind[] = ["thank_you", "follow_up", "status_inquiry"];
const TONES: readonly Tone[] = ["plain", "warmer", "more_formal", "shorter"];

const record = (id: string): NoteRecord => {
  const found = RECORDS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no record ${id}`);
  return found;
};

const write = async (request: DraftRequest) => bodyOf(await templateWriter.write(request));

/** A record with more and with less known than there is. */
const variants = (record: NoteRecord): readonly NoteRecord[] => [
  record,
  { ...record, moments: [] },
  { ...record, role: null, round: null },
  { ...record, answerBy: null },
  { ...record, answerBy: "2026-12-11" },
  { ...record, recipient: null, role: null, moments: [], answerBy: null },
];

describe("every note from the templates passes the check", () => {
  test.each(RECORDS)("$id", async (record) => {
    const refused: unknown[] = [];
    for (const variant of variants(record)) {
      for (const kind of KINDS) {
        for (const tone of TONES) {
          const request = requestOf(variant, { kind, tone });
          const draft = await templateWriter.write(request);
          const problems = problemsOf(draft, request);
          if (problems.length > 0) refused.push({ kind, tone, problems, body: bodyOf(draft) });
        }
      }
    }
    expect(refused).toEqual([]);
  });
});

const panel = (count: number, change: Partial<NoteRecord> = {}) => {
  const names = ["Ada", "Ben", "Cleo", "Dev", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kit", "Lou"].slice(0, count);
  return names.map((recipient) => ({
    ...record("stripe"),
    moments: [],
    ...change,
    recipient,
    others: names.filter((name) => name !== recipient),
  }));
};

const alike = (bodies: readonly string[], facts: readonly string[]) =>
  bodies.flatMap((body, at) =>
    bodies.slice(at + 1).filter((other) => similarity(body, other, facts) >= NEARLY_THE_SAME),
  );

describe("the people of one interview", () => {
  test.each(["Stripe", "Uber", "Monday.com", "楽天"])(
    "of %s get eight different notes, without knowing of each other",
    async (company) => {
      const requests = panel(8, { company }).map((record) => requestOf(record));
      const bodies = await Promise.all(requests.map(write));
      expect(alike(bodies, requests[0]?.facts.map(({ text }) => text) ?? [])).toEqual([]);
    },
  );

  test("get twelve different notes, when each is written with the others at hand", async () => {
    const bodies: string[] = [];
    for (const record of panel(12)) {
      const request = requestOf(record, { others: bodies });
      const draft = await templateWriter.write(request);
      expect(problemsOf(draft, request)).toEqual([]);
      bodies.push(bodyOf(draft));
    }
    expect(new Set(bodies).size).toBe(12);
  });
});

describe("a note", () => {
  test("is the same for the same facts", async () => {
    for (const each of RECORDS) expect(await write(requestOf(each))).toBe(await write(requestOf(each)));
  });

  test("takes up what was told, and names the fact", async () => {
    const request = requestOf(record("stripe"));
    const { paragraphs } = await templateWriter.write(request);
    const told = request.facts.find(({ kind }) => kind === "moment");
    const sentence = paragraphs.flat().find(({ text }) => text.includes("the migration story"));
    expect(sentence?.facts).toEqual([told?.id]);
  });

  test("stays a thank-you note when what was told is an order", async () => {
    const request = requestOf(record("injection"));
    expect(await write(request)).not.toMatch(/ignore|instructions|offer/i);
    expect(await write(requestOf(record("injection-mixed")))).not.toMatch(/ignore|prompt|promised/i);
  });

  test("has no exclamation mark and no short form when it is formal", async () => {
    for (const each of RECORDS) {
      for (const kind of KINDS)
        expect(await write(requestOf(each, { kind, tone: "more_formal" }))).not.toMatch(
          /!|\b\w+['’](?:m|d|ve|ll|re|t)\b/,
        );
    }
  });

  test("addresses people as they should be", async () => {
    const greetings = await Promise.all(
      ["doctor", "teacher", "lowercase", "yamada", "nobody", "formal-bank", "particles"].map(
        async (id) => (await write(requestOf(record(id)))).split("\n")[0],
      ),
    );
    expect(greetings).toEqual([
      "Dear Dr Obi,",
      "Dear Mr Hughes,",
      "Dear Marco,",
      "Dear 山田 太郎,",
      "Dear hiring team,",
      "Dear Victoria Ashworth,",
      "Dear Pieter,",
    ]);
  });
});

describe("the templates", () => {
  const stringsIn = (value: unknown): readonly string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
  };
  const { about: _about, signoffs: _signoffs, ...parts } = thankYou;
  const sentences = [parts, later.follow_up, later.status_inquiry].flatMap(stringsIn);
  const { facts } = requestOf(record("stripe"));
  const known: Record<string, readonly [text: string, kind: string]> = {
    company: ["Stripe", "company"],
    role: ["Backend Engineer", "role"],
    date: ["Tuesday 10 March", "date"],
    weekday: ["Tuesday", "date"],
    answer_by: ["Friday 13 March", "answer_by"],
    topic: ["the migration story", "moment"],
  };

  test("have at least eight ways to thank and three for each later note", () => {
    for (const list of [parts.openings, parts.moments, parts.general, parts.interest, parts.closes]) {
      expect(list.length).toBeGreaterThanOrEqual(8);
    }
    for (const { openings, moments, general, closes } of [later.follow_up, later.status_inquiry]) {
      for (const list of [openings, moments, general, closes]) expect(list.length).toBeGreaterThanOrEqual(3);
    }
  });

  test("ask for no fact but those that there are, and exclaim nothing", () => {
    const asked = new Set(sentences.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)));
    expect([...asked].sort()).toEqual(Object.keys(known).sort());
    expect(sentences.filter((text) => text.includes("!"))).toEqual([]);
  });

  test("say nothing, sentence by sentence, that their facts do not", () => {
    const beyond = sentences.flatMap((way) => {
      const used = [...way.matchAll(/\{(\w+)\}/g)].flatMap(([, name = ""]) => known[name]?.[1] ?? []);
      const text = way.replace(/\{(\w+)\}/g, (_, name: string) => known[name]?.[0] ?? "");
      return claimsBeyond({
        text,
        facts: facts.filter(({ kind }) => used.includes(kind)),
        carried: [],
        free: [],
        capitals: false,
      });
    });
    expect(beyond.map(({ says }) => says)).toEqual([]);
  });
});
