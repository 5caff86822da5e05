/** A text in both languages of the service. Vietnamese is the original; English may be missing. */
export type LocalizedText = Readonly<{ vi: string; en?: string }>;

/** Control (Cc) and format (Cf) characters but line feed and tab, lone surrogates, private use, unassigned. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;

/** What other characters are drawn as nothing: fillers, joiners and selectors of shapes, and the blank of Braille. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Whether the text may enter an event: well-formed UTF-16, no control or format characters (line feeds and tabs aside),
 * none that is not seen. Invisible characters would let two different facts look the same.
 */
export function isAcceptableText(text: string): boolean {
  return !REFUSED.test(text.replace(/[\n\t]/g, '')) && !UNSEEN.test(text);
}

/** White space but single spaces between words: two in a row, at an end, or of another kind, of which some begin a line. */
const LAYOUT = /[^\S ]|^ | $| {2}/u;

/** Whether the text may enter an event as a name: acceptable, one line, and spaced in the one way that two names can be told apart. */
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
