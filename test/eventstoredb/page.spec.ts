import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/eventstoredb.md'), 'utf8');

/** A line of a table of the page that begins with such a letter and a number: its cells. */
const linesOf = (letter: string): readonly (readonly string[])[] =>
  [...PAGE.matchAll(new RegExp(`^\\| (${letter}\\d+) \\| (.+) \\|$`, 'gm'))].map(([, number = '', rest = '']) => [
    number,
    ...rest.split(' | ').map((cell) => cell.trim()),
  ]);

/** The tests that a cell names and that are not there. */
function absentIn(cell: string): readonly string[] {
  return cell.split('<br>').filter((test) => {
    const [, file = '', title = ''] = /^`([\w/-]+\.spec\.ts)`: (.+)$/.exec(test) ?? [];
    const path = join(ROOT, 'test', file);
    if (file === '' || !existsSync(path)) return true;
    const text = readFileSync(path, 'utf8');
    return !["'", '"', '`'].some((quote) => text.includes(`${quote}${title}${quote}`));
  });
}

const numbersOf = (letter: string) => [...new Set(linesOf(letter).map(([number]) => number))];
const upTo = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);

describe('docs/eventstoredb.md', () => {
  it('tells all that real servers did, each where it was seen, and each fault that came of it', () => {
    expect([numbersOf('A'), numbersOf('E')]).toEqual([upTo('A', 15), upTo('E', 21)]);
    const places = linesOf('A').map(([, , seen]) => seen);
    expect([...new Set(places)].sort()).toEqual(['23.10.6', '23.10.6, three nodes', '24.10.4', 'both', 'read of']);
  });

  it('names for each line tests that there are', () => {
    const lines = [...linesOf('A'), ...linesOf('E')];
    expect(lines.flatMap((cells) => absentIn(cells.at(-1) ?? '').map((test) => [cells[0], test]))).toEqual([]);
  });

  it('names for each line of the test server a test that calls itself by its number', () => {
    const files = ['', '-following', '-appends', '-cluster', '-rights'].map((part) =>
      readFileSync(join(ROOT, `test/eventstoredb/server-facts${part}.spec.ts`), 'utf8'),
    );
    expect(upTo('A', 15).filter((number) => !files.some((text) => text.includes(`('${number}: `)))).toEqual([]);
  });
});
