import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emulationYearStream } from '../../src/emulation-years/frame/frame.events.js';
import { DEFAULT_RULEBOOK } from '../../src/rulebooks/default-rulebook.js';
import { rulebookStream } from '../../src/rulebooks/rulebook.events.js';
import { nested, scoringBy } from '../support/mothers/rulebooks.js';
import { opened } from '../support/mothers/seven-provinces.js';
import { StandingFactsService, type Answer } from '../support/standing-facts-service.js';
import { METADATA } from '../support/store-events.js';

const on = (date: string): { occurredOn: { date: string } } => ({ occurredOn: { date } });
const unit = (unitId: string, name: string): object => ({
  ...on('2008-01-01'),
  unitId,
  kind: 'PROVINCE',
  name: { full: { vi: `Ủy ban nhân dân tỉnh ${name}` }, short: { vi: name } },
});
const bloc = {
  ...on('2008-01-01'),
  blocId: 'cum-7-tinh',
  kind: 'CLUSTER',
  name: { vi: 'Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc' },
  labels: { head: { vi: 'Trưởng cụm' }, deputy: { vi: 'Phó Trưởng cụm' } },
  aliases: [{ alias: '7 tỉnh miền núi, biên giới phía Bắc' }],
  parent: { kind: 'EXTERNAL', name: 'Hội đồng Thi đua - Khen thưởng Trung ương' },
};

describe('units, blocs and rulebooks over HTTP', () => {
  let service: StandingFactsService;
  const post = (...call: Parameters<StandingFactsService['post']>): Promise<Answer> => service.post(...call);

  beforeAll(async () => {
    service = await StandingFactsService.start();
    for (const [unitId, name] of [
      ['lao-cai', 'Lào Cai'],
      ['cao-bang', 'Cao Bằng'],
      ['yen-bai', 'Yên Bái'],
    ] as const) {
      expect((await post('administrator', '/units', unit(unitId, name))).status).toBe(201);
    }
    expect((await post('council', '/blocs', bloc)).status).toBe(201);
    for (const unitId of ['lao-cai', 'cao-bang']) {
      const member = { ...on('2008-01-02'), unitId };
      expect((await post('council', '/blocs/cum-7-tinh/members', member)).status).toBe(201);
    }
    const first = { ...on('2024-01-15'), forYear: '2024', head: 'lao-cai', deputies: [], flagHolder: 'lao-cai' };
    expect((await post('council', '/blocs/cum-7-tinh/first-leadership', first)).status).toBe(201);
  });

  afterAll(() => service.stop());

  it('keep facts as they were told, dated today unless told', async () => {
    const { status } = await post('council', '/blocs/cum-7-tinh/aliases', { alias: 'Cụm 7 tỉnh' });
    expect(status).toBe(201);
    const last = (await service.events('bloc-cum-7-tinh')).at(-1);
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(last?.data).toEqual({ blocId: 'cum-7-tinh', alias: 'Cụm 7 tỉnh', occurredOn: { date: today } });
  });

  it('hand the flag over while the head of 2025 is unknown, with a warning (A11)', async () => {
    const flag = { ...on('2025-03-22'), from: 'lao-cai', to: 'cao-bang', forYear: '2025' };
    const { status, body } = await post('secretary', '/blocs/cum-7-tinh/hand-overs/flag', flag);
    expect(status).toBe(201);
    const facts = { unit: 'Ủy ban nhân dân tỉnh Cao Bằng', unitId: 'cao-bang', year: '2025' };
    const messages = {
      vi: 'Cờ luân lưu được trao cho Ủy ban nhân dân tỉnh Cao Bằng khi chưa rõ đơn vị nào làm Trưởng khối, cụm tiếp theo',
      en: 'The flag goes to Ủy ban nhân dân tỉnh Cao Bằng, and it is not known who heads the bloc next',
    };
    expect(body['warnings']).toEqual([{ code: 'HEAD_UNKNOWN', rule: 'R35', facts, messages }]);
    const again = await post('secretary', '/blocs/cum-7-tinh/hand-overs/flag', flag);
    expect([again.status, again.body['code']]).toEqual([409, 'NOT_FLAG_HOLDER']);
  });

  it('hand the duty over to whom a year elected, and to nobody before', async () => {
    const duty = { ...on('2025-03-22'), from: 'lao-cai', to: 'cao-bang', forYear: '2025', decidedIn: '2024' };
    const before = await post('secretary', '/blocs/cum-7-tinh/hand-overs/duty', duty);
    expect([before.status, before.body['code']]).toEqual([409, 'HANDOVER_NOT_ALLOWED']);

    const inYear = { blocId: 'cum-7-tinh', year: '2024', occurredOn: { date: '2025-03-22' }, forYear: '2025' };
    const elected = { ...inYear, unitId: 'cao-bang', basis: { kind: 'UNKNOWN' } };
    await service.store.append(emulationYearStream('cum-7-tinh', '2024'), 'absent', [
      { ...opened(), id: crypto.randomUUID(), metadata: METADATA },
      { type: 'HeadElected', data: elected, id: crypto.randomUUID(), metadata: METADATA },
    ]);
    expect((await post('secretary', '/blocs/cum-7-tinh/hand-overs/duty', duty)).status).toBe(201);
    const last = (await service.events('bloc-cum-7-tinh')).at(-1);
    expect(last?.data).toEqual({ ...duty, blocId: 'cum-7-tinh', deputies: [] });
    expect(last?.metadata.command?.gathered.map(({ type }) => type)).toEqual([
      'UnitStanding',
      'UnitStanding',
      'LeadershipDecided',
    ]);
  });

  it('know a unit no longer from the day of its merger', async () => {
    const merger = { ...on('2025-07-01'), into: 'lao-cai' };
    expect((await post('administrator', '/units/yen-bai/merger', merger)).status).toBe(201);
    const member = { ...on('2025-07-01'), unitId: 'yen-bai' };
    const { status, body } = await post('council', '/blocs/cum-7-tinh/members', member);
    expect([status, body['code'], body['facts']]).toEqual([
      409,
      'UNIT_NOT_ACTIVE',
      {
        unit: 'Ủy ban nhân dân tỉnh Yên Bái',
        unitId: 'yen-bai',
        date: '2025-07-01',
        successor: 'lao-cai',
        heirs: ['Ủy ban nhân dân tỉnh Lào Cai'],
      },
    ]);
    const unknown = await post('council', '/blocs/cum-7-tinh/members', { unitId: 'nowhere' });
    expect([unknown.status, unknown.body['code']]).toEqual([422, 'UNKNOWN_UNIT']);
  });

  it('take a claim of a secretary about members of the own bloc alone', async () => {
    const named = { full: { vi: 'UBND tỉnh' }, short: { vi: 'UBND' } };
    const claim = { source: { title: 'Báo cáo tổng kết' } };
    const rename = { ...on('2024-06-01'), name: named, claim };
    const member = await post('secretary', '/units/lao-cai/names', rename);
    expect([member.status, member.body['code']]).toEqual([201, undefined]);
    const last = (await service.events('unit-lao-cai')).at(-1);
    expect(last?.metadata.command?.gathered).toMatchObject([
      { stream: 'bloc-cum-7-tinh', type: 'Membership', data: { blocId: 'cum-7-tinh', unitId: 'lao-cai' } },
    ]);
    const outsider = await post('secretary', '/units/yen-bai/names', rename);
    expect([outsider.status, outsider.body['code']]).toEqual([403, 'NOT_ENTITLED']);
  });

  it('keep the published rulebook to the last field', async () => {
    const { status } = await post('council', '/rulebooks/quy-che/versions', { content: DEFAULT_RULEBOOK });
    expect(status).toBe(201);
    const [event] = await service.events(rulebookStream('quy-che'));
    expect(event?.data).toMatchObject({ rulebookId: 'quy-che', version: 1 });
    expect((event?.data as { content: unknown }).content).toEqual(DEFAULT_RULEBOOK);
  });

  it('name every problem of a rulebook', async () => {
    const content = scoringBy(nested(17));
    const { status, body } = await post('council', '/rulebooks/sau/versions', { content });
    expect([status, body['code'], body['facts']]).toEqual([
      422,
      'RULEBOOK_INVALID',
      {
        problems: ['scoring.criteria: more than 16 levels deep'],
        problemsVi: ['scoring.criteria: sâu hơn 16 cấp'],
      },
    ]);
    expect(await service.events(rulebookStream('sau'))).toEqual([]);
  });

  const wrong: readonly (readonly [what: string, criteria: unknown, pointer: string])[] = [
    [
      'an unknown field deep in the tree',
      [{ ...nested(2), children: [{ ...nested(1), colour: 'red' }] }],
      '/0/children/0/colour',
    ],
    ['an unknown kind', [{ ...nested(1), kind: 'GUESSED' }], ''],
    ['a null for a line', [null], ''],
    ['a number for points', [{ ...nested(1), max: 10 }], '/0/max'],
    ['a line without its rule', [{ ...nested(1), kind: 'COUNT' }], '/0/pointsEach'],
    ['no list', 'many', ''],
  ];
  it.each(wrong)('refuse %s and name the field', async (_, criteria, pointer) => {
    const content = { ...DEFAULT_RULEBOOK, scoring: { ...DEFAULT_RULEBOOK.scoring, criteria } };
    const { status, body } = await post('council', '/rulebooks/sai/versions', { content });
    expect([status, body['code']]).toEqual([400, 'INVALID_INPUT']);
    const pointers = (body['errors'] as readonly { pointer: string }[]).map((error) => error.pointer);
    expect(pointers).toContain(`/content/scoring/criteria${pointer}`);
  });

  it('answer a rulebook with any one value replaced by another: published, or refused by name', async () => {
    const places = placesIn(DEFAULT_RULEBOOK);
    const junk = fc.oneof(
      fc.constantFrom<unknown>(null, [], {}, '', '-1', '1e5', 'NaN', '0/1', -0, 1.5, true, [null], [[]], {
        kind: 'GROUP',
      }),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), junk, async (place, value) => {
        const content = replaced(DEFAULT_RULEBOOK, place, value);
        const { status, body } = await post('council', '/rulebooks/bat-ky/versions', { content });
        seen.add(status);
        if (status === 201) return;
        const refusals = ['400 INVALID_INPUT', '422 RULEBOOK_INVALID'];
        expect(refusals).toContain(`${status} ${String(body['code'])}`);
      }),
      { numRuns: 150 },
    );
    expect([...seen].sort()).toContain(400);
  });

  it('refuse a tree without end before anything walks it', async () => {
    const { status, body } = await post('council', '/rulebooks/day/versions', { content: scoringBy(nested(2_000)) });
    expect([status, body['code']]).toEqual([400, 'INVALID_INPUT']);
  });

  it('are described: every command with its path, and the tree of criteria with itself', async () => {
    const document = (await (await fetch(`${service.url}/docs/json`)).json()) as {
      paths: Record<string, { post?: { operationId: string } }>;
      components: {
        schemas: Record<string, { properties: Record<string, { items?: { oneOf?: { $ref: string }[] } }> }>;
      };
    };
    const operations = Object.values(document.paths).flatMap(({ post: operation }) => operation?.operationId ?? []);
    expect(operations.sort()).toEqual(
      [
        ...[
          'RegisterUnit',
          'RenameUnit',
          'MergeUnit',
          'DissolveUnit',
          'SplitUnit',
          'AppointRepresentative',
          'RelieveRepresentative',
        ],
        ...[
          'EstablishBloc',
          'RenameBloc',
          'DissolveBloc',
          'AddBlocAlias',
          'DeclareBlocSize',
          'AdmitMember',
          'AdmitMembersOf',
          'WithdrawMember',
          'EstablishFirstLeadership',
        ],
        ...['HandOverDuty', 'HandOverFlag', 'SucceedDuty', 'SucceedFlag', 'PublishRulebook'],
      ].sort(),
    );
    const children = document.components.schemas['CriterionGroupBody']?.properties['children']?.items?.oneOf;
    expect(children?.map(({ $ref }) => $ref)).toContain('#/components/schemas/CriterionGroupBody');
    expect(children?.length).toBe(12);
  });
});

type Place = readonly (string | number)[];

/** Every place in a value, at any depth. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [[key], ...placesIn(entry).map((rest) => [key, ...rest])]);
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  const copy: unknown = structuredClone(value);
  const entries = copy as Record<string | number, unknown>;
  entries[key] = replaced(entries[key], rest, by);
  return copy;
}
