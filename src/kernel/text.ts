/** A text in both languages of the service. Vietnamese is the original; English may be missing. */
export type LocalizedText = Readonly<{ vi: string; en?: string }>;

/**
 * Control (Cc) and format (Cf) characters but line feed and tab, lone surrogates, private use, unassigned and never to be assigned (Cn), and
 * what stands where a program lost a character or an object (U+FFFD, U+FFFC).
 */
const REFUSED = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\ufffc\ufffd]/u;

/** What other characters are drawn as nothing: fillers, joiners and selectors of shapes, and the blank of Braille. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Whether the text may enter an event: well-formed UTF-16, no control or format characters (line feeds and tabs aside),
 * none that is not seen, none that stands for a lost one. Invisible characters would let two different facts look the same, and what was
 * garbled on its way is on record for ever.
 */
export function isAcceptableText(text: string): boolean {
  return !REFUSED.test(text.replace(/[\n\t]/g, '')) && !UNSEEN.test(text);
}

/** What begins a new line, or moves within one: text with it could look like two lines of a list or a log. */
const LAYOUT = /[\n\t\p{Zl}\p{Zp}]/u;

/** Whether the text is one line, by whatever character lines are broken: what names a caller, or is asked for. */
export function isOneLine(text: string): boolean {
  return isAcceptableText(text) && !LAYOUT.test(text);
}

/** White space but single spaces between words: two in a row, at an end, or of another kind. */
const ODD_SPACING = /[^\S ]|^ | $| {2}/u;

/** Whether the text may enter an event as a name: one line, spaced in one way, so that two names which look alike are one. */
export function isNameLike(text: string): boolean {
  return isOneLine(text) && !ODD_SPACING.test(text);
}

/** Unicode NFC: the one form in which Vietnamese text is stored, compared and hashed. */
export function normalised(text: string): string {
  return text.normalize('NFC');
}

/**
 * What the spellings of one name have in common, for comparing: capitals, full width and other shapes of a letter aside.
 * Tones and letters count. A name is recorded as it was written.
 */
export function nameFolded(name: string): string {
  return normalised(name.normalize('NFKC').toLowerCase());
}

/** A readable id given by the caller: lower-case letters and digits, words joined by single dashes, at most 64 long. */
export const SLUG = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether something is said: blanks say nothing. */
export function isSaid(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
