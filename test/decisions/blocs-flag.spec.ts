import { describe, expect, it } from '@jest/globals';
import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocDecider } from '../../src/blocs/bloc.decider.js';
import type { BlocEvent } from '../../src/blocs/bloc.events.js';
import { actingHeadOn } from '../../src/blocs/bloc.fold.js';
import { standingOfBloc } from '../../src/blocs/bloc.standing.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { folded, scenarios } from '../support/given.js';
import {
  flagHolderOn,
  cluster,
  decidedFor2025,
  dutyHandedOver,
  firstLeadership,
  flagHandedOver,
  led,
} from '../support/mothers/blocs.js';
import { secretary } from '../support/mothers/origins.js';
import { allStanding, BLOC_NAME, fullName, unitStanding } from '../support/mothers/seven-provinces.js';

const standings = [...allStanding, unitStanding('yen-bai')];
const given = scenarios(blocDecider, { origin: secretary(), gathered: standings });
const flag = (event = flagHandedOver('lao-cai', 'cao-bang')): BlocCommand => ({
  type: 'HandOverFlag',
  data: event.data,
});
const day = (text: string): LocalDate => text as LocalDate;
const unit = (unitId: string): { unit: string; unitId: string } => ({ unit: fullName(unitId), unitId });

describe('handing over the rotating flag', () => {
  const headUnknown = { code: 'HEAD_UNKNOWN', rule: 'R35', facts: { ...unit('cao-bang'), year: '2025' } } as const;

  it('is accepted while the head of 2025 is unknown, and says so (A11)', () => {
    given(...led)
      .when(flag())
      .thenWarns([headUnknown], flagHandedOver('lao-cai', 'cao-bang'));
    const { known: after } = folded(blocDecider, [...led, flagHandedOver('lao-cai', 'cao-bang')]);
    if (after === undefined) throw new Error('The bloc was never established');
    expect(flagHolderOn(after, day('2025-03-21'))).toBe('lao-cai');
    expect(flagHolderOn(after, day('2025-03-22'))).toBe('cao-bang');
    expect(actingHeadOn(after, day('2025-03-01'))).toBe('lao-cai');
    expect(actingHeadOn(after, day('2025-12-01'))).toBe('lao-cai');
    expect(standingOfBloc(after, day('2025-12-01')).leadership['2025']).toBeUndefined();
  });

  it('is refused by who no longer holds it (A11), and a claim of it warns', () => {
    const again = flagHandedOver('lao-cai', 'dien-bien', { occurredOn: { date: '2025-04-01' } });
    const notHolder = { code: 'NOT_FLAG_HOLDER', facts: unit('lao-cai') } as const;
    const gone = [...led, flagHandedOver('lao-cai', 'cao-bang')];
    given(...gone)
      .when(flag(again))
      .thenRefused(notHolder);
    given(...gone)
      .claiming()
      .when(flag(again))
      .thenWarns([notHolder, { ...headUnknown, facts: { ...unit('dien-bien'), year: '2025' } }], again);
  });

  it('of a bloc that brings its flag in later begins with the head, also right after it handed the duty over', () => {
    const { flagHolder: _, ...leadership } = firstLeadership().data;
    const unflagged: readonly BlocEvent[] = [...cluster, { type: 'FirstLeadershipEstablished', data: leadership }];
    given(...unflagged)
      .when(flag())
      .thenWarns([headUnknown], flagHandedOver('lao-cai', 'cao-bang'));
    given(...unflagged, dutyHandedOver('lao-cai', 'cao-bang'))
      .when(flag())
      .then(flagHandedOver('lao-cai', 'cao-bang'));
    const other = flagHandedOver('dien-bien', 'cao-bang');
    const notHolder = (unitId: string) => ({ code: 'NOT_FLAG_HOLDER', facts: unit(unitId) }) as const;
    given(...unflagged)
      .when(flag(other))
      .thenRefused(notHolder('dien-bien'));
    const later = flagHandedOver('lao-cai', 'dien-bien', { occurredOn: { date: '2025-03-23' } });
    given(...unflagged, dutyHandedOver('lao-cai', 'cao-bang'))
      .when(flag(later))
      .thenRefused(notHolder('lao-cai'));
    // Once there is a holder, the head as such has nothing to give.
    given(...unflagged, flagHandedOver('lao-cai', 'cao-bang'))
      .when(flag(later))
      .thenRefused(notHolder('lao-cai'));
  });

  it('is refused for a day before a later hand-over: the flag leaves only its current holder', () => {
    const earlier = flagHandedOver('lao-cai', 'dien-bien', { occurredOn: { date: '2025-02-01' } });
    given(...led, flagHandedOver('lao-cai', 'cao-bang'))
      .when(flag(earlier))
      .thenRefused({ code: 'NOT_FLAG_HOLDER', facts: unit('lao-cai') });
  });

  it('is accepted without a word to the elected head, elected or in office', () => {
    given(...led)
      .knowing(...standings, decidedFor2025('cao-bang'))
      .when(flag())
      .then(flagHandedOver('lao-cai', 'cao-bang'));
    given(...led, dutyHandedOver('lao-cai', 'cao-bang'))
      .when(flag())
      .then(flagHandedOver('lao-cai', 'cao-bang'));
  });

  it('to another than the elected head is accepted with a remark', () => {
    const other = { code: 'RECEIVER_NOT_ELECTED_HEAD', rule: 'R35' } as const;
    given(...led)
      .knowing(...standings, decidedFor2025('lang-son'))
      .when(flag())
      .thenWarns(
        [{ ...other, facts: { ...unit('cao-bang'), year: '2025', head: 'lang-son' } }],
        flagHandedOver('lao-cai', 'cao-bang'),
      );
  });

  it('without a year is meant for the acting head, unless that is the giver', () => {
    const { forYear: _, ...data } = flagHandedOver('lao-cai', 'cao-bang').data;
    const event: BlocEvent = { type: 'RotatingFlagHandedOver', data };
    given(...led)
      .when({ type: 'HandOverFlag', data })
      .thenWarns([{ ...headUnknown, facts: unit('cao-bang') }], event);
    given(...led, dutyHandedOver('lao-cai', 'cao-bang'))
      .when({ type: 'HandOverFlag', data })
      .then(event);
  });

  it('is refused to a unit outside the bloc', () => {
    given(...led)
      .when(flag(flagHandedOver('lao-cai', 'yen-bai')))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-22' },
      });
  });

  it('is not for a holder that was merged away: its successor asks for the succession (R40)', () => {
    const merged = unitStanding('lao-cai', { endedOn: day('2025-03-22'), successor: 'lao-cai-moi' });
    given(...led)
      .knowing(merged, unitStanding('cao-bang'))
      .when(flag())
      .thenRefused({
        code: 'UNIT_NOT_ACTIVE',
        facts: { ...unit('lao-cai'), date: '2025-03-22', successor: 'lao-cai-moi' },
      });
  });
});
