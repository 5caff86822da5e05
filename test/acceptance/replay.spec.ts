import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Listed } from '../../read-models/rows.js';
import { BLOC as QUANG_NGAI_BLOC } from '../../src/cli/demo/quang-ngai.cast.js';
import { QUANG_NGAI } from '../../src/cli/demo/quang-ngai.js';
import { BLOC } from '../../src/cli/demo/seven-provinces.cast.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import { YEAR_2025 } from '../../src/cli/demo/seven-provinces.pledges.js';
import { YEAR_2024 } from '../../src/cli/demo/seven-provinces.scores.js';
import { temporaryFolder } from '../support/store-folder.js';
import { INSPECTOR, Stage } from './stage.js';
import { blocSeen, pledgeSeen, yearSeen } from './views.js';

/** What stands for each part of a path; a part that is not here fails the test, so that no route is left out. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  blocId: [BLOC, QUANG_NGAI_BLOC],
  year: ['2023', '2024', '2025'],
  unitId: ['dien-bien', 'so-xay-dung'],
  voteId: ['suy-ton-co', 'danh-sach-de-nghi-2023'],
};

/** About the process itself, or the same for every ledger. */
const NOT_OF_THE_LEDGER = /^\/(health|metrics|docs)/;

type Document = Readonly<{ paths: Readonly<Record<string, Readonly<{ get?: object }>>> }>;

/** Every GET of the OpenAPI document, with all that can stand in its path. */
function everyGet({ paths }: Document, parts: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(paths)
    .filter(([path, { get }]) => get !== undefined && !NOT_OF_THE_LEDGER.test(path))
    .flatMap(([path]) => filled(path, parts));
}

function filled(path: string, parts: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const part = /\{(\w+)\}/.exec(path)?.[1];
  if (part === undefined) return [path];
  const values = parts[part];
  if (values === undefined) throw new RangeError(`What stands for {${part}} in ${path}?`);
  return values.flatMap((value) => filled(path.replace(`{${part}}`, value), parts));
}

describe('a ledger that is stopped and started again', () => {
  const folder = temporaryFolder();
  const stores = {
    EVENT_STORE: `sqlite:${folder.path('ledger.db')}`,
    READ_MODELS: `sqlite:${folder.path('read-models.db')}`,
  };
  let stage: Stage;
  let position: string;
  let asked: readonly string[];
  let answers: Readonly<Record<string, string>>;

  /** Status and bytes of every answer. */
  async function everyAnswer(): Promise<Readonly<Record<string, string>>> {
    await stage.seen(`/blocs?atLeast=${position}`);
    const token = await stage.service.token(INSPECTOR);
    const given: Record<string, string> = {};
    for (const path of asked) {
      const response = await stage.service.raw(path, { headers: { authorization: `Bearer ${token}` } });
      given[path] = `${response.status} ${(await response.text()).replace(/"traceId":"[^"]*"/, '')}`;
    }
    return given;
  }

  async function restart(): Promise<void> {
    await stage.close();
    stage = await Stage.open(stores);
  }

  beforeAll(async () => {
    stage = await Stage.open(stores);
    await stage.play(...SEVEN_PROVINCES.chapters, ...QUANG_NGAI.chapters);
    position = (await stage.seen<Listed<object>>('/blocs')).position;
    const trail = await stage.seen<Listed<Readonly<{ eventId: string }>>>('/audit/events');
    const document = await stage.seen<Document>('/docs/json');
    asked = everyGet(document, { ...PARTS, eventId: trail.items.slice(0, 2).map(({ row }) => row.eventId) });
    answers = await everyAnswer();
  });

  afterAll(async () => {
    await stage.close();
    folder.remove();
  });

  it('has an answer of its own on every route', () => {
    const answered = Object.entries(answers).filter(([, answer]) => answer.startsWith('200 '));
    const routes = asked.filter((path) => answered.some(([known]) => known === path));
    expect(Object.values(answers).map((answer) => answer.slice(0, 3))).not.toContain('500');
    expect(routes.length).toBeGreaterThan(20);
  });

  it('answers every query with the same bytes', async () => {
    await restart();
    expect(await everyAnswer()).toEqual(answers);
  });

  it('A25 (i) answers with the same bytes when every read model was dropped and folded again', async () => {
    await stage.close();
    for (const file of ['read-models.db', 'read-models.db-wal', 'read-models.db-shm']) {
      await rm(folder.path(file), { force: true });
    }
    stage = await Stage.open(stores);
    expect(await everyAnswer()).toEqual(answers);
  });

  it('A25 (ii) knows on the evening of 21/3/2025 ranking and proposals, and neither pledge nor hand-over', async () => {
    const year = await yearSeen(stage, `${YEAR_2024}?asOf=2025-03-21`);
    expect(year.rankings.flatMap(({ places }) => places).map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(year.proposals?.map(({ proposalId }) => proposalId)).toEqual(['co-dien-bien', 'bang-khen-lao-cai']);
    expect([year.awards, year.rankings[0]?.published]).toEqual([[], undefined]);
    const pledge = await pledgeSeen(stage, YEAR_2025, '?asOf=2025-03-21');
    expect([pledge.status, pledge.signed]).toEqual(['NOT_AGREED', 0]);
    const bloc = await blocSeen(stage, BLOC, '?asOf=2025-03-21');
    expect(bloc.flag.map(({ value }) => value.holder)).toEqual(['lao-cai']);
  });
});
