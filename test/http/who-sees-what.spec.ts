import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadModelsModule } from '../../read-models/read-models.module.js';
import { ShownHistory } from '../support/shown-history.js';
import {
  CALLERS,
  type Claims,
  INCOMPLETE,
  LETTERS,
  ODDLY_ADORNED,
  PATHS,
  PUBLISHED,
  RANKED,
  RUNNING,
  type Stage,
  STAGES,
} from './who-sees-what.story.js';

/** The tag of an answer that may be known already. */
const DIGEST = /^W\/"[\w-]{22}"$/;

type Line = Readonly<{ name: string; path: string; cells: Readonly<Record<string, Readonly<Record<Stage, string>>>> }>;

const TABLE = tableIn(readFileSync(new URL('who-sees-what.md', import.meta.url), 'utf8'));

function tableIn(page: string): readonly Line[] {
  const [heading = [], , ...rows] = page
    .slice(page.indexOf('| Operation'))
    .split('\n')
    .filter((row) => row.startsWith('|'))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.map(([operation = '', of = '', ...cells]) => ({
    name: `${operation} ${of}`.trim(),
    path: PATHS[operation]?.(of) ?? '',
    cells: Object.fromEntries(cells.map((cell, nth) => [heading[nth + 2] ?? '', inStages(cell)])),
  }));
}

function inStages(cell: string): Readonly<Record<Stage, string>> {
  const [running = '', ranked = running, shown = ranked] = cell.split('>').map((part) => part.trim());
  return { running, ranked, published: shown };
}

type Seen = Readonly<{ status: number; text: string; etag: string }>;

describe('what is seen', () => {
  let shown: ShownHistory;
  const ends: Record<string, string> = {};
  const answers: Record<Stage, Map<string, Seen>> = { running: new Map(), ranked: new Map(), published: new Map() };

  beforeAll(async () => {
    shown = await ShownHistory.of();
    for (const [stage, facts] of [
      ['running', RUNNING],
      ['ranked', RANKED],
      ['published', PUBLISHED],
    ] as const) {
      ends[stage] = await shown.tell(...facts);
      for (const [line, claims] of everyQuestion())
        answers[stage].set(keyOf(line, claims), await ask(claims, line.path));
    }
  });
  afterAll(() => shown.stop());

  const ask = async (claims: Claims | undefined, path: string, headers: Record<string, string> = {}): Promise<Seen> => {
    const { status, text, headers: sent } = await shown.read(claims, path, headers);
    return { status, text, etag: sent.get('etag') ?? '' };
  };
  const answer = (stage: Stage, line: Line, claims: Claims): Seen => {
    const found = answers[stage].get(keyOf(line, claims));
    if (found === undefined) throw new Error(`${line.name} was not asked`);
    return found;
  };

  it('is told of every route that shows something', () => {
    const told = new Set(TABLE.map(({ name }) => name.split(' ')[0]));
    expect([...told].sort()).toEqual(operationsShown().sort());
  });

  it.each(STAGES)('of each route by each caller, while the year is %s, is what the table says', (stage) => {
    const table = TABLE.map(({ name, cells }) => [
      name,
      Object.entries(cells).map(([column, cell]) => [column, cell[stage]]),
    ]);
    const got = TABLE.map((line) => [
      line.name,
      Object.keys(line.cells).map((column) => {
        const found = (CALLERS[column] ?? []).map((claims) => letters(answer(stage, line, claims)));
        return [column, [...new Set(found)].join(' or ')];
      }),
    ]);
    expect(got).toEqual(table);
  });

  it('as of the end of an earlier stage is what was seen then, to the letter', async () => {
    for (const stage of ['running', 'ranked'] as const) {
      for (const [line, claims] of everyQuestion().filter(([{ name }]) => !/^List|Audit|Recorded|Version/.test(name))) {
        const { status, text } = await ask(claims, `${line.path}?asOf=${ends[stage]}`);
        const then = answer(stage, line, claims);
        const told = status === 200 ? text : status;
        expect([line.name, stage, claims, told]).toEqual([
          ...[line.name, stage, claims],
          then.status === 200 ? then.text : then.status,
        ]);
      }
    }
  });

  it('by the public and by outsiders does not move by what is hidden: not a figure, not a tag', () => {
    const outside = ['Other secretary', 'Other', 'Public'].flatMap((column) => CALLERS[column] ?? []);
    const asked = everyQuestion(outside);
    for (const [line, claims] of asked) {
      const [before, after] = [answer('running', line, claims), answer('ranked', line, claims)];
      expect([line.name, claims, withoutTrace(after)]).toEqual([line.name, claims, withoutTrace(before)]);
    }
    expect(asked.length).toBeGreaterThan(100);
  });

  it('is never taken for the answer to another, or to an earlier question', async () => {
    const [stage] = ['published'] as const;
    const claims = Object.values(CALLERS).flatMap(([first]) => (first === undefined ? [] : [first]));
    for (const line of TABLE) {
      const now = claims.map((caller) => answer(stage, line, caller));
      const known = STAGES.flatMap((at) => claims.map((caller) => answer(at, line, caller))).filter(
        ({ etag }) => etag !== '',
      );
      for (const [nth, caller] of claims.entries()) {
        const own = now[nth];
        if (own?.status !== 200 || own.etag === '') continue;
        for (const { text, etag } of known) {
          const { status } = await ask(caller, line.path, { 'if-none-match': etag });
          expect([line.name, caller, status]).toEqual([line.name, caller, toWhoKnows(text, own)]);
        }
      }
    }
  });

  it('without a token is nothing, on any route', async () => {
    for (const { name, path } of TABLE) {
      const { status, text, etag } = await ask(undefined, path);
      expect([name, status, letters({ status: 200, text }), etag]).toEqual([name, 401, '-', '']);
    }
  });

  it('with a claim absent that the role needs, or odd, is nothing, on any route', async () => {
    for (const { name, path } of TABLE) {
      for (const claims of [...INCOMPLETE, ...ODDLY_ADORNED]) {
        const { status, text } = await ask(claims, path);
        const { code } = JSON.parse(text) as { code: string };
        expect([name, claims, status, code]).toEqual([name, claims, 403, 'TOKEN_INCOMPLETE']);
      }
    }
  });
});

function everyQuestion(callers = Object.values(CALLERS).flat()): readonly (readonly [Line, Claims])[] {
  return TABLE.flatMap((line) => callers.map((claims) => [line, claims] as const));
}

function keyOf({ path }: Line, claims: Claims): string {
  return `${path} ${JSON.stringify(claims)}`;
}

/** The cell that the answer would have; an event is shown whole, whatever is in it, but for who complained. */
function letters({ status, text }: Pick<Seen, 'status' | 'text'>): string {
  if (status !== 200) return String(status);
  if (text.includes('"correlationId"')) return text.includes('NGUOI-TO-CAO') ? 'ez' : 'e';
  return LETTERS.flatMap(([letter, found]) => (found.test(text) ? [letter] : [])).join('') || '-';
}

/** A whole record is sent each time: its tag is its revision, for If-Match alone. */
function toWhoKnows(known: string, { text, etag }: Seen): number {
  return known === text && DIGEST.test(etag) ? 304 : 200;
}

/** A problem names the trace of its request. */
function withoutTrace({ status, text, etag }: Seen): unknown {
  if (status === 200) return { text, etag };
  const { traceId: _, ...problem } = JSON.parse(text) as Record<string, unknown>;
  return problem;
}

/** Every operation of the read models, by what documents it. */
function operationsShown(): string[] {
  const controllers = Reflect.getMetadata('controllers', ReadModelsModule) as readonly { prototype: object }[];
  return controllers.flatMap(({ prototype }) =>
    Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }) => {
      const operation =
        typeof value === 'function'
          ? (Reflect.getMetadata('swagger/apiOperation', value as object) as { operationId: string } | undefined)
          : undefined;
      return operation === undefined ? [] : [operation.operationId];
    }),
  );
}
