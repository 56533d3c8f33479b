/** How long and how many: what Slack refuses beyond, as https://docs.slack.dev/reference/block-kit names it. */

export const LIMITS = {
  /** Of any text object; taken for rich text too, which has no number of its own. */
  text: 3000,
  header: 150,
  button: 75,
  buttonValue: 2000,
  option: 75,
  optionValue: 150,
  checkboxes: 10,
  select: 100,
  imageAlt: 2000,
  url: 3000,
  /** Label and hint of an input. */
  inputText: 2000,
  /** What may stand in one text input. */
  input: 3000,
  viewTitle: 24,
  metadata: 3000,
  viewBlocks: 100,
} as const;

/** More in one row wraps badly on a phone, where Slack allows 25. */
export const ROW = 5;

/**
 * What one message holds. Slack takes 50 blocks; one is kept free for the line that tells that there is more, and one
 * for the line that tells who pressed. Slack refuses blocks of some 13,200 characters of JSON, a number that it does
 * not publish; it adds ids of its own, and a letter beyond ASCII may count more than once, so bytes are counted here.
 */
export const MESSAGE = { blocks: 48, bytes: 11_500 } as const;

/** What a single block is kept to, so that a few of them fit into one message. */
export const BLOCK_BYTES = 9500;

/** How many bytes of JSON it makes. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
