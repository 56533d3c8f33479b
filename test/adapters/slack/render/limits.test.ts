import { describe, expect, test } from "vitest";
import { violations } from "./limits.ts";

const plain = (text: string) => ({ type: "plain_text", text, emoji: false });
const button = (fields: object) => ({ type: "button", action_id: "press:0", text: plain("Show"), ...fields });
const option = (text: string, value = text) => ({ text: plain(text), value });
const post = (...blocks: object[]) => ({ text: "Hello", blocks });
const actions = (...elements: object[]) => post({ type: "actions", elements });
const boxes = (fields: object) =>
  actions({ type: "checkboxes", action_id: "check:0", options: [option("a")], ...fields });
const rich = (...elements: object[]) =>
  post({ type: "rich_text", elements: [{ type: "rich_text_section", elements }] });
const header = { type: "header", text: plain("Hello") };
const modal = (fields: object) => ({
  type: "modal",
  callback_id: "form",
  private_metadata: "",
  title: plain("Form"),
  submit: plain("Save"),
  close: plain("Cancel"),
  blocks: [header],
  ...fields,
});
const input = (element: object) =>
  modal({ blocks: [{ type: "input", label: plain("Label"), element: { action_id: "value", ...element } }] });

describe("the limits", () => {
  test.each([
    ["a post", post(header)],
    ["a button", actions(button({ value: "v".repeat(2000), url: "https://a.example" }))],
    ["ticked boxes", boxes({ initial_options: [option("a")] })],
    ["a modal", modal({ private_metadata: "m".repeat(3000) })],
    ["a home", { type: "home", blocks: Array.from({ length: 100 }, () => header) }],
    ["an input", input({ type: "datepicker", initial_date: "2028-02-29" })],
  ])("let %s pass", (_, payload) => {
    expect(violations(payload)).toEqual([]);
  });

  test.each([
    ["a text of 3,001", { ...post(header), text: "x".repeat(3001) }],
    ["no text", { ...post(header), text: "" }],
    ["51 blocks", post(...Array.from({ length: 51 }, () => header))],
    ["no blocks", post()],
    [
      "14,000 characters in all",
      post(...Array.from({ length: 5 }, () => ({ ...rich({ type: "text", text: "x".repeat(2800) }).blocks[0] }))),
    ],
    ["a header of 151", post({ type: "header", text: plain("x".repeat(151)) })],
    ["emoji that were typed", post({ type: "header", text: { ...plain(":x:"), emoji: true } })],
    ["a context of eleven", post({ type: "context", elements: Array.from({ length: 11 }, () => plain("x")) })],
    ["26 buttons", actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `press:${index}` })))],
    ["the same action id twice", actions(button({}), button({}))],
    ["the same block id twice", post({ ...header, block_id: "a" }, { ...header, block_id: "a" })],
    ["a label of 76", actions(button({ text: plain("x".repeat(76)) }))],
    ["an empty label", actions(button({ text: plain(" ") }))],
    ["a button value of 2,001", actions(button({ value: "v".repeat(2001) }))],
    ["a style of its own", actions(button({ style: "warning" }))],
    ["an address that is none", actions(button({ url: "javascript:alert(1)" }))],
    ["an action id of 256", actions(button({ action_id: "a".repeat(256) }))],
    ["eleven boxes", boxes({ options: Array.from({ length: 11 }, (_, index) => option(`${index}`)) })],
    ["two boxes of one value", boxes({ options: [option("a"), option("b", "a")] })],
    ["an option of 76", boxes({ options: [option("x".repeat(76), "a")] })],
    ["an option value of 151", boxes({ options: [option("a", "x".repeat(151))] })],
    ["an option without value", boxes({ options: [option("a", "")] })],
    ["a description of 76", boxes({ options: [{ ...option("a"), description: plain("x".repeat(76)) }] })],
    ["nothing ticked, but said", boxes({ initial_options: [] })],
    ["a tick that is not offered", boxes({ initial_options: [option("b")] })],
    ["an empty rich text", rich({ type: "text", text: "" })],
    ["a rich text of 3,001", rich({ type: "text", text: "x".repeat(3001) })],
    ["a mention", rich({ type: "user", user_id: "U1" })],
    ["half a letter", rich({ type: "text", text: "\ud83d" })],
    ["a control character", rich({ type: "text", text: "a\u0007" })],
    ["a section with markup", post({ type: "section", text: { type: "mrkdwn", text: "*b*" } })],
    ["an image without words", post({ type: "image", image_url: "https://a.example/b.png", alt_text: "" })],
    ["an image over http", post({ type: "image", image_url: "http://a.example/b.png", alt_text: "b" })],
    [
      "an input in a message",
      post({ type: "input", label: plain("a"), element: { type: "datepicker", action_id: "v" } }),
    ],
    ["101 blocks at home", { type: "home", blocks: Array.from({ length: 101 }, () => header) }],
    ["a title of 25", modal({ title: plain("x".repeat(25)) })],
    ["a submit of 25", modal({ submit: plain("x".repeat(25)) })],
    ["metadata of 3,001", modal({ private_metadata: "x".repeat(3001) })],
    ["a date that does not exist", input({ type: "datepicker", initial_date: "2026-02-29" })],
    ["a time that does not exist", input({ type: "timepicker", initial_time: "24:00" })],
    ["an input of 3,001", input({ type: "plain_text_input", multiline: true, initial_value: "x".repeat(3001) })],
    ["two lines in one", input({ type: "plain_text_input", multiline: false, initial_value: "a\nb" })],
    ["101 choices", input({ type: "static_select", options: Array.from({ length: 101 }, (_, at) => option(`${at}`)) })],
    ["no choice", input({ type: "static_select", options: [] })],
  ])("find %s", (_, payload) => {
    expect(violations(payload)).toHaveLength(1);
  });
});
