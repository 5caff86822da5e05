/** A text that JSON writes as it is: no quote, backslash, control character or half of a surrogate pair. */
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

/**
 * The one JSON text of a value (RFC 8785, JSON Canonicalization Scheme): names in the order of their UTF-16 code units,
 * no white space, strings and numbers as ECMAScript writes them. Equal values have equal texts, so it is the text that is
 * hashed or signed. A field that is `undefined` is left out, as JSON does.
 * @throws TypeError for what JSON cannot carry everywhere: a number that is not finite, a text that is not well-formed
 * Unicode (RFC 7493), a value that is not data.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'boolean' || value === null || Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object') throw new TypeError(`JSON carries no ${typeof value} such as this`);
  return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : objectOf(value);
}

function objectOf(value: object): string {
  let fields = '';
  for (const name of Object.keys(value).sort()) {
    const field = (value as Readonly<Record<string, unknown>>)[name];
    if (field !== undefined) fields += `${fields === '' ? '' : ','}${textOf(name)}:${canonicalJson(field)}`;
  }
  return `{${fields}}`;
}

function textOf(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('A text that is not well-formed Unicode has no canonical JSON');
  return JSON.stringify(text);
}
