/** What an interview needs, and which one is meant: test/language/README.md, "What an interview needs". */
import { describe, expect, test } from "vitest";
import { understand } from "../../../src/language/understand.ts";
import { context, known, plain, said } from "../support.ts";

const stored = (text: string) => understand(text, context());

describe("what an interview needs", () => {
  test("a new one needs a company and a start, and both are asked for", () => {
    expect(said("I have an interview").needsClarification).toEqual(["company", "startsAt"]);
    expect(said("I have an interview tomorrow at 2pm").needsClarification).toEqual(["company"]);
    expect(said("Acme interview").needsClarification).toEqual(["startsAt"]);
  });

  test.each(["in 3 years at 3pm", "in two months at 3pm", "next year at 10am", "in half a year, 3pm"])(
    "'%s' names no day, so it is asked for",
    (when) => {
      expect(said(`interview with Acme ${when}`)).toMatchObject({ company: "Acme", needsClarification: ["startsAt"] });
      expect(said(`interview with Acme ${when}`).startsAt).toBeUndefined();
    },
  );

  test("exactly one match is the target, several or none are asked about", () => {
    expect(stored("cancel figma").target).toBe("figma");
    expect(plain(stored("cancel google").needsClarification)).toEqual(["target"]);
    expect(plain(stored("cancel Tesla").needsClarification)).toEqual(["target"]);
    expect(stored("cancel the google onsite").target).toBe("google-onsite");
    expect(stored("cancel my 10:30 on Friday").target).toBe("figma");
    expect(stored("what's my next interview").target).toBe("google-screen");
  });

  test("'it' is the one the conversation was about, or the only one", () => {
    expect(understand("cancel it", context({ last: "figma" })).target).toBe("figma");
    expect(
      understand("cancel it", context({ interviews: [known("only", "Acme", "2026-03-12T10:00[Europe/London]")] }))
        .target,
    ).toBe("only");
    expect(stored("cancel it").needsClarification).toEqual(["target"]);
  });

  test("what is over can be completed, thanked for and decided, not moved", () => {
    expect(stored("done with the Klarna interview").target).toBe("klarna");
    expect(stored("klarna rejected me").target).toBe("klarna");
    expect(stored("move klarna to Friday 10am").needsClarification).toEqual(["target"]);
  });

  test("nothing being known, the company named is enough", () => {
    const frame = said("cancel the Acme onsite");
    expect(frame.company).toBe("Acme");
    expect(frame.needsClarification).toBeUndefined();
  });

  test.each([
    ["move figma to monday", "2026-03-16T10:30:00+00:00"],
    ["move figma to 2pm", "2026-03-13T14:00:00+00:00"],
    ["push figma back an hour", "2026-03-13T11:30:00+00:00"],
    ["bring figma forward 30 min", "2026-03-13T10:00:00+00:00"],
    ["move figma up by an hour", "2026-03-13T09:30:00+00:00"],
    ["move figma three weeks later", "2026-04-03T10:30:00+01:00"], // the hour on the wall clock, over the change
    ["move figma from 10:30 to 4pm", "2026-03-13T16:00:00+00:00"],
    ["move my Friday interview to Thursday", "2026-03-12T10:30:00+00:00"],
  ])("%s", (text, start) => {
    const frame = stored(text);
    expect(frame.target).toBe("figma");
    expect(frame.startsAt?.toString({ timeZoneName: "never" })).toBe(start);
  });

  test("a shift of an unknown target has no start", () => {
    const frame = stored("push google back by an hour");
    expect(frame.needsClarification).toEqual(["target"]);
    expect(frame.startsAt).toBeUndefined();
  });

  test.each([
    ["Acme phone screen tomorrow 3pm https://zoom.us/j/1", "video"],
    ["Acme phone screen tomorrow 3pm", "phone"],
    ["Acme interview tomorrow 3pm, they will call you on +44 20 7946 0000", "phone"],
    ["Acme onsite tomorrow 3pm", "in_person"],
    ["Acme interview tomorrow 3pm at their office", "in_person"],
    ["Acme interview tomorrow 3pm, 221 Baker Street, London", "in_person"],
    ["Acme call tomorrow 3pm", undefined],
    ["Acme chat tomorrow 3pm", undefined],
  ])("the format of '%s'", (text, format) => {
    expect(said(text).format).toBe(format);
  });

  test("who takes part, without titles, with the address the text has", () => {
    expect(
      said("Acme interview tomorrow 3pm with Dr. Ann Lee <ann@acme.com>, CTO, and Bob de Wit").interviewers,
    ).toEqual([
      { name: "Ann Lee", email: "ann@acme.com" },
      { name: "Bob de Wit", email: null },
    ]);
  });

  test("a recruiter who only signs takes no part", () => {
    const frame = said(
      "Hi Sam,\n\nYour interview at Acme is on Thursday 12 March at 10:00 with Bob Lee.\n\nBest,\nDana Kim\nRecruiter, Acme",
    );
    expect(frame.company).toBe("Acme");
    expect(frame.interviewers).toEqual([{ name: "Bob Lee", email: null }]);
  });

  test("the company is the one that would employ, not the agency", () => {
    const frame = said(
      "Hi Sam,\n\nI'm Jo from Hays, writing on behalf of our client Ocado. They would like to interview you on Thursday 12 March at 10:00.\n\nBest,\nJo Banks\nHays",
    );
    expect(frame.company).toBe("Ocado");
  });

  test.each([
    ["Monday.com call on Monday at 11", "Monday.com"],
    ["call with Monday on Friday at 11", "Monday"],
    ["1Password tomorrow 1pm", "1Password"],
    ["3M interview tomorrow 1pm", "3M"],
    ["target onsite tomorrow 1pm", "Target"],
    ["interview with Zoom tomorrow 1pm", "Zoom"],
    ["H&M interview tomorrow 1pm", "H&M"],
    ["interview at Société Générale tomorrow 1pm", "Société Générale"],
    ["Bank of America tomorrow 1pm", "Bank of America"],
    ["goldman sachs interview tomorrow 1pm", "Goldman Sachs"],
    ["call with Tom Ng, CTO of Acme, tomorrow 1pm", "Acme"],
    ["chat with sarah at datadog tomorrow 1pm", "Datadog"],
  ])("the company of '%s'", (text, company) => {
    expect(said(text).company).toBe(company);
  });
});
