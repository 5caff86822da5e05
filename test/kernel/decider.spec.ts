import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import {
  breach,
  decider,
  histories,
  judge,
  refuse,
  remark,
  type Breach,
  type Circumstances,
  type Command,
  type Deciding,
  type Fact,
} from '../../src/kernel/decider.js';
import type { Event, Mode } from '../../src/kernel/event.js';
import { instantOf, type Instant, type LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf, type PartialDate } from '../../src/kernel/partial-date.js';
import { claimSurvives } from '../../src/kernel/refusal.js';
import { REFUSALS, type RefusalCode } from '../../src/kernel/refusal-table.js';

const ACT: Mode = { kind: 'ACT' };
const CLAIM: Mode = { kind: 'CLAIM', source: { title: 'Báo Lào Cai' } };

type Signed = Event<'Signed', { unit: string }>;
const signed = (unit: string): Signed => ({ type: 'Signed', data: { unit } });

/** A decision that finds these breaches in this order and then records one signature. */
function* deciding(...found: readonly Breach[]): Deciding<Signed> {
  yield* found;
  return [signed('lao-cai')];
}

const late = breach('PLEDGE_DEADLINE_PASSED', { date: '2025-03-31' });
const outsider = breach('NOT_A_MEMBER', { unit: 'yen-bai' });
const twice: Breach = { breach: 'ALREADY_SIGNED', facts: { unit: 'lao-cai' } };
const interested = remark('CONFLICT_OF_INTEREST', 'D3', { unit: 'lao-cai' });

describe('an act', () => {
  it('that breaks no rule is accepted', () => {
    expect(judge(ACT, deciding())).toEqual({ accepted: true, events: [signed('lao-cai')], warnings: [] });
  });

  it('is refused by the first rule that it breaks', () => {
    expect(judge(ACT, deciding(late, outsider))).toEqual({
      accepted: false,
      refusal: { code: 'PLEDGE_DEADLINE_PASSED', rule: 'R05', facts: { date: '2025-03-31' } },
    });
  });

  it('is not even decided to its end once it is refused', () => {
    const reached: string[] = [];
    judge(
      ACT,
      (function* (): Deciding<Signed> {
        yield outsider;
        reached.push('the end');
        return [];
      })(),
    );
    expect(reached).toEqual([]);
  });

  it('keeps a remark, which refuses nothing', () => {
    expect(judge(ACT, deciding(interested))).toEqual({
      accepted: true,
      events: [signed('lao-cai')],
      warnings: [{ code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: { unit: 'lao-cai' } }],
    });
  });
});

describe('a claim', () => {
  it('keeps the rules that it breaks as warnings, in the order of the checks', () => {
    expect(judge(CLAIM, deciding(late, interested, outsider))).toEqual({
      accepted: true,
      events: [signed('lao-cai')],
      warnings: [
        { code: 'PLEDGE_DEADLINE_PASSED', rule: 'R05', facts: { date: '2025-03-31' } },
        { code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: { unit: 'lao-cai' } },
        { code: 'NOT_A_MEMBER', rule: 'R01', facts: { unit: 'yen-bai' } },
      ],
    });
  });

  it('is refused where no source can heal it', () => {
    expect(judge(CLAIM, deciding(late, twice))).toEqual({
      accepted: false,
      refusal: { code: 'ALREADY_SIGNED', rule: 'R02', facts: { unit: 'lao-cai' } },
    });
  });

  it('is refused by the same word as the act, and nothing is decided behind it', () => {
    const refusing = (): Deciding<Signed> => refuse('ALREADY_SIGNED', { unit: 'lao-cai' });
    expect(judge(CLAIM, refusing())).toEqual(judge(ACT, deciding(twice)));
    expect(() => Array.from(refusing())).toThrow('nothing may be decided after it');
  });

  it('is refused only if the act is, and then by a rule that spares no claim', () => {
    const codes = fc.array(fc.constantFrom(...(Object.keys(REFUSALS) as RefusalCode[])), { maxLength: 6 });
    fc.assert(
      fc.property(codes, (broken) => {
        const found = broken.map((code): Breach => ({ breach: code, facts: {} }));
        const act = judge(ACT, deciding(...found));
        const claim = judge(CLAIM, deciding(...found));
        expect(act.accepted).toBe(broken.length === 0);
        expect(claim.accepted).toBe(broken.every(claimSurvives));
        expect(claim.accepted ? claim.warnings.map(({ code }) => code) : []).toEqual(claim.accepted ? broken : []);
      }),
    );
  });
});

describe('the two histories of a stream', () => {
  type Sign = Command<'Sign', { unit: string }>;
  const pledge = decider<Sign, readonly string[], Signed>({
    fold: histories<readonly string[], Signed>({
      initial: [],
      evolve: (signatories, { data }) => [...signatories, data.unit],
    }),
    *decide({ data: { unit } }, signatories) {
      if (signatories.includes(unit)) yield* refuse('ALREADY_SIGNED', { unit });
      return [signed(unit)];
    },
  });

  const fact = (unit: string, kind: Mode['kind'], revision: number): Fact<Signed> => ({
    ...signed(unit),
    revision,
    metadata: { mode: { kind } },
  });
  const circumstances = (mode: Mode): Circumstances => ({
    mode,
    origin: { subject: 'test', name: 'Tổ thư ký', role: 'secretary' },
    now: instantOf(0),
    gathered: [],
  });
  const sign = (unit: string, mode: Mode) => ({ type: 'Sign', data: { unit }, ...circumstances(mode) }) as const;
  const after = (...facts: readonly Fact<Signed>[]) => facts.reduce(pledge.fold.evolve, pledge.fold.initial);

  it('compare an act with acts alone: who signed by a claim may still sign', () => {
    const state = after(fact('lao-cai', 'CLAIM', 0));
    expect(pledge.decide(sign('lao-cai', ACT), state).accepted).toBe(true);
    expect(pledge.decide(sign('lao-cai', CLAIM), state).accepted).toBe(false);
  });

  it.each([
    ['2025', '2025-11-30T16:59:59.999Z', '2025-11-30'],
    ['2025', '2025-11-30T17:00:00.000Z', '2025-12-01'],
    ['2025', '2026-01-01T00:00:00.000Z', '2025-12-31'],
    ['2025-11-30', '2025-12-01T00:00:00.000Z', '2025-11-30'],
    ['unknown', '2025-12-01T00:00:00.000Z', '2025-12-01'],
  ])('see a fact of %s, recorded at %s, happen by %s (decision 46)', (date, recordedAt, day) => {
    type Told = Readonly<{ type: 'Told'; data: { occurredOn: PartialDate } }>;
    const { evolve, initial } = histories<LocalDate | undefined, Told>({
      initial: undefined,
      evolve: (_, { data }) => lastDayOf(data.occurredOn),
    });
    const metadata = { mode: { kind: 'CLAIM' as const }, recordedAt: recordedAt as Instant };
    expect(evolve(initial, { type: 'Told', data: { occurredOn: { date } }, revision: 0, metadata }).known).toBe(day);
  });

  it('compare a claim with everything known', () => {
    const state = after(fact('lao-cai', 'ACT', 0), fact('cao-bang', 'CLAIM', 1));
    expect(pledge.decide(sign('lao-cai', CLAIM), state).accepted).toBe(false);
    expect(pledge.decide(sign('cao-bang', CLAIM), state).accepted).toBe(false);
    expect(pledge.decide(sign('lao-cai', ACT), state).accepted).toBe(false);
  });

  it('say of what an act misses that it is known by a claim, and of what is nowhere that it is not there', () => {
    const voting = decider<Sign, readonly string[], Signed>({
      fold: pledge.fold,
      *decide({ data: { unit } }, ballots) {
        if (!ballots.includes(unit)) yield* refuse('UNKNOWN_REFERENCE', { kind: 'ballot', id: unit, allowed: ballots });
        return [signed(unit)];
      },
    });
    const state = after(fact('b1', 'ACT', 0), fact('b2', 'CLAIM', 1));
    const refused = (facts: object) => ({
      accepted: false,
      refusal: { code: 'UNKNOWN_REFERENCE', rule: 'UNKNOWN', facts: { kind: 'ballot', ...facts } },
    });
    expect(voting.decide(sign('b1', ACT), state).accepted).toBe(true);
    expect(voting.decide(sign('b2', ACT), state)).toEqual(refused({ id: 'b2', allowed: ['b1'], knownBy: 'CLAIM' }));
    expect(voting.decide(sign('b3', ACT), state)).toEqual(refused({ id: 'b3', allowed: ['b1'] }));
    expect(voting.decide(sign('b2', CLAIM), state).accepted).toBe(true);
  });

  it('are the fold of the acts and the fold of all, in any mixture', () => {
    const kinds = fc.array(fc.constantFrom<Mode['kind']>('ACT', 'CLAIM'), { maxLength: 20 });
    fc.assert(
      fc.property(kinds, (mixture) => {
        const facts = mixture.map((kind, nth) => fact(`unit-${nth}`, kind, nth));
        const units = (some: readonly Fact<Signed>[]) => some.map(({ data }) => data.unit);
        const acts = facts.filter(({ metadata }) => metadata.mode.kind === 'ACT');
        expect(after(...facts)).toEqual({ acts: units(acts), known: units(facts) });
      }),
    );
  });

  it('are one and the same until the first claim, so that a year of acts is folded once', () => {
    const { acts, known } = after(fact('lao-cai', 'ACT', 0), fact('cao-bang', 'ACT', 1));
    expect(acts).toBe(known);
  });
});
