import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BALLOTS, blocOf, QUESTION, SESSION_DAY, UNITS } from '../../bench/seed.js';
import type { Receipt } from '../../src/deciding/receipt.js';
import type { Problem } from '../../src/http/problems/problem.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import { logOf } from '../support/store-events.js';
import { Cluster } from './cluster.js';
import type { ServiceProcess } from './service-process.js';

const YEARS = 3;

type Answer = Readonly<{ status: number; body: Receipt & Problem }>;

describe('two API processes on one EventStoreDB', () => {
  let cluster: Cluster;
  let apis: readonly [ServiceProcess, ServiceProcess];
  let years: readonly string[];
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    cluster = await Cluster.found();
    years = await cluster.sow(YEARS);
    apis = [await cluster.start('api'), await cluster.start('api')];
    for (const unit of UNITS) {
      tokens.set(unit, await cluster.token({ subject: unit, name: unit, role: 'representative', unit }));
    }
    for (let n = 0; n < YEARS; n += 1) {
      const bloc = blocOf(n);
      tokens.set(bloc, await cluster.token({ subject: bloc, name: 'Thư ký', role: 'secretary', bloc }));
    }
  });
  afterAll(() => cluster.close(), 60_000);

  const send = async (api: ServiceProcess, path: string, sent: { by: string; body: object; key?: string }) => {
    const { by, body, key = crypto.randomUUID() } = sent;
    const response = await fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.get(by)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() } as Answer;
  };
  const vote = (unitId: string) => ({
    by: unitId,
    body: {
      unitId,
      occurredOn: SESSION_DAY,
      voter: { name: `Đại diện ${unitId}` },
      answers: [{ questionId: QUESTION, choice: 'FOR' }],
    },
  });
  const statistic = (year: number, value: number) => ({
    by: blocOf(year),
    body: {
      statisticId: 'viec-lam-moi',
      title: 'Lao động có việc làm mới',
      quantity: { value: String(value), qualifier: 'EXACT', unit: 'lao động' },
    },
  });
  const recorded = async (type: string): Promise<readonly Recorded[]> =>
    (await logOf(cluster.events, BEGINNING)).filter((event) => event.type === type);

  it('let one of two votes of a unit in, whichever process takes it, on years that both write to', async () => {
    const before = (await recorded('VoteCast')).length;
    const races = years.flatMap((year) => UNITS.map((unit) => [`${year}/ballots/${BALLOTS[0]}/votes`, unit] as const));
    const answers = await Promise.all(
      races.map(([path, unit]) => Promise.all(apis.map((api) => send(api, path, vote(unit))))),
    );
    const outcomes = answers.map((pair) => pair.map(({ status, body }) => (status === 201 ? 'RECORDED' : body.code)));
    expect(outcomes.map((pair) => [...pair].sort())).toEqual(races.map(() => ['ALREADY_VOTED', 'RECORDED']));
    expect((await recorded('VoteCast')).length - before).toBe(races.length);
  });

  it('record each of many statistics once, and number the revisions of a year without a gap', async () => {
    const sent = Array.from({ length: 30 }, (_, n) => ({
      api: apis[n % 2] ?? apis[0],
      year: n % YEARS,
      value: 200_000 + n,
    }));
    const answers = await Promise.all(
      sent.map(({ api, year, value }) => send(api, `${years[year]}/statistics`, statistic(year, value))),
    );
    const lost = answers.filter(({ status }) => status !== 201).map(({ body }) => body.code);
    // A command that loses nine races in a row is refused with this code and records nothing.
    expect(lost.filter((code) => code !== 'CONCURRENCY_CONFLICT')).toEqual([]);
    const values = (await recorded('BlocStatisticRecorded'))
      .map(({ data }) => Number((data as { quantity: { value: string } }).quantity.value))
      .filter((value) => value >= 200_000);
    expect(values).toHaveLength(answers.length - lost.length);
    expect(new Set(values).size).toBe(values.length);
    const next = new Map<string, number>();
    for (const { stream, revision } of await logOf(cluster.events, BEGINNING)) {
      expect([stream, revision]).toEqual([stream, next.get(stream) ?? 0]);
      next.set(stream, revision + 1);
    }
  });

  it('answer the same command, sent to both, with one receipt, and record it once', async () => {
    const path = `${years[0]}/ballots/${BALLOTS[1]}/votes`;
    const key = 'gui-hai-noi';
    const unit = UNITS[0] ?? '';
    const answers = await Promise.all(apis.map((api) => send(api, path, { ...vote(unit), key })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    const [event] = answers[0]?.body.events ?? [];
    expect((await recorded('VoteCast')).filter(({ id }) => id === event?.id)).toHaveLength(1);
  });

  it('see at once what the other has recorded', async () => {
    const path = `${years[1]}/ballots/${BALLOTS[2]}/votes`;
    for (const [n, unit] of UNITS.entries()) {
      const [first, second] = n % 2 === 0 ? apis : [apis[1], apis[0]];
      expect((await send(first, path, vote(unit))).status).toBe(201);
      expect((await send(second, path, vote(unit))).body.code).toBe('ALREADY_VOTED');
    }
  });
});
