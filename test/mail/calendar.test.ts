/** What an .ics file says about interviews. */
import { describe, expect, test } from "vitest";
import type { Interview } from "../../src/interviews/interview.ts";
import { interviewCalendar } from "../../src/mail/calendar.ts";

const now = Temporal.Instant.from("2026-03-05T12:00:00Z");

const interview: Interview = {
  id: "i1",
  userId: "u1",
  version: 3,
  status: "scheduled",
  cancelReason: null,
  outcome: "pending",
  tasks: [],
  reminderRules: [],
  snoozedUntil: null,
  readyAt: null,
  deletedAt: null,
  createdAt: Temporal.Instant.from("2026-03-01T08:00:00Z"),
  changedAt: Temporal.Instant.from("2026-03-02T08:00:00Z"),
  company: "Stripe",
  role: "Engineer",
  round: "phone screen",
  interviewers: [{ name: "Sarah Chen", email: "sarah@stripe.example" }],
  startsAt: Temporal.ZonedDateTime.from("2026-03-10T15:00[Europe/London]"),
  durationMinutes: 45,
  format: "video",
  link: "https://zoom.us/j/1",
  location: null,
  notes: null,
};

/** The content lines with folding undone (RFC 5545, 3.1); proves on the way that every line is at most 75 octets. */
function lines(ics: string): readonly string[] {
  for (const line of ics.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return ics.replaceAll("\r\n ", "").split("\r\n");
}

const calendar = (...interviews: readonly Interview[]) => lines(interviewCalendar(interviews, { now }));

describe("interviewCalendar", () => {
  test("says what, when, where and with whom", () => {
    expect(calendar(interview)).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Greenroom//Interviews//EN",
      "METHOD:PUBLISH",
      "NAME:Interviews",
      "X-WR-CALNAME:Interviews",
      "BEGIN:VEVENT",
      "UID:i1@greenroom",
      "SEQUENCE:3",
      "DTSTAMP:20260305T120000Z",
      "DTSTART:20260310T150000Z",
      "DTEND:20260310T154500Z",
      "SUMMARY:Interview: Stripe\\, phone screen",
      "DESCRIPTION:Engineer\\nWith Sarah Chen\\nhttps://zoom.us/j/1",
      "URL;VALUE=URI:https://zoom.us/j/1",
      "STATUS:CONFIRMED",
      "CREATED:20260301T080000Z",
      "LAST-MODIFIED:20260302T080000Z",
      "END:VEVENT",
      "END:VCALENDAR",
    ]);
  });

  test("a moved interview keeps its id and has a higher sequence", () => {
    const moved = { ...interview, version: 4, startsAt: interview.startsAt.add({ days: 1 }) };
    const said = calendar(moved);
    expect(said).toContain("UID:i1@greenroom");
    expect(said).toContain("SEQUENCE:4");
    expect(said).toContain("DTSTART:20260311T150000Z");
  });

  test("a cancelled interview is marked, a deleted one left out", () => {
    const said = calendar(
      { ...interview, status: "cancelled" },
      { ...interview, id: "i2", deletedAt: Temporal.Instant.from("2026-03-04T00:00Z") },
    );
    expect(said).toContain("STATUS:CANCELLED");
    expect(said.filter((line) => line.startsWith("UID:"))).toEqual(["UID:i1@greenroom"]);
  });

  test.each([
    // The hour that the clocks repeat: first at summer time, then at winter time.
    ["2026-10-25T01:30+01:00[Europe/London]", "20261025T003000Z"],
    ["2026-10-25T01:30+00:00[Europe/London]", "20261025T013000Z"],
    ["2026-04-05T09:00[Australia/Adelaide]", "20260404T233000Z"],
  ])("%s starts at the instant %s", (said, instant) => {
    expect(calendar({ ...interview, startsAt: Temporal.ZonedDateTime.from(said) })).toContain(`DTSTART:${instant}`);
  });

  test("an interview across the end of summer time lasts as long as it lasts", () => {
    const night = { ...interview, startsAt: Temporal.ZonedDateTime.from("2026-10-25T00:30+01:00[Europe/London]") };
    const said = calendar({ ...night, durationMinutes: 120 });
    expect(said).toContain("DTSTART:20261024T233000Z");
    expect(said).toContain("DTEND:20261025T013000Z");
  });

  test("nothing that a person typed becomes a line of its own", () => {
    const typed = "x\r\nEND:VEVENT\rATTENDEE:mailto:eve@example.org\u0000\u0007";
    const said = calendar({
      ...interview,
      company: typed,
      location: typed,
      notes: typed,
      interviewers: [{ name: typed, email: null }],
    });
    expect(said.filter((line) => line === "END:VEVENT")).toHaveLength(1);
    expect(said.filter((line) => line.startsWith("ATTENDEE"))).toEqual([]);
    expect(said.join("\n")).not.toMatch(/[^\P{Cc}\n]/u);
  });

  test("long texts and emoji are folded without breaking a character", () => {
    const notes = "é👩‍💻".repeat(300);
    expect(calendar({ ...interview, notes }).join("\n")).toContain(notes);
  });

  test("no interviews make a calendar without events", () => {
    expect(calendar()).not.toContain("BEGIN:VEVENT");
  });
});
