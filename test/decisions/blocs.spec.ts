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
  ALIAS,
  cluster,
  established,
  firstLeadership,
  led,
  onBloc,
  withdrawn,
} from '../support/mothers/blocs.js';
import { council, report, representativeOf, secretary } from '../support/mothers/origins.js';
import { allStanding, BLOC, BLOC_NAME, fullName, SEVEN, unitStanding } from '../support/mothers/seven-provinces.js';

const given = scenarios(blocDecider, { origin: council, gathered: [...allStanding, unitStanding('yen-bai')] });

const admit = (unitId: string, day: string): BlocCommand => ({
  type: 'AdmitMember',
  data: { ...onBloc(day), unitId },
});
const withdraw = (unitId: string, day: string): BlocCommand => ({
  type: 'WithdrawMember',
  data: { ...onBloc(day), unitId, reason: 'Sáp nhập' },
});

function bloc(...history: readonly Known<BlocEvent>[]): Bloc {
  const { known } = folded(blocDecider, history);
  if (known === undefined) throw new Error('The bloc was never established');
  return known;
}

describe('establishing a bloc', () => {
  it('records kind, labels, aliases and the parent that organises it (A1)', () => {
    given().when({ type: 'EstablishBloc', data: established.data }).then(established);
  });

  it('is refused twice under one id, as a claim too', () => {
    const twice = { code: 'ALREADY_EXISTS', facts: { kind: 'bloc', id: BLOC } } as const;
    given(established).when({ type: 'EstablishBloc', data: established.data }).thenRefused(twice);
    given(established).claiming(report).when({ type: 'EstablishBloc', data: established.data }).thenRefused(twice);
  });

  it('as an act follows a claim of the same bloc', () => {
    given(claimed(established)).when({ type: 'EstablishBloc', data: established.data }).then(established);
    expect(bloc(...cluster.map(claimed), established).members.size).toBe(7);
  });

  it('is refused under a parent unit nobody knows', () => {
    const data = { ...established.data, parent: { kind: 'UNIT', unitId: 'ubnd-tinh' } } as const;
    given()
      .when({ type: 'EstablishBloc', data })
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'ubnd-tinh' } });
  });

  it('is refused for a day to come', () => {
    const data = { ...established.data, ...onBloc('2026-01-01') };
    given()
      .when({ type: 'EstablishBloc', data })
      .thenRefused({ code: 'DATE_IN_FUTURE', facts: { date: '2026-01-01' } });
  });

  it('precedes everything else about it', () => {
    given()
      .when(admit('son-la', '2024-01-01'))
      .thenRefused({ code: 'UNKNOWN_BLOC', facts: { bloc: BLOC } });
    const facts = { first: '2008-01-01', second: '2007-12-31', order: 'BLOC_EXISTS' };
    given(established).when(admit('son-la', '2007-12-31')).thenRefused({ code: 'INVALID_DATES', facts });
  });
});

describe('the names of a bloc', () => {
  const name = { vi: 'Cụm thi đua các tỉnh biên giới phía Bắc' };

  it('change from a day on', () => {
    const data = { ...onBloc('2025-07-01'), name };
    given(established).when({ type: 'RenameBloc', data }).then({ type: 'BlocRenamed', data });
    const renamed = bloc(established, { type: 'BlocRenamed', data });
    expect(standingOfBloc(renamed, '2025-06-30' as LocalDate).name).toEqual(BLOC_NAME);
    expect(standingOfBloc(renamed, '2025-07-01' as LocalDate).name).toEqual(name);
  });

  it('have aliases beside them, each once', () => {
    const alias = (text: string): BlocCommand => ({
      type: 'AddBlocAlias',
      data: { ...onBloc('2025-03-22'), alias: text },
    });
    const other = 'Cụm Thi đua 7 tỉnh miền núi biên giới phía Bắc';
    given(established)
      .when(alias(other))
      .then({ type: 'BlocAliasAdded', data: { ...onBloc('2025-03-22'), alias: other } });
    given(established)
      .when(alias(ALIAS))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'alias', id: ALIAS } });
  });
});

describe('membership', () => {
  const notAMember = (date: string): { code: 'NOT_A_MEMBER'; facts: Record<string, string> } => ({
    code: 'NOT_A_MEMBER',
    facts: { unit: fullName('son-la'), unitId: 'son-la', bloc: BLOC_NAME.vi, date },
  });

  it('begins with the day of admission and ends with the day before the withdrawal', () => {
    given(established).when(admit('son-la', '2024-01-01')).then(admitted('son-la', '2024-01-01'));
    given(established, admitted('son-la'))
      .when(withdraw('son-la', '2025-07-01'))
      .then(withdrawn('son-la', '2025-07-01'));
    const state = bloc(established, admitted('son-la', '2024-01-01'), withdrawn('son-la', '2025-07-01'));
    expect(standingOfBloc(state, '2025-12-01' as LocalDate).members).toEqual([
      { unitId: 'son-la', membership: { from: '2024-01-01', to: '2025-06-30' } },
    ]);
  });

  it('is one at a time, and may begin anew after it has ended', () => {
    const twice = { code: 'ALREADY_EXISTS', facts: { kind: 'member', id: 'son-la' } } as const;
    const left = [established, admitted('son-la', '2024-01-01'), withdrawn('son-la', '2025-07-01')];
    given(established, admitted('son-la', '2024-01-01')).when(admit('son-la', '2025-01-01')).thenRefused(twice);
    given(...left)
      .when(admit('son-la', '2025-06-30'))
      .thenRefused(twice);
    given(...left)
      .when(admit('son-la', '2025-07-01'))
      .then(admitted('son-la', '2025-07-01'));
  });

  it('is needed to withdraw, and a claim of it warns', () => {
    given(established).when(withdraw('son-la', '2025-07-01')).thenRefused(notAMember('2025-07-01'));
    given(established, admitted('son-la', '2025-07-01'))
      .when(withdraw('son-la', '2025-07-01'))
      .thenRefused(notAMember('2025-07-01'));
    given(established)
      .claiming()
      .when(withdraw('son-la', '2025-07-01'))
      .thenWarns([notAMember('2025-07-01')], withdrawn('son-la', '2025-07-01'));
  });

  it('is not for a unit that nobody knows, or that has ended by that day (R40)', () => {
    given(established)
      .when(admit('ubnd-la', '2024-01-01'))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'ubnd-la' } });
    const ended = unitStanding('ha-giang', { endedOn: '2025-07-01' as LocalDate, successor: 'tuyen-quang' });
    const facts = { unit: fullName('ha-giang'), unitId: 'ha-giang', date: '2025-07-01', successor: 'tuyen-quang' };
    given(established)
      .knowing(ended)
      .when(admit('ha-giang', '2025-07-01'))
      .thenRefused({ code: 'UNIT_NOT_ACTIVE', facts });
    given(established).knowing(ended).claiming().when(admit('ha-giang', '2025')).then(admitted('ha-giang', '2025'));
    given(established).knowing(ended).when(admit('ha-giang', '2025-06-30')).then(admitted('ha-giang', '2025-06-30'));
    given(...cluster)
      .knowing(ended)
      .when(withdraw('ha-giang', '2025-07-01'))
      .then(withdrawn('ha-giang', '2025-07-01'));
  });

  it('is not for a unit before it exists; a claim of it warns (R40)', () => {
    const later = unitStanding('son-la', { existsFrom: { date: '2025-07' } });
    const facts = { unit: fullName('son-la'), unitId: 'son-la', date: '2025-07' };
    given(established).knowing(later).when(admit('son-la', '2020-01-01')).thenRefused({ code: 'UNIT_NOT_YET', facts });
    given(established)
      .knowing(later)
      .claiming()
      .when(admit('son-la', '2020-01-01'))
      .thenWarns([{ code: 'UNIT_NOT_YET', facts }], admitted('son-la', '2020-01-01'));
    given(established).knowing(later).when(admit('son-la', '2025-07-01')).then(admitted('son-la', '2025-07-01'));
  });

  it('told by a claim and by an act is one and the same', () => {
    given(established, claimed(admitted('son-la', '2020-01-01')))
      .when(admit('son-la', '2024-01-01'))
      .then(admitted('son-la', '2024-01-01'));
    const state = bloc(established, claimed(admitted('son-la', '2020-01-01')), admitted('son-la', '2024-01-01'));
    expect(standingOfBloc(state, '2024-01-01' as LocalDate).members).toEqual([
      { unitId: 'son-la', membership: { from: '2020-01-01' } },
    ]);
  });
});

describe('the first leadership', () => {
  const establish = (changes: Parameters<typeof firstLeadership>[0] = {}): BlocCommand => ({
    type: 'EstablishFirstLeadership',
    data: firstLeadership(changes).data,
  });

  it('names head, deputies and the holder of the flag (A1)', () => {
    given(...cluster)
      .when(establish())
      .then(firstLeadership());
    expect(standingOfBloc(bloc(...led), '2024-02-01' as LocalDate)).toEqual({
      blocId: BLOC,
      name: BLOC_NAME,
      establishedOn: '2008-01-01',
      members: SEVEN.map((unitId) => ({ unitId, membership: { from: '2008-01-02' } })),
      leadership: { '2024': { head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] } },
      actingHead: 'lao-cai',
      revision: 8,
    });
  });

  it('names its head as an act; a source may know a deputy alone, and which one it is', () => {
    const { head: _, flagHolder: __, ...withoutHead } = firstLeadership().data;
    const second = { ...withoutHead, deputies: [{ unitId: 'son-la', ordinal: 2 }] };
    given(...cluster)
      .when({ type: 'EstablishFirstLeadership', data: second })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'head', field: '/head' } });
    given(...cluster)
      .claiming()
      .when({ type: 'EstablishFirstLeadership', data: second })
      .then({ type: 'FirstLeadershipEstablished', data: second });
    const known = bloc(...cluster, claimed({ type: 'FirstLeadershipEstablished', data: second }));
    const standing = standingOfBloc(known, '2024-02-01' as LocalDate);
    expect(standing.leadership).toEqual({ '2024': { deputies: second.deputies } });
    expect(standing).not.toHaveProperty('actingHead');
  });

  it('has one first deputy', () => {
    const deputies = ['cao-bang', 'son-la'].map((unitId) => ({ unitId, ordinal: 1 }));
    given(...cluster)
      .when(establish({ deputies }))
      .thenRefused({ code: 'ROLE_CONFLICT', facts: { unit: fullName('son-la'), conflict: 'SAME_ORDER' } });
  });

  it('is not known before its day', () => {
    expect(actingHeadOn(bloc(...led), '2024-01-14' as LocalDate)).toBeUndefined();
    expect(flagHolderOn(bloc(...led), '2024-01-14' as LocalDate)).toBeUndefined();
    expect(flagHolderOn(bloc(...led), '2024-01-15' as LocalDate)).toBe('lao-cai');
  });

  it('is established once', () => {
    given(...led)
      .when(establish())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'leadership', id: BLOC } });
  });

  it('is of different units (R33), also in a claim', () => {
    const conflict = { code: 'ROLE_CONFLICT', facts: { unit: fullName('lao-cai'), conflict: 'SAME_UNIT' } } as const;
    given(...cluster)
      .when(
        establish({
          deputies: [
            { unitId: 'cao-bang', ordinal: 1 },
            { unitId: 'lao-cai', ordinal: 2 },
          ],
        }),
      )
      .thenRefused(conflict);
    given(...cluster)
      .claiming()
      .when(establish({ deputies: [{ unitId: 'lao-cai', ordinal: 1 }] }))
      .thenRefused(conflict);
  });

  it('is of members: that comes before every other rule of it', () => {
    const outsider = {
      code: 'NOT_A_MEMBER',
      facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2024-01-15' },
    } as const;
    const command = establish({
      deputies: [
        { unitId: 'yen-bai', ordinal: 1 },
        { unitId: 'yen-bai', ordinal: 2 },
      ],
    });
    given(...led)
      .when(command)
      .thenRefused(outsider);
    given(...cluster)
      .when(establish({ flagHolder: 'yen-bai' }))
      .thenRefused(outsider);
  });
});

describe('who may send what to a bloc', () => {
  it('is the own bloc for its secretary', () => {
    const facts = { role: 'secretary', command: 'AddBlocAlias', who: 'CLAIM' };
    const notEntitled = { code: 'NOT_ENTITLED', facts } as const;
    const command: BlocCommand = { type: 'AddBlocAlias', data: { ...onBloc('2025-03-22'), alias: 'C7' } };
    given(...led)
      .by(secretary('khoi-kinh-te'))
      .claiming()
      .when(command)
      .thenRefused(notEntitled);
    given(...led)
      .by(secretary())
      .claiming()
      .when(command)
      .then({ type: 'BlocAliasAdded', data: command.data });
  });

  it('is no bloc at all for a secretary of none', () => {
    const { blocId: _, ...ofNone } = secretary();
    given(...led)
      .by(ofNone)
      .claiming()
      .when({ type: 'AddBlocAlias', data: { ...onBloc('2025-03-22'), alias: 'C7' } })
      .thenRefused({ code: 'NOT_ENTITLED', facts: { role: 'secretary', command: 'AddBlocAlias' } });
  });

  it('is the acting head for a representative', () => {
    const command: BlocCommand = { type: 'AddBlocAlias', data: { ...onBloc('2025-03-22'), alias: 'C7' } };
    given(...led)
      .by(representativeOf('lao-cai'))
      .when(command)
      .then({ type: 'BlocAliasAdded', data: command.data });
    given(...led)
      .by(representativeOf('cao-bang'))
      .when(command)
      .thenRefused({
        code: 'NOT_ENTITLED',
        facts: { role: 'representative', command: 'AddBlocAlias', who: 'COUNCIL' },
      });
  });
});

describe('the units a command names', () => {
  it('are gathered whether they act or may have ended', () => {
    expect(unitsNamed({ type: 'EstablishFirstLeadership', data: firstLeadership().data })).toEqual({
      active: ['lao-cai', 'cao-bang'],
      known: [],
    });
    expect(unitsNamed(withdraw('son-la', '2025-07-01'))).toEqual({ active: [], known: ['son-la'] });
  });
});
