import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Serving } from '../../read-models/read-model-store.js';
import { Fault } from '../../src/http/problems/fault.js';
import type { Problem } from '../../src/http/problems/problem.js';
import type { Position } from '../../src/kernel/event.js';
import { progressOf } from '../../src/operations/progress.js';
import { Probe, ProbeController } from './probe.js';

describe('reading what was written', () => {
  const at = (position: string) => position as Position;
  const asked: string[] = [];
  let reader: Probe;
  let headers: Record<string, string>;

  beforeAll(async () => {
    const caughtUp = async (position: Position, withinMs: number): Promise<boolean> => {
      asked.push(`${position} within ${withinMs}`);
      return position <= at('0005');
    };
    reader = await Probe.start([ProbeController], { progress: { head: async () => at('0009'), caughtUp } });
    headers = await reader.as('inspector');
  });

  afterAll(() => reader.stop());

  const read = (query: string, more: Record<string, string> = {}): Promise<Response> =>
    fetch(`${reader.url}/probes${query}`, { headers: { ...headers, ...more } });

  it('waits for the position of the receipt, at most two seconds', async () => {
    expect((await read('?atLeast=0005')).status).toBe(200);
    expect((await read('', { 'if-position': '0004' })).status).toBe(200);
    expect(asked).toEqual(['0005 within 2000', '0004 within 2000']);
  });

  it('says in time that it is not readable yet', async () => {
    for (const position of ['0006', '0009']) {
      const response = await read(`?atLeast=${position}`);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      expect(((await response.json()) as Problem).code).toBe(new Fault('NOT_READABLE_YET').code);
    }
  });

  it('refuses at once, and waits for nothing, what the log has certainly not come to', async () => {
    const before = asked.length;
    for (const position of ['0010', '9999']) {
      const response = await read(`?atLeast=${position}`);
      const { code, errors } = (await response.json()) as Problem &
        Readonly<{ errors: readonly { pointer: string }[] }>;
      expect([response.status, code, errors.map(({ pointer }) => pointer)]).toEqual([
        400,
        'INVALID_INPUT',
        ['/atLeast'],
      ]);
      expect((await read('', { 'if-position': position })).status).toBe(400);
    }
    expect(asked).toHaveLength(before);
  });

  it('looks again at a head that lies before it, where that is not certain', async () => {
    const heads = ['0003', '0004', '0005'];
    let connection = 0;
    const events = {
      get connection() {
        return connection;
      },
      head: async () => at(heads[connection] ?? ''),
      certain: async () => (connection += 1) > 2,
    };
    const progress = progressOf({ events, models: [], projector: undefined } as never);
    expect([await progress.head(at('0003')), connection]).toEqual([at('0003'), 0]);
    expect([await progress.head(at('0005')), connection]).toEqual([at('0005'), 2]);
  });

  it('asks a store how far it has come once for all who wait', async () => {
    let release: (serving: ReadonlyMap<string, Serving>) => void = () => undefined;
    const answer = new Promise<ReadonlyMap<string, Serving>>((resolve) => (release = resolve));
    const questions: (readonly string[])[] = [];
    const readModels = {
      serving: (models: readonly string[]) => {
        questions.push(models);
        return answer;
      },
    };
    const { caughtUp } = progressOf({ readModels, models: ['units', 'blocs'], projector: undefined } as never);
    const waiting = Array.from({ length: 400 }, () => caughtUp(at('0005'), 60_000));
    const serving = { version: 1, build: 1, position: at('0005') };
    release(
      new Map([
        ['units', serving],
        ['blocs', serving],
      ]),
    );
    expect((await Promise.all(waiting)).every((seen) => seen)).toBe(true);
    expect(questions).toEqual([['units', 'blocs']]);
  });

  it.each(['zzz', 'zzzz', 'a%20b', '!', '5', '000005'])(
    'refuses %s, a position that no receipt can have named',
    async (position) => {
      expect((await read(`?atLeast=${position}`)).status).toBe(400);
    },
  );
});
