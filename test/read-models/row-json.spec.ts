import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonOf } from '../../read-models/sqlite/row-json.js';

type Row = Readonly<Record<string, unknown>>;

/** Long enough that rows of a few parts are written in parts, and some too long to be kept. */
const text = fc
  .tuple(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom(1, 40, 900, 12_000))
  .map(([part, times]) => part.repeat(times));
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(undefined, null, true, 0, -0, '', 1e21),
  text,
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(text, fc.constant(undefined)), { maxKeys: 3 }),
);
const field = fc.oneof(fc.constantFrom('a', 'b', 'c', '"quoted"', '2', '1', 'khối'), fc.string({ maxLength: 5 }));
const change = fc.dictionary(field, value, { maxKeys: 4 });

/** Each row with what the next change says, and all else as it was. */
function rowsOf(changes: readonly Row[]): readonly Row[] {
  let row: Row = {};
  return changes.map((next) => (row = { ...row, ...next }));
}

describe('the JSON of a row', () => {
  it('is that of JSON.stringify to the byte, however often its parts were written before', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        for (const row of rowsOf(changes)) {
          for (let again = 0; again < 3; again += 1) expect(jsonOf(row)).toBe(JSON.stringify(row));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('makes no part anew that is the same object as in two rows before', () => {
    let made = 0;
    const part = {
      text: 'x'.repeat(5_000),
      get counted() {
        made += 1;
        return true;
      },
    };
    for (let n = 0; n < 10; n += 1) jsonOf({ n, part });
    expect(made).toBe(2);
  });
});
