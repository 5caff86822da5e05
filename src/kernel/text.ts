/** A text in both languages of the service. Vietnamese is the original; English may be missing. */
export type LocalizedText = Readonly<{ vi: string; en?: string }>;

/** Control (Cc) and format (Cf) characters but line feed and tab, lone surrogates, private use, unassigned. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;

/**
 * Whether the text may enter an event: well-formed UTF-16, no control or format characters (line feeds and tabs aside).
 * Invisible characters would let two different facts look the same.
 */
export function isAcceptableText(text: string): boolean {
  return !REFUSED.test(text.replace(/[\n\t]/g, ''));
}

/** What begins a new line, or moves within one: a name with it could look like two lines of a list or a log. */
const LAYOUT = /[\n\t\p{Zl}\p{Zp}]/u;

/** Whether the text may enter an event as a name: acceptable, and one line by whatever character lines are broken. */
export function isOneLine(text: string): boolean {
  return isAcceptableText(text) && !LAYOUT.test(text);
}

/** Unicode NFC: the one form in which Vietnamese text is stored, compared and hashed. */
export function normalised(text: string): string {
  return text.normalize('NFC');
}

/** A readable id given by the caller: lower-case letters and digits, words joined by single dashes, at most 64 long. */
export const SLUG = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether something is said: blanks say nothing. */
export function isSaid(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
