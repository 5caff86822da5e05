import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { AUDITED_TYPES } from '../../projections/audit-trail/audited.js';
import { SCHEMAS } from '../../src/slices.js';
import { catalogueProblems, changesOf, DeclaredShapes, type Shape, type Shapes } from './event-shapes.js';

const ROOT = join(import.meta.dirname, '..', '..');
const KEPT = 'test/golden/catalogue.json';
const PLANTED = 'test/golden/planted-shapes.ts';

/** `npm run shapes` sets it: what is not kept yet is written, what is kept is never touched. */
const WRITES = process.env['KEEP_SHAPES'] === 'yes';

const declared = new DeclaredShapes(ROOT, [
  'projections/audit-trail/audited.ts',
  'src/kernel/event.ts',
  PLANTED,
]);

const events = declared.ofEvents('projections/audit-trail/audited.ts', 'AuditedEvent');
const now: Shapes = Object.fromEntries([
  ...[...events].map(([type, shape]) => [`${type}.v${SCHEMAS.versionOf(type)}`, shape] as const),
  ['metadata', declared.of('src/kernel/event.ts', 'Metadata')],
]);

function kept(): Shapes {
  const path = join(ROOT, KEPT);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Shapes) : {};
}

describe('the catalogue of events', () => {
  beforeAll(() => {
    if (!WRITES) return;
    const all = Object.entries({ ...now, ...kept() }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(join(ROOT, KEPT), `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`);
  });

  it('is read whole', () => {
    expect([...events.keys()].sort()).toEqual([...AUDITED_TYPES].sort());
    for (const [key, shape] of Object.entries(now)) expect([key, Object.keys(shape).length > 1]).toEqual([key, true]);
  });

  it('has the shapes that it was closed with', () => {
    expect(catalogueProblems(kept(), now)).toEqual([]);
  });

  it('keeps a shape for each version up to the newest', () => {
    const versions = [...events.keys()].flatMap((type) =>
      Array.from({ length: SCHEMAS.versionOf(type) }, (_, index) => `${type}.v${index + 1}`),
    );
    expect(Object.keys(kept()).sort()).toEqual([...versions, 'metadata'].sort());
  });

  it('keeps what it was closed with by the commit that added the file', () => {
    expect(readFileSync(join(ROOT, 'docs/events.md'), 'utf8')).toContain('closed from the commit on that added');
    for (const [key, shape] of Object.entries(closedWith()))
      expect([key, kept()[key]]).toEqual([key, withFractionsAsValues(shape)]);
  });
});

/** What the commit that closed the catalogue kept; nothing where the files are there without their history. */
function closedWith(): Shapes {
  try {
    const commit = git('log', '--diff-filter=A', '--format=%H', '--', KEPT).trim().split('\n').at(-1) ?? '';
    return commit === '' ? {} : (JSON.parse(git('show', `${commit}:${KEPT}`)) as Shapes);
  } catch {
    return {};
  }
}

/** That commit told a fraction by the methods that its text has in the language, which is no shape of ours. */
function withFractionsAsValues(shape: Shape): Shape {
  const fractions = Object.keys(shape).flatMap((path) => (path.endsWith('.charAt') ? [path.slice(0, -'.charAt'.length)] : []));
  const others = Object.entries(shape).filter(([path]) => !fractions.some((fraction) => path.startsWith(`${fraction}.`)));
  return Object.fromEntries([...others, ...fractions.map((path) => [path, '`${bigint}/${bigint}`'] as const)]);
}

function git(...words: readonly string[]): string {
  return execFileSync('git', [...words], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
}

describe('a field', () => {
  it('is one value where its type is a text or a number of some form, not the methods of such', () => {
    expect(planted('ValuesOfManyTypes')['Noted.v1']).toEqual({
      capitals: 'Uppercase<string>',
      count: 'number & Readonly<{ tag?: "TAGGED"; }>',
      day: 'Day',
      form: '`${number}%` & Readonly<{ tag?: "TAGGED"; }>',
      'quorum?': '`${bigint}/${bigint}`',
      share: '`${bigint}/${bigint}`',
      shareOrAll: '"ALL" | `${bigint}/${bigint}`',
      'shares[]': '`${bigint}/${bigint}`',
      sure: 'true & Readonly<{ tag?: "TAGGED"; }>',
    });
  });

  it('is no method: an event is data', () => {
    expect(() => planted('WithMethod')).toThrow('place.at is a method');
  });

  it('is kept under no name that a text, a number or a list has in the language, which changes with its version', () => {
    const members = [String.prototype, Number.prototype, Boolean.prototype, Array.prototype].flatMap((value: object) =>
      Object.getOwnPropertyNames(value),
    );
    const methods = Object.entries(kept()).flatMap(([key, shape]) =>
      Object.entries(shape)
        .filter(([path, value]) => path.includes('__@') || (value === 'object' && members.includes(nameIn(path))))
        .map(([path]) => `${key} ${path}`),
    );
    expect(methods).toEqual([]);
  });
});

describe('a change of shape', () => {
  const was = planted('AsItWas');

  it('is none where the types say the same in other words', () => {
    expect(catalogueProblems(was, planted('Untouched'))).toEqual([]);
  });

  it.each<[string, string]>([
    ['FieldRemoved', 'text is gone'],
    ['FieldAdded', 'place2 is new (optional string'],
    ['FieldAddedAndObligatory', 'place2 is new (obligatory string)'],
    ['MadeObligatory', 'text was optional string, at text? and is obligatory string'],
    ['MadeOptional', 'noteId was obligatory string and is optional string'],
    ['TypeChanged', 'place was obligatory number and is obligatory string'],
    ['ListMadeOfOne', 'people.name is new'],
    ['FieldRenamed', 'place is gone'],
    ['WordRemoved', 'role was obligatory "GUEST" | "MEMBER" and is obligatory "MEMBER"'],
    ['WordAdded', 'and is obligatory "GUEST" | "MEMBER" | "UNKNOWN"'],
    ['WordRenamed', 'and is obligatory "MEMBER" | "VISITOR"'],
    ['VariantAdded', 'basis<ASSENT>.assentId is new'],
    ['VariantRemoved', 'basis<UNKNOWN>.kind is gone'],
    ['DeepFieldRemoved', 'people[].office is gone'],
    ['DeepMadeObligatory', 'people[].office was optional'],
    ['VariantFieldChanged', 'basis<BALLOT>.ballotId was obligatory string and is obligatory number'],
  ])('such as %s is found and says what to do', (name, change) => {
    const [problem = '', ...others] = catalogueProblems(was, planted(name));
    expect(others).toEqual([]);
    expect(problem).toContain(change);
    expect(problem).toContain('Noted is closed in version 1');
    expect(problem).toContain('src/log/upcasting.ts');
  });

  it('is found where an event has another name', () => {
    const problems = catalogueProblems(was, planted('Renamed'));
    expect(problems).toEqual([
      expect.stringContaining('Noted.v1 is kept and there is no such event any more'),
      expect.stringContaining('Remarked.v1 is new: run `npm run shapes`'),
    ]);
  });

  it('is lawful with a new version, which is kept beside the old one', () => {
    const { 'Noted.v1': shape = {} } = planted('FieldRemoved');
    const next = { 'Noted.v2': shape };
    expect(catalogueProblems(was, next)).toEqual([expect.stringContaining('Noted.v2 is new: run `npm run shapes`')]);
    expect(catalogueProblems({ ...was, ...next }, next)).toEqual([]);
  });

  it('is lawful of the metadata, which has no version, where it adds a word or a field that may be absent', () => {
    const before: Shape = { 'origin.role': '"council"', schema: 'number' };
    const problemsOf = (after: Shape): readonly string[] =>
      catalogueProblems({ metadata: before }, { metadata: after });
    expect(problemsOf({ 'origin.role': '"clerk" | "council"', schema: 'number', 'seal?': 'string' })).toEqual([]);
    expect(problemsOf({ 'origin.role': '"clerk"', schema: 'number' })).toHaveLength(1);
    expect(problemsOf({ 'origin.role': '"council"', schema: 'string' })).toHaveLength(1);
    expect(problemsOf({ 'origin.role': '"council"' })).toHaveLength(1);
    expect(problemsOf({ ...before, seal: 'string' })).toHaveLength(1);
  });

  it('is told of each field', () => {
    expect(changesOf({ a: 'string', 'b?': 'number' }, { 'a?': 'string', c: 'string' }).map(({ text }) => text)).toEqual([
      'a was obligatory string and is optional string, at a?',
      'b is gone (it was optional number, at b?)',
      'c is new (obligatory string)',
    ]);
  });
});

/** The last name of a path, without what the path says of absence, lists and variants. */
function nameIn(path: string): string {
  return path.replaceAll(/<[^>]*>|[?[\]]/gu, '').split('.').at(-1) ?? path;
}

function planted(name: string): Shapes {
  return Object.fromEntries([...declared.ofEvents(PLANTED, name)].map(([type, shape]) => [`${type}.v1`, shape]));
}
