import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../read-models/audit-trail/audit-trail.js';
import type { Listed } from '../../read-models/rows.js';
import { QUANG_NGAI } from '../../src/cli/demo/quang-ngai.js';
import {
  BLOC as QUANG_NGAI_BLOC,
  COUNCIL,
  RULEBOOK as QUANG_NGAI_RULEBOOK,
  SECRETARY,
} from '../../src/cli/demo/quang-ngai.cast.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import { BLOC, RULEBOOK } from '../../src/cli/demo/seven-provinces.cast.js';
import { YEAR_2025 } from '../../src/cli/demo/seven-provinces.pledges.js';
import { YEAR_2024 } from '../../src/cli/demo/seven-provinces.scores.js';
import type { Request } from '../../src/cli/demo/story.js';
import { temporaryFolder } from '../support/store-folder.js';
import { INSPECTOR, Stage } from './stage.js';
import { blocSeen, pledgeSeen, yearSeen } from './views.js';

/** Values by name: paths by their route, ids by the name of their parameter. */
type Routes = Readonly<Record<string, readonly string[]>>;

/** The values of each parameter of a path. An unknown parameter fails the test, so that no route is left out. */
const PARTS: Routes = {
  blocId: [BLOC, QUANG_NGAI_BLOC],
  year: ['2023', '2024', '2025'],
  unitId: ['dien-bien', 'so-xay-dung'],
  ballotId: ['suy-ton-co'],
  assentId: ['nhat-tri-2024'],
  listId: ['danh-sach-de-nghi-2023'],
  proposalId: ['co-dien-bien', 'co-tinh-2023'],
  commendationId: ['bang-khen-2018'],
  councilReviewId: ['hop-2023'],
  rulebookId: [RULEBOOK, QUANG_NGAI_RULEBOOK],
  version: ['1'],
  movementId: ['van-hoa-cong-so'],
  sheetKind: ['members'],
};

/** No story decides anything by assent (nhất trí), so this claim of one is added. */
const assent: Request = {
  by: SECRETARY,
  path: `/blocs/${QUANG_NGAI_BLOC}/years/2023/assents`,
  body: {
    occurredOn: { date: '2024-01' },
    assentId: 'nhat-tri-2024',
    sessionId: 'tong-ket',
    purpose: 'HEAD',
    questions: [{ questionId: 'khoi-truong', unitId: 'so-xay-dung', forYear: '2024' }],
    claim: { source: QUANG_NGAI.source },
  },
};

/** Nor does any story launch a movement: this claim tells of one of Quảng Ngãi. */
const movement: Request = {
  by: COUNCIL,
  path: '/movements',
  body: {
    occurredOn: { date: 'unknown' },
    movementId: 'van-hoa-cong-so',
    name: { vi: 'Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở' },
    launchedBy: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
    period: { from: { date: '2019' }, to: { date: '2025' } },
    claim: { source: QUANG_NGAI.source },
  },
};

/** Nor does any story go on after its proposals, so this claim of an award is added. */
const award: Request = {
  by: SECRETARY,
  path: '/commendations',
  body: {
    ...{ occurredOn: { date: '2018' }, commendationId: 'bang-khen-2018', blocId: QUANG_NGAI_BLOC, year: '2018' },
    ...{ form: 'Bằng khen', grantor: { kind: 'UNKNOWN' }, recipients: { individuals: { count: 1, named: [] } } },
    claim: { source: QUANG_NGAI.source },
  },
};

/** And a review of a pool. */
const review: Request = {
  by: COUNCIL,
  path: '/council-reviews',
  body: {
    ...{ occurredOn: { date: '2024' }, councilReviewId: 'hop-2023', forms: [{ form: 'Bằng khen', agreed: 48 }] },
    claim: { source: QUANG_NGAI.source },
  },
};

/** Routes about the process itself, or with the same answer for every ledger. */
const NOT_OF_THE_LEDGER = /^\/(health|metrics|docs)/;

type Document = Readonly<{ paths: Readonly<Record<string, Readonly<{ get?: object }>>> }>;

/** Every GET of the OpenAPI document, with all values of its parameters. */
function everyGet({ paths }: Document, parts: Routes): Routes {
  const shown = Object.entries(paths).filter(([path, { get }]) => get !== undefined && !NOT_OF_THE_LEDGER.test(path));
  return Object.fromEntries(shown.map(([path]) => [path, filled(path, parts)]));
}

function filled(path: string, parts: Routes): readonly string[] {
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
  let routes: Routes;
  let answers: Readonly<Record<string, string>>;

  /** The status and the bytes of every answer. */
  async function everyAnswer(): Promise<Readonly<Record<string, string>>> {
    await stage.seen(`/blocs?atLeast=${position}`);
    const token = await stage.service.token(INSPECTOR);
    const given: Record<string, string> = {};
    for (const path of Object.values(routes).flat()) {
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
    await stage.recorded(assent, award, movement, review);
    position = (await stage.seen<Listed<object>>('/blocs')).position;
    const trail = await stage.seen<Listed<Pick<AuditEntry, 'eventId' | 'stream'>>>('/audit/events');
    const document = await stage.seen<Document>('/docs/json');
    const first = trail.items.slice(0, 2).map(({ row }) => row);
    const events = { eventId: first.map(({ eventId }) => eventId), stream: first.map(({ stream }) => stream) };
    routes = everyGet(document, { ...PARTS, ...events, revision: ['0'] });
    answers = await everyAnswer();
  });

  afterAll(async () => {
    await stage.close();
    folder.remove();
  });

  it('is asked on every route, and each of them answers', () => {
    const silent = Object.entries(routes).filter(
      ([, paths]) => !paths.some((path) => answers[path]?.startsWith('200')),
    );
    expect(silent).toEqual([]);
    expect(Object.keys(routes)).toContain('/blocs/{blocId}/years/{year}/rankings');
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
