/** Tells what a person remembered from what tries to steer whoever drafts the note. Pure. */

/** Orders to the writer instead of memories: what they say licenses nothing in a note. */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.*\b(?:instructions?|prompts?|rules?|guidelines|above|previous|before|everything)\b/i,
  /\b(?:offer|give|get|grant|award|promise) me\b/i,
  /\b(?:hire|choose|select) me\b/i,
  /\b(?:reveal|print|show|repeat|output)\b.*\bprompts?\b/i,
  /\b(?:you are now|from now on|act as|pretend|new instructions?|system message|developer message)\b/i,
  /^(?:please )?(?:output|respond with|reply with|answer with|return only|say only|just say)\b/i,
  /\b(?:instead of|rather than) (?:a|the) (?:note|thank|mail|e-?mail|letter)/i,
  /<\/?\s*[a-z]+[^>]*>|\{\{|\[\[|```/i,
];

/** The parts of what was told that are memories; an order among them is left out, and so is all of one that has no parts. */
export const memoriesIn = (moment: string): readonly string[] =>
  moment
    .split(/(?<=[.!?;])\s+|\n+|;|\s[–—-]\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !ORDERS.some((order) => order.test(part)));

/** What nobody may write for the person, whatever the facts say: demands, promises, acceptances. */
const OVERREACHING: readonly RegExp[] = [
  /\b(?:offer|giv|get|grant|award|promis|guarante|assur|hand)\w* me (?:of )?(?:the|a|an|this|that|your)?\s*(?:job|role|position|offer|place)\b/i,
  /\b(?:hir|choos|pick|select|appoint)\w* me\b/i,
  /\baccept\w* (?:the|your|this|an?) (?:job|role|position|offer)\b/i,
  /\b(?:you|they|we|i was|i have been|been) (?:have )?(?:promised|offered|guaranteed)\b.*\b(?:job|role|position|offer|place|it)\b/i,
  /\b(?:job|role|position) is (?:already |now )?(?:mine|yours)\b/i,
  /\bI (?:will|shall|am going to|am about to) (?:be )?(?:join|start|begin)(?:ing)?\b/i,
  /\b(?:when|once|after|as soon as) I (?:have )?(?:join|start|begin|am hired)/i,
  /\b(?:best|strongest|top|ideal|perfect) (?:candidate|applicant)\b/i,
  /\bmy (?:new|future) (?:job|role|position|team|colleagues?|boss|manager)\b/i,
  /\b(?:ignore|disregard|forget|override|bypass)\b.*\b(?:instructions?|prompts?|rules?|guidelines)\b/i,
  /\b(?:as an ai|language model|system prompt|as requested, here)\b/i,
  /\bhere (?:is|'s) (?:a|the|your|my) (?:draft|note|revised|e-?mail|letter)\b/i,
];

/** The demand, promise or talk about instructions in a text, or null. */
export const overreachIn = (text: string): string | null =>
  OVERREACHING.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined) ?? null;
