import { describe, expect, test } from "vitest";
import { pings, shown } from "./markdown.ts";

describe("a client shows", () => {
  test.each([
    ["**Stripe** and *more*, __under__ ~~gone~~ ||hidden||", "Stripe and more, under gone hidden"],
    ["\\*\\*Stripe\\*\\* \\_x\\_ \\~\\~", "**Stripe** _x_ ~~"],
    ["# Heading\n-# small\n> said\n- one", "Heading\nsmall\n| said\n- one"],
    ["\\# no heading\n\\- no list\n\\> no quote", "# no heading\n- no list\n> no quote"],
    ["snake_case_name and 2*3*4", "snake_case_name and 234"],
    ["https://a.example/x_y_z*1*?b=~~c~~.", "https://a.example/x_y_z*1*?b=~~c~~."],
    ["[Join](https://a.example/x) <https://b.example/y>", "Join (https://a.example/x) https://b.example/y"],
    ["<t:1772633520:F> <@1> <#2>", "2026-03-04T14:12:00.000Z @1 #2"],
    [":smile: \\:smile\\: 10:30:00", "(emoji smile) :smile: 10:30:00"],
    ["`a*b*` ``c`d``", "a*b* c`d"],
  ])("%s", (markdown, words) => {
    expect(shown(markdown)).toBe(words);
  });

  test("a ping where it is not escaped", () => {
    expect(pings("@everyone <@1> <@&2> \\<@3> \\@here")).toEqual(["@everyone", "<@1>", "<@&2>"]);
  });
});
