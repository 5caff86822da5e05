import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { Outages, reasonOf } from '../../src/http/problems/outages.js';

describe('an outage in the log', () => {
  let lines: Record<string, unknown>[];
  let outages: Outages;

  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
    outages = new Outages(pino({ base: null, timestamp: false }, { write }));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is a line when it begins and one when it is over, however many requests it hits', () => {
    for (let nth = 0; nth < 6_655; nth += 1) {
      outages.met('STORE_UNAVAILABLE', { traceId: `t-${nth}`, reason: 'EventStoreDB does not answer' });
      jest.advanceTimersByTime(45);
    }
    expect(lines).toEqual([
      {
        level: 40,
        code: 'STORE_UNAVAILABLE',
        traceId: 't-0',
        reason: 'EventStoreDB does not answer',
        msg: 'requests are refused for now',
      },
    ]);
    jest.advanceTimersByTime(60_000);
    expect(lines.slice(1)).toMatchObject([
      { level: 30, code: 'STORE_UNAVAILABLE', requests: 6_655, msg: 'requests are refused no more' },
    ]);
  });

  it('is told again when it comes again, and apart from others', () => {
    outages.met('STORE_UNAVAILABLE', {});
    outages.met('OVERLOADED', {});
    jest.advanceTimersByTime(60_000);
    outages.met('OVERLOADED', {});
    expect(lines.map(({ level, code }) => [level, code])).toEqual([
      [40, 'STORE_UNAVAILABLE'],
      [40, 'OVERLOADED'],
      [30, 'STORE_UNAVAILABLE'],
      [30, 'OVERLOADED'],
      [40, 'OVERLOADED'],
    ]);
  });

  it('is explained by what caused it', () => {
    const refused = new Error('the store does not answer', { cause: new Error('connect ECONNREFUSED') });
    expect(reasonOf(refused)).toBe('the store does not answer: connect ECONNREFUSED');
  });
});
