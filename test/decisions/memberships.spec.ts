import { describe, expect, it } from '@jest/globals';
import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocDecider } from '../../src/blocs/bloc.decider.js';
import type { BlocEvent } from '../../src/blocs/bloc.events.js';
import { type Bloc } from '../../src/blocs/bloc.fold.js';
import { standingOfBloc } from '../../src/blocs/bloc.standing.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed, folded, scenarios, type Known } from '../support/given.js';
import { admitted, established, onBloc, withdrawn } from '../support/mothers/blocs.js';
import { council } from '../support/mothers/origins.js';
import { allStanding, fullName, unitStanding } from '../support/mothers/seven-provinces.js';

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

describe('membership', () => {
  it('is entered in any order, also before a later one, and a refusal names the one that holds already', () => {
    const past = [admitted('son-la', '2021-01-01'), withdrawn('son-la', '2023-01-01')];
    const period = { id: 'son-la', since: '2021-01-01', until: '2022-12-31' };
    const held = { ...period, kind: 'member', name: fullName('son-la') };
    const left = { ...period, kind: 'membership', of: fullName('son-la') };
    for (const later of [past, past.map(claimed)]) {
      const known = later === past ? given(established, ...later) : given(established, ...later).claiming();
      known.when(admit('son-la', '2020-02-01')).then(admitted('son-la', '2020-02-01'));
      known.when(admit('son-la', '2022-12-31')).thenRefused({ code: 'ALREADY_EXISTS', facts: held });
      known.when(withdraw('son-la', '2022-01-01')).thenRefused({ code: 'ALREADY_EXISTS', facts: left });
      known.when(withdraw('son-la', '2023-01-01')).thenRefused({ code: 'ALREADY_EXISTS', facts: left });
    }
    given(established, ...past, admitted('son-la', '2020-02-01'))
      .when(withdraw('son-la', '2020-06-01'))
      .then(withdrawn('son-la', '2020-06-01'));
    const before = bloc(established, ...past, admitted('son-la', '2020-02-01'));
    const whole = bloc(established, ...past, admitted('son-la', '2020-02-01'), withdrawn('son-la', '2020-06-01'));
    const membershipsIn = (state: Bloc) =>
      standingOfBloc(state, '2025-12-01' as LocalDate).members.map(({ membership: { from, to } }) => `${from} ${to}`);
    expect(membershipsIn(before)).toEqual(['2020-02-01 2020-12-31', '2021-01-01 2022-12-31']);
    expect(membershipsIn(whole)).toEqual(['2020-02-01 2020-05-31', '2021-01-01 2022-12-31']);
  });

  it('of which a source tells the end alone is told since when afterwards', () => {
    const ended = claimed(withdrawn('son-la', '2023-01-01'));
    given(established, ended).claiming().when(admit('son-la', '2021-01-01')).then(admitted('son-la', '2021-01-01'));
    const state = bloc(established, ended, claimed(admitted('son-la', '2021-01-01')));
    expect(standingOfBloc(state, '2025-12-01' as LocalDate).members).toEqual([
      { unitId: 'son-la', membership: { from: '2021-01-01', to: '2022-12-31' } },
    ]);
  });
});
