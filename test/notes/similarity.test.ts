import { describe, expect, test } from "vitest";
import { bodyOf } from "../../src/notes/port.ts";
import { NEARLY_THE_SAME, similarity } from "../../src/notes/similarity.ts";
import { BAD_FORM } from "./bad-form.ts";
import { ANSWERS, type Answer } from "./samples.ts";

const factsOf = ({ request }: Answer) => request.facts.map(({ text }) => text);

describe("similarity", () => {
  test("is 1 for a text and itself, 0 for texts without a run in common, and the same both ways", () => {
    const one = "Thank you for taking the time to talk with me.";
    const other = "It was good to see what the work is like.";
    expect(similarity(one, one)).toBe(1);
    expect(similarity(one, other)).toBe(0);
    expect(similarity("", one)).toBe(0);
    const both = `${one} ${other}`;
    expect(similarity(one, both)).toBe(similarity(both, one));
  });

  test("takes names, numbers and topics for nothing", () => {
    const one = "Thank you, Sarah, for the talk on 10 March about the migration story at Stripe.";
    const other = "Thank you, Bob, for the talk on 12 May about the broken pump at Siemens.";
    expect(similarity(one, other, ["the migration story", "the broken pump"])).toBe(1);
  });

  test("sees a part as a copy of the whole", () => {
    const long = "Thank you for taking the time to talk with me. I would be glad to hear from you soon.";
    expect(similarity(long, "I would be glad to hear from you soon.")).toBe(1);
  });
});

// What different people write to different people stays well below the threshold, a copy with changes well above.
describe("the threshold", () => {
  test("lies above whatever two independent notes have in common", () => {
    const pairs = ANSWERS.flatMap((one, at) =>
      ANSWERS.slice(at + 1).map((other) => similarity(bodyOf(one.draft), bodyOf(other.draft), factsOf(one))),
    );
    expect(pairs.length).toBeGreaterThan(500);
    expect(Math.max(...pairs)).toBeLessThan(NEARLY_THE_SAME - 0.1);
  });

  test("lies below every copy with another name and other words here and there", () => {
    const copies = BAD_FORM.find(({ name }) => name === "near copy");
    const found = ANSWERS.flatMap((answer, at) =>
      (copies?.spoil(answer, at) ?? []).flatMap((made) =>
        "request" in made
          ? made.request.others.map((other) => similarity(bodyOf(made.draft), other, factsOf(answer)))
          : [],
      ),
    );
    expect(found.length).toBeGreaterThan(50);
    expect(Math.min(...found)).toBeGreaterThan(NEARLY_THE_SAME + 0.1);
  });

  test("lies below a copy in which one paragraph is new", () => {
    const partly = ANSWERS.filter(({ draft }) => draft.paragraphs.length === 5).map((answer) => {
      const { paragraphs } = answer.draft;
      const fresh = [
        { text: "The story with the pump made everybody laugh, and none of us knew what to say.", facts: [] },
      ];
      const copy = { paragraphs: paragraphs.map((sentences, at) => (at === 2 ? fresh : sentences)) };
      return similarity(bodyOf(answer.draft), bodyOf(copy), factsOf(answer));
    });
    expect(partly.length).toBeGreaterThan(20);
    expect(Math.min(...partly)).toBeGreaterThan(NEARLY_THE_SAME);
  });
});
