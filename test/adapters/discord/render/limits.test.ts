import { describe, expect, test } from "vitest";
import { violations } from "./limits.ts";

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const long = (count: number) => "x".repeat(count);
const post = (fields: object) => ({
  content: "Hello",
  embeds: [],
  components: [],
  allowed_mentions: { parse: [] },
  ...fields,
});
const embed = (...embeds: object[]) => post({ content: "", embeds });
const rows = (...all: object[][]) => post({ components: all.map((components) => ({ type: 1, components })) });
const button = (fields: object = {}) => ({ type: 2, style: 2, label: "Show", custom_id: "show", ...fields });
const option = (value: string, fields: object = {}) => ({ label: value, value, ...fields });
const select = (fields: object = {}) => ({ type: 3, custom_id: "check", options: [option("a")], ...fields });
const modal = (fields: object = {}) => ({ title: "Form", custom_id: "form", components: [label()], ...fields });
const label = (component: object = {}, fields: object = {}) => ({
  type: 18,
  label: "Label",
  component: { type: 4, custom_id: "a", style: 1, ...component },
  ...fields,
});
const field = (fields: object = {}) => ({ fields: [{ name: "Name", value: "Value", ...fields }] });

describe("the limits", () => {
  test.each([
    ["a sentence", post({ flags: 4 })],
    ["an embed", embed({ title: long(256), description: long(4096), footer: { text: "x" } }, { ...field() })],
    ["five rows of five", rows(...many(5, (row) => many(5, (at) => button({ custom_id: `${row}.${at}` }))))],
    ["a link", rows([{ type: 2, style: 5, label: "Out", url: "https://a.example" }])],
    ["a checklist", rows([select({ min_values: 0, options: many(25, (at) => option(`${at}`)), max_values: 25 })])],
    ["a modal", modal({ components: [{ type: 10, content: "x" }, label({ value: long(4000), placeholder: "x" })] })],
  ])("let %s pass", (_, payload) => {
    expect(violations(payload)).toEqual([]);
  });

  test.each([
    ["content of 2,001", post({ content: long(2001) })],
    ["nothing at all", post({ content: " " })],
    ["half a letter", post({ content: "\ud83d" })],
    ["a ping", post({ allowed_mentions: undefined })],
    ["embeds that are hidden", { ...embed({ title: "a" }), flags: 4 }],
    ["eleven embeds", embed(...many(11, () => ({ title: "a" })))],
    ["6,001 characters in embeds", embed({ description: long(4000) }, { description: long(2001) })],
    ["an empty embed", embed({ color: 1 })],
    ["a title of 257", embed({ title: long(257) })],
    ["a description of 4,097", embed({ description: long(4097) })],
    ["a footer of 2,049", embed({ footer: { text: long(2049) } })],
    ["26 fields", embed({ fields: many(26, () => ({ name: "a", value: "b" })) })],
    ["a field name of 257", embed(field({ name: long(257) }))],
    ["a field value of 1,025", embed(field({ value: long(1025) }))],
    ["an empty field", embed(field({ value: "" }))],
    ["an image that is none", embed({ title: "a", image: { url: "javascript:1" } })],
    ["six rows", rows(...many(6, (at) => [button({ custom_id: `${at}` })]))],
    ["six buttons", rows(many(6, (at) => button({ custom_id: `${at}` })))],
    ["an empty row", rows([])],
    ["the same id twice", rows([button()], [button()])],
    ["a label of 81", rows([button({ label: long(81) })])],
    ["an id of 101", rows([button({ custom_id: long(101) })])],
    ["no style", rows([button({ style: 7 })])],
    ["a link with an id", rows([button({ style: 5, url: "https://a.example" })])],
    ["a link of 513", rows([{ type: 2, style: 5, label: "a", url: `https://a.example/${long(495)}` }])],
    ["a select beside a button", rows([select(), button()])],
    ["26 options", rows([select({ options: many(26, (at) => option(`${at}`)) })])],
    ["no option", rows([select({ options: [], max_values: 1, min_values: 0 })])],
    ["an option of 101", rows([select({ options: [option("a", { label: long(101) })] })])],
    ["a description of 101", rows([select({ options: [option("a", { description: long(101) })] })])],
    ["two options of one value", rows([select({ options: [option("a"), option("a")] })])],
    ["more to choose than there is", rows([select({ max_values: 2 })])],
    ["more chosen than may be", rows([select({ options: many(2, (at) => option(`${at}`, { default: true })) })])],
    ["a modal title of 46", modal({ title: long(46) })],
    ["a modal id of 101", modal({ custom_id: long(101) })],
    ["six parts", modal({ components: many(6, () => ({ type: 10, content: "x" })) })],
    ["no parts", modal({ components: [] })],
    ["an input in a row", modal({ components: [{ type: 1 }] })],
    ["a label of 46", modal({ components: [label({}, { label: long(46) })] })],
    ["a hint of 101", modal({ components: [label({}, { description: long(101) })] })],
    ["a value of 4,001", modal({ components: [label({ value: long(4001) })] })],
    ["a placeholder of 101", modal({ components: [label({ placeholder: long(101) })] })],
    ["two lines in one", modal({ components: [label({ value: "a\nb" })] })],
    ["a choice that needs none", modal({ components: [label(select({ min_values: 0 }))] })],
    ["two inputs of one name", modal({ components: [label(), label()] })],
  ])("find %s", (_, payload) => {
    expect(violations(payload)).toHaveLength(1);
  });
});
