/** A syllable that Vietnamese writes without a mark, such as `trong`. */
const SYLLABLE =
  /^(ngh|ng|nh|kh|gh|gi|ch|ph|th|tr|qu|[bcdghklmnprstvx])?(oai|oay|oeo|uya|uyu|ai|ao|au|ay|eo|ia|iu|oa|oe|oi|oo|ua|ue|ui|uy|[aeiouy])(ch|ng|nh|[cmnpt])?$/i;

/** Words of three letters and more that no Vietnamese sentence has: codes, English, ids. Each with the text it stands in. */
export function strangeWordsIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    (text.match(/[\p{L}_]{3,}/gu) ?? [])
      .filter((word) => /^[A-Za-z_]+$/.test(word) && !(SYLLABLE.test(word) && word !== word.toUpperCase()))
      .map((word) => `${word}: ${text}`),
  );
}
