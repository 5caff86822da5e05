import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../read-models/audit-trail/audit-trail.js';
import type { YearView } from '../../read-models/bloc-history/year-view.js';
import type { PledgeStatus } from '../../read-models/pledge-status/pledge-status.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import { told } from '../support/history.js';
import { dutyHandedOver, led } from '../support/mothers/blocs.js';
import { secretaryFor } from '../support/mothers/origins.js';
import { fiveOfSeven, on, signed } from '../support/mothers/pledge.js';
import { bothPassed, closed, conferred, meeting, proposed, ranked } from '../support/mothers/voting.js';
import { ShownHistory } from '../support/shown-history.js';

const YEAR_2024 = '/blocs/cum-7-tinh/years/2024';

describe('a year over HTTP', () => {
  let shown: ShownHistory;
  beforeAll(async () => {
    shown = await ShownHistory.of(
      ...led,
      ...fiveOfSeven,
      ...meeting(),
      ranked('dien-bien', 'lao-cai'),
      ...bothPassed,
      proposed(),
      conferred({ document: { number: '12/QĐ-UBND' } }),
      closed,
      dutyHandedOver('lao-cai', 'cao-bang', { forYear: '2026', decidedIn: '2025' }),
      told(signed(on('2025-04-02'), 'ha-giang'), { origin: secretaryFor('ha-giang') }),
    );
  });
  afterAll(() => shown.stop());

  const audit = async (query: string): Promise<readonly string[]> => {
    const { body } = await shown.get<Listed<AuditEntry>>('inspector', `/audit/events${query}`);
    return body.items.map(({ row }) => row.eventId);
  };

  it('lists the years of a bloc in the order of their periods, page by page', async () => {
    const path = '/blocs/cum-7-tinh/years';
    const { body } = await shown.get<Listed<YearView>>('dashboard', `${path}?limit=2`);
    // What is known of 2026 begins with the hand-over in March 2025.
    expect(body.items.map(({ row }) => [row.year, row.status])).toEqual([
      ['2024', 'OPEN'],
      ['2025', 'OPEN'],
    ]);
    const rest = await shown.get<Listed<YearView>>('dashboard', `${path}?limit=2&cursor=${body.next}`);
    expect(rest.body.items.map(({ row }) => [row.year, row.status])).toEqual([['2026', 'NOT_OPENED']]);
  });

  it('shows the working papers to insiders and what is published to everybody', async () => {
    const inside = (await shown.get<Answered<YearView>>('representative', YEAR_2024)).body.row;
    expect([inside.ballots?.length, inside.proposals?.length, inside.rankings.length]).toEqual([1, 1, 1]);
    expect(inside.steps?.open).toEqual([]);
    const outside = (await shown.get<Answered<YearView>>('dashboard', YEAR_2024)).body.row;
    expect([outside.ballots, outside.proposals, outside.steps, outside.rankings]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
    ]);
    expect(outside.awards).toHaveLength(1);
    // Working with some bloc is not working with this one.
    const elsewhere = (await shown.get<Answered<YearView>>('appraiser', YEAR_2024)).body.row;
    expect(elsewhere).toEqual(outside);
    const { body } = await shown.get<Listed<YearView>>('appraiser', '/blocs/cum-7-tinh/years');
    expect(body.items[0]?.row).toEqual(outside);
  });

  it('tells the pledge, now and as of a day (A8)', async () => {
    const path = '/blocs/cum-7-tinh/years/2025/pledge';
    const now = await shown.get<Answered<PledgeStatus>>('dashboard', path);
    expect(now.body.row).toMatchObject({ status: 'PARTIAL', signed: 6, expected: 7 });
    const again = { 'if-none-match': now.headers.get('etag') ?? '' };
    expect((await shown.get('dashboard', path, again)).status).toBe(304);
    expect((await shown.get('dashboard', `${path}?asOf=2025-03-22`, again)).status).toBe(200);
    const then = await shown.get<Answered<PledgeStatus>>('dashboard', `${path}?asOf=2025-03-22`);
    expect(then.body.row.signed).toBe(5);
  });

  it('knows no pledge of a year that nobody has opened', async () => {
    expect((await shown.get('dashboard', '/blocs/cum-7-tinh/years/2031/pledge')).status).toBe(404);
  });

  it('finds events by bloc, year, unit, actor and type, in the order they were recorded', async () => {
    const revisions = (ids: readonly string[]) => ids.map((id) => Number(id.split('@')[1]));
    expect(revisions(await audit('?bloc=cum-7-tinh&year=2025'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await audit('?unit=ha-giang&type=PledgeSigned')).toEqual(['emulationYear-cum-7-tinh--2025@9']);
    expect(await audit('?actor=local%7Csecretary-cum-7-tinh')).toEqual(['emulationYear-cum-7-tinh--2025@9']);
    expect(await audit('?type=DutyHandedOver&bloc=cum-7-tinh')).toEqual(['bloc-cum-7-tinh@9']);
    expect(await audit('?type=NothingOfTheKind')).toEqual([]);
  });

  it('turns the order round and pages through all of it, each event once', async () => {
    const all = await audit('?limit=200');
    expect(await audit('?limit=200&order=NEWEST_FIRST')).toEqual([...all].reverse());
    const paged: string[] = [];
    let cursor = '';
    do {
      const { body } = await shown.get<Listed<AuditEntry>>('inspector', `/audit/events?limit=7${cursor}`);
      paged.push(...body.items.map(({ row }) => row.eventId));
      cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(paged).toEqual(all);
    const { body } = await shown.get<Listed<AuditEntry>>('inspector', '/audit/events?limit=7');
    const turned = await shown.get('inspector', `/audit/events?order=NEWEST_FIRST&cursor=${body.next}`);
    expect(turned.status).toBe(400);
  });

  it('finds events by any document they cite, alone or with other filters', async () => {
    expect(await audit(`?document=${encodeURIComponent('12/qđ-ubnd')}`)).toEqual([`emulationYear-cum-7-tinh--2024@9`]);
    expect(await audit('?document=01%2FBB&year=2025&bloc=cum-7-tinh')).toEqual(['emulationYear-cum-7-tinh--2025@9']);
    expect(await audit('?document=01%2FBB&year=2024&bloc=cum-7-tinh')).toEqual([]);
  });

  it('finds events by when they were recorded, days of Hanoi with both ends', async () => {
    const all = await audit('?limit=200');
    expect(await audit('?limit=200&from=2025-12-01&to=2025-12-01')).toEqual(all);
    expect(await audit('?from=2025-12-02')).toEqual([]);
    expect(await audit('?to=2025-11-30')).toEqual([]);
    expect(await audit('?from=2025-12-01T02:00:01.000Z&to=2025-12-01T02:00:02.000Z')).toEqual(all.slice(1, 3));
  });

  it('shows one event with what it says', async () => {
    const { body } = await shown.get<Answered<AuditEntry>>('secretary', '/audit/events/bloc-cum-7-tinh@9');
    expect(body.row).toMatchObject({
      type: 'DutyHandedOver',
      data: { from: 'lao-cai', to: 'cao-bang', forYear: '2026' },
    });
  });

  it.each([
    ['representative', '/audit/events', 403, 'NOT_ENTITLED'],
    ['dashboard', '/audit/events/bloc-cum-7-tinh@9', 403, 'NOT_ENTITLED'],
    ['inspector', '/audit/events/nothing', 404, 'NOT_FOUND'],
    ['inspector', '/audit/events?year=2025', 400, 'INVALID_INPUT'],
    ['inspector', '/audit/events?from=soon', 400, 'INVALID_INPUT'],
    ['inspector', '/audit/events?order=random', 400, 'INVALID_INPUT'],
    ['inspector', '/audit/events?document=01%2FBB&cursor=nonsense', 400, 'INVALID_INPUT'],
  ] as const)('answers %s at %s with %i %s', async (role, path, status, code) => {
    const { status: answered, body } = await shown.get(role, path);
    expect([answered, (body as { code: string }).code]).toEqual([status, code]);
  });
});
