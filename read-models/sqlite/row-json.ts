/** Rows from so many characters on are written in parts; of shorter ones that would cost as much as it gains. */
const LONG = 4_096;

/** A part with more characters is made anew each time, so that what is kept of a row stays in proportion to it. */
const MOST_KEPT = 65_536;

/** Not made yet: the part was met once, and may never be met again. */
const MET = '';

const texts = new WeakMap<object, string>();

/**
 * As `JSON.stringify(row)` writes it, to the byte, of a row of plain data. Folds change nothing in place, so a field that
 * is the same object as in two rows before has the same text: of a long row that is folded often only what changed is made.
 */
export function jsonOf(row: object): string {
  if (!hasKnownPart(row)) {
    const text = JSON.stringify(row);
    if (text.length >= LONG) meetPartsOf(row);
    return text;
  }
  const fields: string[] = [];
  for (const [field, value] of Object.entries(row)) {
    const text = textOf(value);
    if (text !== undefined) fields.push(`${JSON.stringify(field)}:${text}`);
  }
  return `{${fields.join(',')}}`;
}

function hasKnownPart(row: object): boolean {
  return Object.values(row).some((value) => isPart(value) && texts.has(value));
}

function meetPartsOf(row: object): void {
  for (const value of Object.values(row)) if (isPart(value)) texts.set(value, MET);
}

function isPart(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Without one where JSON leaves the field out. */
function textOf(value: unknown): string | undefined {
  if (!isPart(value)) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined && known !== MET) return known;
  const text = JSON.stringify(value);
  if (known === undefined) texts.set(value, MET);
  else if (text.length <= MOST_KEPT) texts.set(value, text);
  return text;
}
