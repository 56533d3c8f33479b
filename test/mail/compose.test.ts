/** What the bot's mails say. */
import { describe, expect, test } from "vitest";
import { confirmAddressMail, type ReminderMailView, reminderMail } from "../../src/mail/compose.ts";

const view: ReminderMailView = {
  to: "ann@example.org",
  messageId: "reminder.i1.24-hours.1.abc@greenroom.local",
  headline: "Interview tomorrow at 3:00 PM: Stripe, phone screen",
  sorry: null,
  when: "Tuesday 10 March, 3:00 PM to 4:00 PM (London)",
  who: "Sarah Chen and Bob Lee",
  place: "1 Poultry, London",
  link: "https://zoom.us/j/1?pwd=a&x=b",
  preparation: { progress: "4 of 6 done", open: ["Three questions for Sarah", "Quiet room and charged phone"] },
  notes: "Ask about the migration.\nMention the talk.",
  chatUrl: "https://bot.example/",
  unsubscribeUrl: "https://bot.example/unsubscribe?token=t",
  calendar: "BEGIN:VCALENDAR",
};

const NOTHING: ReminderMailView = {
  ...view,
  who: null,
  place: null,
  link: null,
  preparation: null,
  notes: null,
  chatUrl: null,
  unsubscribeUrl: null,
  calendar: null,
};

/** What a person reads of an HTML mail. */
const seen = (html: string): string =>
  html
    .replace(/<(title|style)>.*?<\/\1>|<div style="display: none.*?<\/div>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();

describe("reminderMail", () => {
  test("in text says everything, in the order in which it matters", () => {
    expect(reminderMail(view).text).toBe(`Interview tomorrow at 3:00 PM: Stripe, phone screen

Tuesday 10 March, 3:00 PM to 4:00 PM (London)
With Sarah Chen and Bob Lee
1 Poultry, London
https://zoom.us/j/1?pwd=a&x=b

Preparation: 4 of 6 done
- Three questions for Sarah
- Quiet room and charged phone

Your notes
Ask about the migration.
Mention the talk.

To move it, snooze it or tick off preparation, write to me in the chat.
https://bot.example/

You get this because you asked Greenroom to remind you by e-mail.
Stop reminder mails: https://bot.example/unsubscribe?token=t
`);
  });

  test("in HTML says the same", () => {
    const { html, text } = reminderMail(view);
    const read = seen(html);
    for (const line of text.split("\n").filter((line) => line !== "" && !/bot\.example/.test(line))) {
      expect(read).toContain(line.replace(/^- /, "").replace(/\.$/, ""));
    }
    expect(html).toContain('<a href="https://zoom.us/j/1?pwd=a&amp;x=b"');
    expect(html).toContain('<a href="https://bot.example/unsubscribe?token=t">Stop reminder mails</a>');
  });

  test("is addressed, and carries what the mailer needs", () => {
    expect(reminderMail(view)).toMatchObject({
      to: view.to,
      messageId: view.messageId,
      subject: view.headline,
      calendar: view.calendar,
      unsubscribeUrl: view.unsubscribeUrl,
    });
  });

  test("leaves out what is not known, without empty places", () => {
    const mail = reminderMail(NOTHING);
    expect(Object.keys(mail).sort()).toEqual(["html", "messageId", "subject", "text", "to"]);
    expect(mail.text).toBe(`Interview tomorrow at 3:00 PM: Stripe, phone screen

Tuesday 10 March, 3:00 PM to 4:00 PM (London)

To move it, snooze it or tick off preparation, write to me in the chat.

You get this because you asked Greenroom to remind you by e-mail.
`);
    expect(`${mail.html}${mail.text}`).not.toMatch(/null|undefined|With |Preparation|Your notes|<a /);
  });

  test("says sorry when it comes late", () => {
    const mail = reminderMail({ ...view, sorry: "I could not reach you earlier; sorry." });
    expect(mail.text).toContain("\n\nI could not reach you earlier; sorry.\n\nTuesday");
    expect(seen(mail.html)).toContain("I could not reach you earlier; sorry.");
  });

  test("with all preparation done shows the progress and no list", () => {
    const mail = reminderMail({ ...view, preparation: { progress: "6 of 6 done", open: [] } });
    expect(mail.text).toContain("Preparation: 6 of 6 done\n\nYour notes");
    expect(mail.html).not.toContain("<ul");
  });

  test("shortens many tasks, long notes and a long headline", () => {
    const open = Array.from({ length: 20 }, (_, n) => `Task ${n + 1}`);
    const mail = reminderMail({
      ...view,
      headline: "x".repeat(500),
      preparation: { progress: "0 of 20 done", open },
      notes: "é👩‍💻".repeat(1_000),
    });
    expect(mail.text).toContain("- Task 7\n- and 13 more\n");
    expect(mail.text).not.toContain("Task 8");
    expect([...mail.subject]).toHaveLength(200);
    expect(mail.text.length).toBeLessThan(3_000);
    expect(mail.text.isWellFormed()).toBe(true);
  });

  test("shows eight tasks without shortening", () => {
    const open = Array.from({ length: 8 }, (_, n) => `Task ${n + 1}`);
    const { text } = reminderMail({ ...view, preparation: { progress: "0 of 8 done", open } });
    expect(text).toContain("- Task 8\n");
    expect(text).not.toContain("more");
  });

  test.each(["headline", "when", "who", "place", "notes"] as const)("%s is text, never markup", (field) => {
    const { html } = reminderMail({ ...view, [field]: `<b onmouseover='x'>&"\u0000` });
    expect(html).not.toMatch(/<b\b|'x'|\p{Cc}(?<!\n)/u);
    expect(html).toContain("&lt;b onmouseover=&#39;x&#39;&gt;&amp;&quot;");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "not a link", ""])("%j becomes no link", (link) => {
    const mail = reminderMail({ ...NOTHING, link, chatUrl: link });
    expect(mail.html).not.toContain("<a ");
    expect(mail.text).not.toContain("javascript:");
  });

  test("template tags in what people typed are not run", () => {
    const { html, text } = reminderMail({ ...view, notes: "<%= it.unsubscribeUrl %>" });
    expect(text).toContain("<%= it.unsubscribeUrl %>");
    expect(html).toContain("&lt;%= it.unsubscribeUrl %&gt;");
  });
});

describe("confirmAddressMail", () => {
  const mail = confirmAddressMail({ to: "a@b.example", messageId: "c@d", code: "042137", validFor: "15 minutes" });

  test("says the code, for how long it is good, and what to do otherwise", () => {
    expect(mail.subject).toBe("Your Greenroom code is 042137");
    for (const words of [mail.text, seen(mail.html)]) {
      expect(words).toContain("042137");
      expect(words).toContain("It is good for 15 minutes.");
      expect(words).toContain("If you did not ask for this, do nothing.");
    }
  });

  test("has nothing to unsubscribe from, and no link at all", () => {
    expect(Object.keys(mail).sort()).toEqual(["html", "messageId", "subject", "text", "to"]);
    expect(`${mail.text}${mail.html}`).not.toMatch(/https?:/);
  });
});

test("no mail shouts or uses emoji", () => {
  const mails = [reminderMail(view), confirmAddressMail({ to: "a@b.c", messageId: "c@d", code: "1", validFor: "x" })];
  for (const { subject, text, html } of mails) {
    expect(`${subject}${text}${html.replace("<!doctype", "")}`).not.toMatch(/!|\p{Extended_Pictographic}/u);
  }
});
