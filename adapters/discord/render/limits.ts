/** How long and how many: what Discord refuses beyond, as its reference names it. */

/*
 * https://docs.discord.com/developers/resources/message#create-message and #embed-limits
 * https://docs.discord.com/developers/components/reference
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
 * Counted in UTF-16 units, of which a text never has fewer than characters.
 */
export const LIMITS = {
  content: 2000,
  /** Embeds of one message, and the characters of all of them together. */
  embeds: 10,
  embedTotal: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  /** Rows of one message, and buttons of one row. */
  rows: 5,
  row: 5,
  button: 80,
  buttonUrl: 512,
  customId: 100,
  options: 25,
  /** Label, description and value of an option. */
  option: 100,
  modalTitle: 45,
  modalParts: 5,
  inputLabel: 45,
  inputDescription: 100,
  placeholder: 100,
  /** What may stand in one text input. */
  input: 4000,
} as const;

/** What one paragraph is kept to, so that every one fits into an embed's description. */
export const PARAGRAPH = 4000;

/** Nobody's address is longer, and one this long still stands whole in a paragraph. */
export const LONGEST_LINK = 2000;

/** Kept free of an embed's characters for the line that tells that there is more. */
export const RESERVE = 40;

/** A mark has to leave room for what a button says. */
export const MARK = /^[\w-]{1,25}$/;
