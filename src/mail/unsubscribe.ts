/** Makes the links that stop a person's reminder mails, and tells whom one belongs to. */

/** Signs short texts, so that nobody else can make one; `verify` gives the text back, or null for anything not ours. */
export interface TextSigner {
  sign(payload: string): string;
  verify(token: string): string | null;
}

export const UNSUBSCRIBE_PATH = "/unsubscribe";

/** Says what a signature was for, so that one given for something else stops nobody's mails. */
const PURPOSE = "unsubscribe:";

/** No link of ours comes near this. */
const LONGEST = 1_000;

export interface UnsubscribeLinks {
  /** For List-Unsubscribe and the footer. Works as long as the signer's key: old mails have links too. */
  url(userId: string): string;
  /** Whose mails a token stops, or null when it is not one of ours. */
  userOf(token: string): string | null;
}

/** `publicUrl` is where people and mail providers reach this bot, with or without a path. */
export function unsubscribeLinks(signer: TextSigner, publicUrl: string): UnsubscribeLinks {
  const base = `${publicUrl.replace(/\/+$/, "")}${UNSUBSCRIBE_PATH}`;
  return {
    url: (userId) => `${base}?token=${encodeURIComponent(signer.sign(`${PURPOSE}${userId}`))}`,
    userOf(token) {
      const payload = token.length > LONGEST ? null : signer.verify(token);
      return payload?.startsWith(PURPOSE) === true ? payload.slice(PURPOSE.length) || null : null;
    },
  };
}
