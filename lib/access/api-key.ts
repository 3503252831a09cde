/** What an API key looks like: `tg_` then 43 base64url characters (256 random bits). */
export const KEY_PATTERN = /^tg_[A-Za-z0-9_-]{43}$/;

/** Characters of the key stored in clear, to find its row and to tell people which key it is. */
export const KEY_PREFIX_LENGTH = 11;

export const keyPrefix = (key: string): string => key.slice(0, KEY_PREFIX_LENGTH);
