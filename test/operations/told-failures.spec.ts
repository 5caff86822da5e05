import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { ReadModelsUnavailable } from '../../read-models/read-model-store.js';
import { StoreRefuses, StoreUnavailable } from '../../src/log/event-store.js';
import { Outages } from '../../src/log/outages.js';
import { toldFailures } from '../../src/operations/told-failures.js';

describe('a failure of folding', () => {
  it('is told once for all read models and tries where the event store fails, and else once for each', () => {
    const lines: string[] = [];
    const tell = toldFailures(pino({}, { write: (line) => void lines.push(line) }));
    for (let nth = 0; nth < 20; nth += 1) {
      for (const model of ['units', 'blocs'])
        tell(`${model} cannot be asked`, new StoreUnavailable('EventStoreDB at x'));
      for (const model of ['units', 'blocs'])
        tell(`${model} cannot be looked after`, new ReadModelsUnavailable(new Error('full')));
      tell('Following fails', new StoreRefuses('EventStoreDB at x refuses this user', new Error('16')));
    }
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'units cannot be asked',
      'units cannot be looked after',
      'blocs cannot be looked after',
      'Following fails',
    ]);
    for (let nth = 0; nth < 30; nth += 1) tell(`a poison event ${nth % 3}`, new Error('poison'));
    expect(lines).toHaveLength(7);
  });
});

const STORE = { fails: 'The store does not answer', over: 'The store answers again' };

/** At which second what happens, and what has been said by then. */
type Step = readonly [second: number, event: 'FAILS' | 'OVER', said: readonly string[]];

const STORIES: readonly (readonly [string, readonly Step[]])[] = [
  ['one try', [[0, 'FAILS', ['The store does not answer: broken']]]],
  [
    'many tries, told again once a minute',
    [
      [0, 'FAILS', ['The store does not answer: broken']],
      [1, 'FAILS', []],
      [59, 'FAILS', []],
      [60, 'FAILS', ['The store does not answer, for 60 seconds and 4 tries by now: broken']],
      [61, 'FAILS', []],
      [70, 'OVER', ['The store answers again, after 70 seconds']],
    ],
  ],
  [
    'one that comes and goes, told once a minute',
    [
      [0, 'FAILS', ['The store does not answer: broken']],
      [1, 'OVER', ['The store answers again, after 1 seconds']],
      [2, 'FAILS', []],
      [3, 'OVER', []],
      [59, 'FAILS', []],
      [60, 'FAILS', ['The store does not answer: broken']],
      [62, 'OVER', ['The store answers again, after 3 seconds']],
    ],
  ],
  ['nothing that was wrong', [[5, 'OVER', []]]],
];

describe('an outage', () => {
  it.each(STORIES)('is told when it begins, once a minute, and when it is over: %s', (_, steps) => {
    const said: string[] = [];
    let second = 0;
    let failures = 0;
    const outages = new Outages(
      (line) => said.push(line),
      () => (failures += 1),
      () => second * 1000,
    );
    for (const [at, event, lines] of steps) {
      second = at;
      said.length = 0;
      if (event === 'FAILS') outages.failed(STORE, new Error('broken'));
      else outages.succeeded(STORE);
      expect([at, ...said]).toEqual([at, ...lines]);
    }
    expect(failures).toBe(steps.filter(([, event]) => event === 'FAILS').length);
  });

  it('is over when it is for all who try the same, and told once; who gives it up does not keep it open', () => {
    const said: string[] = [];
    let second = 0;
    const outages = new Outages(
      (line) => said.push(line),
      () => undefined,
      () => second * 1000,
    );
    const [one, other, third] = [{ ...STORE }, { ...STORE }, { ...STORE }];
    outages.failed(one, new Error('broken'));
    second = 2;
    outages.failed(other, new Error('broken'));
    outages.failed(third, new Error('broken'));
    second = 7;
    outages.succeeded(one);
    outages.succeeded(one);
    outages.givenUp(third);
    expect(outages.lasting).toEqual([{ what: STORE.fails, reason: 'broken', seconds: 7, tries: 3 }]);
    outages.succeeded(other);
    expect([outages.lasting, said]).toEqual([
      [],
      ['The store does not answer: broken', 'The store answers again, after 7 seconds'],
    ]);
    outages.failed(one, new Error('broken'));
    second = 14;
    outages.givenUp(one);
    expect(outages.lasting).toEqual([]);
  });

  it('lasts once five seconds have passed, until it is over', () => {
    let second = 0;
    const outages = new Outages(
      () => undefined,
      () => undefined,
      () => second * 1000,
    );
    outages.failed(STORE, new Error('broken', { cause: new Error('14 UNAVAILABLE') }));
    expect(outages.lasting).toEqual([]);
    second = 5;
    expect(outages.lasting).toEqual([{ what: STORE.fails, reason: '14 UNAVAILABLE', seconds: 5, tries: 1 }]);
    outages.succeeded(STORE);
    expect(outages.lasting).toEqual([]);
  });
});
