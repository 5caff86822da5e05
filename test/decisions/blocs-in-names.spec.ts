import { describe, expect, it } from '@jest/globals';
import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocDecider, blocsNamed } from '../../src/blocs/bloc.decider.js';
import type { BlocEvent } from '../../src/blocs/bloc.events.js';
import { type Bloc } from '../../src/blocs/bloc.fold.js';
import { type BlocCited, standingOfBloc } from '../../src/blocs/bloc.standing.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed, folded, scenarios, type Known } from '../support/given.js';
import { admitted, ALIAS, established, onBloc, withdrawn } from '../support/mothers/blocs.js';
import { council, gathered } from '../support/mothers/origins.js';
import { allStanding, BLOC, BLOC_NAME, unitStanding } from '../support/mothers/seven-provinces.js';

const given = scenarios(blocDecider, { origin: council, gathered: [...allStanding, unitStanding('yen-bai')] });

const admit = (unitId: string, day: string): BlocCommand => ({
  type: 'AdmitMember',
  data: { ...onBloc(day), unitId },
});

function bloc(...history: readonly Known<BlocEvent>[]): Bloc {
  const { known } = folded(blocDecider, history);
  if (known === undefined) throw new Error('The bloc was never established');
  return known;
}

describe('a name of a bloc', () => {
  const parent = { kind: 'EXTERNAL', name: 'Bộ Giao thông vận tải' } as const;
  const adding = (changes: object): BlocCommand => ({
    type: 'AddBlocAlias',
    data: { ...onBloc('2025-03-22'), alias: ALIAS, ...changes },
  });

  it('under another parent or of another time is another name', () => {
    for (const changes of [{ parent }, { from: { date: '2008' }, to: { date: '2015-06' } }]) {
      given(established)
        .when(adding(changes))
        .then({ type: 'BlocAliasAdded', data: { ...onBloc('2025-03-22'), alias: ALIAS, ...changes } });
      given(established, { type: 'BlocAliasAdded', data: { ...onBloc('2025-03-22'), alias: ALIAS, ...changes } })
        .when(adding(changes))
        .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'alias', id: ALIAS } });
    }
  });

  it('does not end before it begins', () => {
    given(established)
      .when(adding({ from: { date: '2015-07' }, to: { date: '2015-06' } }))
      .thenRefused({ code: 'INVALID_DATES', facts: { first: '2015-07', second: '2015-06', order: 'NAME_BORNE' } });
    given(established)
      .when(adding({ from: { date: '2015-07' }, to: { date: '2015' } }))
      .then({
        type: 'BlocAliasAdded',
        data: { ...onBloc('2025-03-22'), alias: ALIAS, from: { date: '2015-07' }, to: { date: '2015' } },
      });
  });

  it('may come with another parent, who must be known where it is a unit', () => {
    const data = { ...onBloc('2025-07-01'), name: BLOC_NAME, parent: { kind: 'UNIT', unitId: 'bo-moi' } } as const;
    given(established)
      .when({ type: 'RenameBloc', data })
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'bo-moi' } });
    given(established)
      .when({ type: 'RenameBloc', data: { ...data, parent } })
      .then({ type: 'BlocRenamed', data: { ...data, parent } });
  });
});

describe('a renaming of a bloc', () => {
  const parent = { kind: 'EXTERNAL', name: 'Bộ Xây dựng' } as const;
  const renaming = (changes: object = {}) => ({ ...onBloc('2025-07-01'), name: BLOC_NAME, ...changes });

  it('that would change neither its name nor who organises it is refused, and says so', () => {
    const same = { code: 'ALREADY_EXISTS', facts: { kind: 'name', id: BLOC } } as const;
    for (const changes of [{}, { parent: established.data.parent }]) {
      const command: BlocCommand = { type: 'RenameBloc', data: renaming(changes) };
      given(established).when(command).thenRefused(same);
      given(established).claiming().when(command).thenRefused(same);
    }
    for (const changes of [{ parent }, { name: { vi: 'Cụm mới' } }]) {
      const data = renaming(changes);
      given(established).when({ type: 'RenameBloc', data }).then({ type: 'BlocRenamed', data });
      given(established, { type: 'BlocRenamed', data })
        .when({ type: 'RenameBloc', data: renaming({ ...changes, occurredOn: { date: '2025-08-01' } }) })
        .thenRefused(same);
    }
  });
});

describe('dissolving a bloc', () => {
  const next = (changes: Partial<BlocCited> = {}) =>
    gathered('BlocCited', 'bloc-cum-moi', { blocId: 'cum-moi', name: { vi: 'Cụm mới' }, successors: [], ...changes });
  const data = { ...onBloc('2025-07-01'), successors: ['cum-moi'], reason: 'Sắp xếp lại các cụm thi đua' };
  const dissolving: BlocCommand = { type: 'DissolveBloc', data };
  const dissolved: BlocEvent = { type: 'BlocDissolved', data };
  const over = {
    code: 'BLOC_NOT_ACTIVE',
    facts: { bloc: BLOC_NAME.vi, date: '2025-07-01', successors: ['cum-moi'] },
  } as const;

  it('names the blocs that go on with its work, or none', () => {
    given(established).knowing(next()).when(dissolving).then(dissolved);
    given(established)
      .when({ type: 'DissolveBloc', data: { ...data, successors: [] } })
      .then({ type: 'BlocDissolved', data: { ...data, successors: [] } });
    expect(blocsNamed(dissolving)).toEqual(['cum-moi']);
  });

  it('is refused for a successor that is unknown, itself, or gone, in an act', () => {
    given(established)
      .when(dissolving)
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'bloc', id: 'cum-moi' } });
    given(established)
      .when({ type: 'DissolveBloc', data: { ...data, successors: [BLOC] } })
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/successors/0' } });
    const gone = next({ dissolvedOn: '2025-06-30' as LocalDate });
    const facts = { bloc: 'Cụm mới', date: '2025-06-30', successors: '–' };
    given(established).knowing(gone).when(dissolving).thenRefused({ code: 'BLOC_NOT_ACTIVE', facts });
    given(established)
      .knowing(gone)
      .claiming()
      .when(dissolving)
      .thenWarns([{ code: 'BLOC_NOT_ACTIVE', facts }], dissolved);
  });

  it('comes once', () => {
    const twice = { code: 'ALREADY_EXISTS', facts: { kind: 'dissolution', id: BLOC } } as const;
    given(established, dissolved).knowing(next()).when(dissolving).thenRefused(twice);
    given(established, dissolved).knowing(next()).claiming().when(dissolving).thenRefused(twice);
    given(established, claimed(dissolved)).knowing(next()).when(dissolving).then(dissolved);
  });

  it('ends what the bloc does, from that day on: an act is refused, a claim is warned, but for its names', () => {
    given(established, dissolved).when(admit('son-la', '2025-07-01')).thenRefused(over);
    given(established, dissolved)
      .claiming()
      .when(admit('son-la', '2025-07-01'))
      .thenWarns([over], admitted('son-la', '2025-07-01'));
    given(established, dissolved).when(admit('son-la', '2025-06-30')).then(admitted('son-la', '2025-06-30'));
    given(established, dissolved).claiming().when(admit('son-la', '2025')).then(admitted('son-la', '2025'));
    const alias = { ...onBloc('2025-12-01'), alias: 'Cụm cũ' };
    given(established, dissolved)
      .when({ type: 'AddBlocAlias', data: alias })
      .then({ type: 'BlocAliasAdded', data: alias });
  });

  it('has its mirror in the predecessors of the bloc that goes on', () => {
    const predecessors = { ...established.data, predecessors: ['cum-moi'] };
    given()
      .knowing(next())
      .when({ type: 'EstablishBloc', data: predecessors })
      .then({ type: 'BlocEstablished', data: predecessors });
    given()
      .when({ type: 'EstablishBloc', data: predecessors })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'bloc', id: 'cum-moi' } });
  });

  it('goes on in no bloc that is older: an act is refused, a claim is warned (decision 29)', () => {
    const going = { ...established.data, predecessors: ['cum-moi'] };
    const { date } = going.occurredOn;
    const older = next({ establishedOn: date as LocalDate });
    const younger = next({ establishedOn: '2010-01-01' as LocalDate });
    const establishing: BlocCommand = { type: 'EstablishBloc', data: going };
    given().knowing(older).when(establishing).then({ type: 'BlocEstablished', data: going });
    const reason = {
      code: 'INVALID_DATES',
      facts: { first: '2010-01-01', second: date, order: 'SUCCESSION' },
      rule: 'D29',
    } as const;
    given().knowing(younger).when(establishing).thenRefused({ code: reason.code, facts: reason.facts });
    given()
      .knowing(younger)
      .claiming()
      .when(establishing)
      .thenWarns([reason], { type: 'BlocEstablished', data: going });
  });
});

describe('the declared size of a bloc (D22)', () => {
  const declaring = (size: number, from: string): BlocCommand => ({
    type: 'DeclareBlocSize',
    data: { ...onBloc('2025-03-22'), size, from: { date: from } },
  });
  const declared = (size: number, from: string): BlocEvent => ({
    type: 'BlocSizeDeclared',
    data: { ...onBloc('2025-03-22'), size, from: { date: from } },
  });
  const sizesOf = (...history: readonly BlocEvent[]) =>
    standingOfBloc(bloc(...history), '2025-12-01' as LocalDate).declaredSizes;

  it('counts from its day on, until another is declared, in whatever order they are told', () => {
    given(established).when(declaring(9, '2024')).then(declared(9, '2024'));
    const sizes = [
      { size: 9, from: '2020-01-01', to: '2024-06-30' },
      { size: 10, from: '2024-07-01' },
    ];
    expect(sizesOf(established, declared(9, '2020'), declared(10, '2024-07'))).toEqual(sizes);
    expect(sizesOf(established, declared(10, '2024-07'), declared(9, '2020'))).toEqual(sizes);
    expect(sizesOf({ ...established, data: { ...established.data, declaredSize: 7 } })).toEqual([
      { size: 7, from: '2008-01-01' },
    ]);
    const unsaid: BlocEvent = { type: 'BlocSizeDeclared', data: { ...onBloc('2025-03-22'), size: 9 } };
    expect(sizesOf(established, unsaid)).toEqual([{ size: 9, from: '2025-03-22' }]);
    expect(sizesOf(established)).toBeUndefined();
  });

  it('is not older than the bloc', () => {
    given(established)
      .when(declaring(9, '2007-12-31'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2008-01-01', second: '2007-12-31', order: 'BLOC_EXISTS' },
      });
    given(established).claiming().when(declaring(9, '2008')).then(declared(9, '2008'));
  });

  it('says nothing more once as many are named: who leaves then makes the bloc smaller', () => {
    const two = [declared(2, '2024-01-01'), admitted('son-la', '2024-02-01'), admitted('lao-cai', '2024-03-01')];
    expect(sizesOf(established, ...two)).toEqual([{ size: 2, from: '2024-01-01', to: '2024-02-29' }]);
    expect(sizesOf(established, ...two, withdrawn('son-la', '2025-01-01'))).toEqual([
      { size: 2, from: '2024-01-01', to: '2024-02-29' },
    ]);
    expect(sizesOf(established, admitted('son-la', '2008-01-01'), declared(1, '2009'))).toBeUndefined();
  });

  it('does not take who came in the place of another for one more that is named', () => {
    const swapped = [
      admitted('son-la', '2009-01-01'),
      withdrawn('son-la', '2020-01-01'),
      admitted('lao-cai', '2020-01-01'),
    ];
    expect(sizesOf(established, declared(2, '2009'), ...swapped)).toEqual([{ size: 2, from: '2009-01-01' }]);
  });
});
