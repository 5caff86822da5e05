import { describe, expect, it } from '@jest/globals';
import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocDecider, unitsNamed } from '../../src/blocs/bloc.decider.js';
import type { BlocEvent } from '../../src/blocs/bloc.events.js';
import { actingHeadOn, type Bloc } from '../../src/blocs/bloc.fold.js';
import { standingOfBloc } from '../../src/blocs/bloc.standing.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed, folded, scenarios, type Known } from '../support/given.js';
import {
  flagHolderOn,
  admitted,
  decidedFor2025,
  dutyHandedOver,
  flagHandedOver,
  handOverDuty,
  led,
  onBloc,
} from '../support/mothers/blocs.js';
import { secretary } from '../support/mothers/origins.js';
import { allStanding, BLOC_NAME, fullName, unitStanding } from '../support/mothers/seven-provinces.js';

const standings = [...allStanding, unitStanding('yen-bai')];
const given = scenarios(blocDecider, { origin: secretary(), gathered: standings });
const day = (text: string): LocalDate => text as LocalDate;
const unit = (unitId: string): { unit: string; unitId: string } => ({ unit: fullName(unitId), unitId });

function bloc(...history: readonly Known<BlocEvent>[]): Bloc {
  const { known } = folded(blocDecider, history);
  if (known === undefined) throw new Error('The bloc was never established');
  return known;
}

describe('handing over the duty of the head', () => {
  it('goes to the elected head, with the deputies in their order', () => {
    given(...led)
      .knowing(...standings, decidedFor2025('lang-son', 'son-la', 'lai-chau'))
      .when(handOverDuty('lao-cai', 'lang-son'))
      .then(
        dutyHandedOver('lao-cai', 'lang-son', {
          deputies: [
            { unitId: 'son-la', ordinal: 1 },
            { unitId: 'lai-chau', ordinal: 2 },
          ],
        }),
      );
  });

  it('changes the acting head from that day on, and the head of 2024 stays the head of 2024 (G3)', () => {
    const after = bloc(...led, dutyHandedOver('lao-cai', 'lang-son', { deputies: [{ unitId: 'son-la', ordinal: 1 }] }));
    expect(actingHeadOn(after, day('2025-03-21'))).toBe('lao-cai');
    expect(actingHeadOn(after, day('2025-03-22'))).toBe('lang-son');
    expect(standingOfBloc(after, day('2025-03-22')).leadership).toEqual({
      '2024': { head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] },
      '2025': { head: 'lang-son', deputies: [{ unitId: 'son-la', ordinal: 1 }] },
    });
  });

  it('says as an act who gives it up and which year decided; a source may know neither, and nothing is made up', () => {
    const { from: _, decidedIn: __, ...told } = handOverDuty('lao-cai', 'lang-son').data;
    given(...led)
      .when({ type: 'HandOverDuty', data: told })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'head', field: '/from' } });
    given(...led)
      .when({ type: 'HandOverDuty', data: { ...told, from: 'lao-cai' } })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'year', field: '/decidedIn' } });
    given(...led)
      .claiming()
      .when({ type: 'HandOverDuty', data: told })
      .then({ type: 'DutyHandedOver', data: { ...told, deputies: [] } });
    const after = bloc(...led, claimed({ type: 'DutyHandedOver', data: { ...told, deputies: [] } }));
    expect(actingHeadOn(after, day('2025-03-22'))).toBe('lang-son');
  });

  it('is refused before anybody was elected, and a claim of it warns (A15)', () => {
    const refused = { code: 'HANDOVER_NOT_ALLOWED', facts: unit('lang-son') } as const;
    given(...led)
      .when(handOverDuty('lao-cai', 'lang-son'))
      .thenRefused(refused);
    given(...led)
      .claiming()
      .when(handOverDuty('lao-cai', 'lang-son'))
      .thenWarns([refused], dutyHandedOver('lao-cai', 'lang-son'));
  });

  it('is refused to another than the elected head', () => {
    given(...led)
      .knowing(...standings, decidedFor2025('cao-bang'))
      .when(handOverDuty('lao-cai', 'lang-son'))
      .thenRefused({ code: 'HANDOVER_NOT_ALLOWED', facts: unit('lang-son') });
  });

  it('is refused by another than the acting head (A15)', () => {
    given(...led)
      .knowing(...standings, decidedFor2025('lang-son'))
      .when(handOverDuty('son-la', 'lang-son'))
      .thenRefused({ code: 'HANDOVER_NOT_ALLOWED', facts: unit('son-la') });
  });

  it('is refused for a day on which the giver did not lead yet', () => {
    given(...led)
      .knowing(...standings, decidedFor2025('lang-son'))
      .when(handOverDuty('lao-cai', 'lang-son', '2024-01-14'))
      .thenRefused({ code: 'HANDOVER_NOT_ALLOWED', facts: unit('lao-cai') });
  });

  it('happens once for each year, before it is asked who hands over', () => {
    given(...led, dutyHandedOver('lao-cai', 'lang-son'))
      .knowing(...standings, decidedFor2025('cao-bang'))
      .when(handOverDuty('lao-cai', 'cao-bang'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'leadership', id: '2025' } });
  });

  it('is refused when one unit would be head and deputy (R33), before R34', () => {
    given(...led)
      .knowing(...standings, decidedFor2025('lang-son', 'lang-son'))
      .when(handOverDuty('son-la', 'lang-son'))
      .thenRefused({ code: 'ROLE_CONFLICT', facts: { ...unit('lang-son'), conflict: 'SAME_UNIT' } });
  });

  it('is refused to a unit outside the bloc, before all other rules of it', () => {
    given(...led, dutyHandedOver('lao-cai', 'lang-son'))
      .when(handOverDuty('lao-cai', 'yen-bai'))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-22' },
      });
  });

  it('by a claim unlocks no act: the act is compared with acts alone', () => {
    given(...led, claimed(dutyHandedOver('lao-cai', 'lang-son')))
      .knowing(...standings, decidedFor2025('cao-bang'))
      .when(handOverDuty('lao-cai', 'cao-bang'))
      .then(dutyHandedOver('lao-cai', 'cao-bang'));
  });

  it('gathers a witness that is a unit', () => {
    const command = handOverDuty('lao-cai', 'lang-son');
    const witnessed: BlocCommand = {
      ...command,
      data: { ...command.data, witness: { kind: 'UNIT', unitId: 'bo-noi-vu' } },
    };
    expect(unitsNamed(witnessed)).toEqual({ active: ['lao-cai', 'lang-son'], known: ['bo-noi-vu'] });
  });
});

describe('the successor of a merged unit', () => {
  const on = onBloc('2025-07-15');
  const merged = (unitId: string): ReturnType<typeof unitStanding> =>
    unitStanding(unitId, { endedOn: day('2025-07-01'), successor: 'lao-cai-moi' });
  const known = (unitId: string): ReturnType<typeof unitStanding>[] => [merged(unitId), unitStanding('lao-cai-moi')];
  const history = [...led, admitted('lao-cai-moi', '2025-07-02')];
  const duty = (from: string): BlocCommand => ({ type: 'SucceedDuty', data: { ...on, from, to: 'lao-cai-moi' } });
  const holds = (from: string): BlocCommand => ({ type: 'SucceedFlag', data: { ...on, from, to: 'lao-cai-moi' } });
  const succeeded = (from: string): BlocEvent => ({
    type: 'DutySucceeded',
    data: { ...on, from, to: 'lao-cai-moi', mergedOn: day('2025-07-01') },
  });

  it('takes the duty of the head by an event of its own, citing the day of the merger (A16)', () => {
    given(...history)
      .knowing(...known('lao-cai'))
      .when(duty('lao-cai'))
      .then(succeeded('lao-cai'));
    const after = bloc(...history, succeeded('lao-cai'));
    expect(actingHeadOn(after, day('2025-07-14'))).toBe('lao-cai');
    expect(actingHeadOn(after, day('2025-07-15'))).toBe('lao-cai-moi');
    expect(standingOfBloc(after, day('2025-07-15')).leadership['2024']).toEqual({
      head: 'lao-cai-moi',
      deputies: [{ unitId: 'cao-bang', ordinal: 1 }],
    });
  });

  it('takes the place of a deputy as well, and the head stays', () => {
    given(...history)
      .knowing(...known('cao-bang'))
      .when(duty('cao-bang'))
      .then(succeeded('cao-bang'));
    const after = bloc(...history, succeeded('cao-bang'));
    expect(actingHeadOn(after, day('2025-07-15'))).toBe('lao-cai');
    expect(standingOfBloc(after, day('2025-07-15')).leadership['2024']).toEqual({
      head: 'lao-cai',
      deputies: [{ unitId: 'lao-cai-moi', ordinal: 1 }],
    });
  });

  it('takes the flag', () => {
    const event: BlocEvent = {
      type: 'FlagSucceeded',
      data: { ...on, from: 'lao-cai', to: 'lao-cai-moi', mergedOn: day('2025-07-01') },
    };
    given(...history)
      .knowing(...known('lao-cai'))
      .when(holds('lao-cai'))
      .then(event);
    expect(flagHolderOn(bloc(...history, event), day('2025-07-15'))).toBe('lao-cai-moi');
  });

  it('takes nothing that the merged unit did not have', () => {
    given(...history)
      .knowing(...known('son-la'))
      .when(duty('son-la'))
      .thenRefused({ code: 'HANDOVER_NOT_ALLOWED', facts: unit('son-la') });
    given(...history)
      .knowing(...known('son-la'))
      .when(holds('son-la'))
      .thenRefused({ code: 'NOT_FLAG_HOLDER', facts: unit('son-la') });
  });

  it('takes nothing without a merger into it by that day, in a claim neither', () => {
    const none = {
      code: 'UNKNOWN_REFERENCE',
      facts: { kind: 'succession', id: 'lao-cai', into: 'lao-cai-moi' },
    } as const;
    const active = [unitStanding('lao-cai'), unitStanding('lao-cai-moi')];
    given(...history)
      .knowing(...active)
      .when(duty('lao-cai'))
      .thenRefused(none);
    given(...history)
      .knowing(...active)
      .claiming()
      .when(holds('lao-cai'))
      .thenRefused(none);
    const later = unitStanding('lao-cai', { endedOn: day('2025-08-01'), successor: 'lao-cai-moi' });
    given(...history)
      .knowing(later, unitStanding('lao-cai-moi'))
      .when(duty('lao-cai'))
      .thenRefused(none);
  });

  it('is a member first', () => {
    given(...led)
      .knowing(...known('lao-cai'))
      .when(duty('lao-cai'))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'lao-cai-moi', unitId: 'lao-cai-moi', bloc: BLOC_NAME.vi, date: '2025-07-15' },
      });
  });

  it('is not head and deputy at once (R33)', () => {
    const into = { ...on, from: 'cao-bang', to: 'lao-cai' };
    given(...led)
      .knowing(unitStanding('cao-bang', { endedOn: day('2025-07-01'), successor: 'lao-cai' }), unitStanding('lao-cai'))
      .when({ type: 'SucceedDuty', data: into })
      .thenRefused({ code: 'ROLE_CONFLICT', facts: { ...unit('lao-cai'), conflict: 'SAME_UNIT' } });
  });
});

describe('the rotating flag', () => {
  const { from: _, ...told } = flagHandedOver('lao-cai', 'cao-bang').data;

  it('says as an act who gives it, and a source may not know', () => {
    given(...led)
      .when({ type: 'HandOverFlag', data: told })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'flag holder', field: '/from' } });
    const event: BlocEvent = { type: 'RotatingFlagHandedOver', data: told };
    expect(flagHolderOn(bloc(...led, claimed(event)), day('2025-03-22'))).toBe('cao-bang');
  });

  it('is claimed without its giver', () => {
    const { decision } = given(...led)
      .claiming()
      .when({ type: 'HandOverFlag', data: told });
    expect(decision).toMatchObject({ accepted: true, events: [{ type: 'RotatingFlagHandedOver', data: told }] });
  });
});
