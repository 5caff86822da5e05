import { describe, expect, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { SubjectRegistered } from '../../src/emulation-years/scoring/scoring.events.js';
import type { Scope } from '../../src/kernel/scope.js';
import { representativeOf } from '../support/mothers/origins.js';
import { places } from '../support/mothers/rankings.js';
import { allAgreed, HUNDREDS, marked, pledgedBy, submitted } from '../support/mothers/scoring.js';
import { BLOC_NAME, fullName, inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { given, rankedBy, ranking, scoring, sheet } from '../support/mothers/subjects.js';

const year = year2024({ scoring });
const GROUP: Scope = { group: 'khu-dan-cu' };

const registered = (changes: Partial<SubjectRegistered['data']> = {}): SubjectRegistered => ({
  type: 'SubjectRegistered',
  data: {
    ...inYear('2024-04-01'),
    subjectId: 'to-5',
    unitId: 'dien-bien',
    name: { vi: 'Tổ dân phố số 5' },
    group: 'khu-dan-cu',
    ...changes,
  },
});
const registering = (changes: Partial<SubjectRegistered['data']> = {}): EmulationYearCommand => ({
  type: 'RegisterSubject',
  data: registered(changes).data,
});
describe('registering a subject (H6)', () => {
  it('is the act of the member whose it is, under an id that the year knows once', () => {
    given(...year)
      .by(representativeOf('dien-bien'))
      .when(registering())
      .then(registered());
    given(...year, registered())
      .by(representativeOf('son-la'))
      .when(registering({ unitId: 'son-la' }))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'subject', id: 'to-5', of: fullName('dien-bien') } });
  });

  it('is in a group that the rulebook declares, or in none; a year without a rulebook takes a claim', () => {
    given(...year)
      .by(representativeOf('dien-bien'))
      .when(registering({ group: 'la' }))
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { field: '/group', kind: 'group', id: 'la', allowed: ['khu-dan-cu'] },
      });
    given(year[0])
      .claiming()
      .when(registering({ group: 'la' }))
      .then(registered({ group: 'la' }));
  });

  it('is of a unit whose year is scored', () =>
    given(...year)
      .claiming()
      .when(registering({ unitId: 'yen-bai' }))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: 'yen-bai' } }));
});

describe('a sheet of a subject', () => {
  const scope = { subject: 'to-5' };
  const handingIn: EmulationYearCommand = {
    type: 'SubmitSelfScore',
    data: { ...inYear('2025-02-10'), unitId: 'dien-bien', scope, lines: marked(HUNDREDS) },
  };
  const handedIn: EmulationYearEvent = {
    type: 'SelfScoreSubmitted',
    data: { ...submitted('dien-bien').data, scope },
  };
  const unknown = {
    code: 'SUBJECT_NOT_REGISTERED',
    facts: { subject: 'to-5', unit: fullName('dien-bien'), unitId: 'dien-bien' },
  } as const;

  it('is of one that its member registered; a claim of another is warned of', () => {
    const before = [...year, ...pledgedBy('dien-bien')];
    given(...before, registered())
      .by(representativeOf('dien-bien'))
      .when(handingIn)
      .then(handedIn);
    given(...before)
      .by(representativeOf('dien-bien'))
      .when(handingIn)
      .thenRefused(unknown);
    given(...before, registered({ unitId: 'son-la' }))
      .by(representativeOf('dien-bien'))
      .when(handingIn)
      .thenRefused(unknown);
    given(...before)
      .claiming()
      .when(handingIn)
      .thenWarns([unknown], handedIn);
  });
});

describe('a ranking of a group', () => {
  const history = [
    ...year,
    registered(),
    registered({ subjectId: 'to-6', name: { vi: 'Tổ dân phố số 6' } }),
    sheet('dien-bien', { subject: 'to-5' }, ['500', '250', '90']),
    sheet('dien-bien', { subject: 'to-6' }, ['400', '250', '90']),
    sheet('son-la', {}, ['450', '250', '90']),
  ];

  it('ranks what is registered in it beside the units that the rulebook lists, each on a place of its own', () =>
    expect(places(rankedBy(history, ranking(GROUP)))).toEqual([
      [1, 'dien-bien|to-5'],
      [2, 'son-la'],
      [3, 'dien-bien|to-6'],
    ]));

  it('needs the sheet of each, and not that of its member', () =>
    given(...history.slice(0, -2), sheet('dien-bien', {}), sheet('son-la', {}))
      .when(ranking(GROUP))
      .thenRefused({ code: 'RANKING_INCOMPLETE', facts: { units: [fullName('dien-bien')], unitIds: ['dien-bien'] } }));

  it('is broken by subjects where two of one member are tied', () => {
    const even = [
      ...history.slice(0, -2),
      sheet('dien-bien', { subject: 'to-6' }, ['500', '250', '90']),
      sheet('son-la', {}),
    ];
    const first: EmulationYearEvent = { type: 'RankingComputed', data: rankedBy(even, ranking(GROUP)) };
    const tie = {
      ...inYear('2025-03-22'),
      ...{ scope: GROUP, rank: 1, key: 'HEAD_DECIDES' as const, reason: 'Trưởng cụm quyết định' },
      order: [
        { unitId: 'dien-bien', subjectId: 'to-6' },
        { unitId: 'dien-bien', subjectId: 'to-5' },
      ],
    };
    const tieKeys = [{ key: 'HEAD_DECIDES' as const }];
    const [opened, adopted] = year2024({ scoring, ranking: { ...rulebook.ranking, tieKeys } });
    given(opened, adopted, ...even.slice(2), first)
      .when({ type: 'BreakTie', data: tie })
      .then({ type: 'TieBroken', data: { ...tie, version: 1 } });
  });
});

describe('a group that the rulebook leaves open', () => {
  const open = year2024({ scoring: { ...scoring, groups: [...scoring.groups, { id: 'nhom-mo' }] } });
  const scope: Scope = { group: 'nhom-mo' };
  const naming = (unitIds: readonly string[], group = 'nhom-mo') => ({ ...inYear('2024-04-01'), group, unitIds });
  const named = (...unitIds: readonly string[]): EmulationYearEvent => ({
    type: 'GroupMembersNamed',
    data: naming(unitIds),
  });

  it('has the members that are named, by the last naming', () => {
    given(...open)
      .when({ type: 'NameGroupMembers', data: naming(['lao-cai', 'cao-bang']) })
      .then(named('lao-cai', 'cao-bang'));
    const sheets = [sheet('lao-cai', {}), sheet('cao-bang', {}, ['600', '250', '90']), sheet('ha-giang', scope)];
    const history = [...open, named('ha-giang'), named('lao-cai', 'cao-bang'), ...sheets];
    expect(places(rankedBy(history, ranking(scope)))).toEqual([
      [1, 'cao-bang'],
      [2, 'lao-cai'],
    ]);
    given(...open, named('lao-cai', 'cao-bang'), sheet('lao-cai', {}))
      .when(ranking(scope))
      .thenRefused({ code: 'RANKING_INCOMPLETE', facts: { units: [fullName('cao-bang')], unitIds: ['cao-bang'] } });
  });

  it('is not ranked, and takes no sheet, before they are', () => {
    const handingIn = {
      type: 'SubmitSelfScore' as const,
      data: { ...inYear('2025-02-10'), unitId: 'lao-cai', scope, lines: marked(HUNDREDS) },
    };
    const unit = { unit: fullName('lao-cai'), unitId: 'lao-cai' };
    const outside = {
      code: 'NOT_IN_GROUP',
      facts: { ...unit, group: 'nhom-mo', groupId: 'nhom-mo', allowed: [] },
    } as const;
    given(...open, sheet('lao-cai', scope))
      .when(ranking(scope))
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'group members', id: 'nhom-mo', ofYear: '2024' } });
    given(...open, ...pledgedBy('lao-cai'))
      .by(representativeOf('lao-cai'))
      .when(handingIn)
      .thenRefused(outside);
    given(...open, ...pledgedBy('lao-cai'), named('lao-cai'))
      .by(representativeOf('lao-cai'))
      .when(handingIn)
      .then({ type: 'SelfScoreSubmitted', data: { ...submitted('lao-cai', HUNDREDS).data, scope } });
  });

  it('is one of the rulebook without units, and its members stand in no other', () => {
    given(...open)
      .when({ type: 'NameGroupMembers', data: naming(['lao-cai'], 'khu-dan-cu') })
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { field: '/group', kind: 'group', id: 'khu-dan-cu', allowed: ['nhom-mo'] },
      });
    given(...open)
      .when({ type: 'NameGroupMembers', data: naming(['lao-cai', 'son-la']) })
      .thenRefused({
        code: 'INVALID_INPUT',
        facts: { field: '/unitIds/1', allowed: SEVEN.filter((unitId) => unitId !== 'son-la') },
      });
    given(...open)
      .when({ type: 'NameGroupMembers', data: naming(['yen-bai']) })
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2024-04-01' },
      });
  });
});

describe('a ranking without any agreed score', () => {
  it('is none, also where a source tells of one', () =>
    given(...year)
      .claiming()
      .when(ranking({}))
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'agreed score', id: '2024', ofYear: '2024' } }));
});

describe('a ranking of the whole (D23)', () => {
  const others = allAgreed().filter(({ type, data }) => type !== 'ScoreAgreed' || data.unitId !== 'dien-bien');
  const missing = {
    code: 'RANKING_INCOMPLETE',
    facts: { units: [fullName('dien-bien')], unitIds: ['dien-bien'] },
  } as const;

  it.each<[string, readonly Scope[]]>([
    ['a subject', [{ subject: 'to-5' }]],
    ['two subjects', [{ subject: 'to-5' }, { subject: 'to-6' }]],
    ['a part of the year', [{ subPeriod: 'quy-1' }]],
    ['a track', [{ track: 'cong-doan' }]],
  ])('takes no sheet of %s for it', (_, scopes) =>
    given(
      ...year,
      registered(),
      registered({ subjectId: 'to-6' }),
      ...others,
      ...scopes.map((scope) => sheet('dien-bien', scope)),
    )
      .when(ranking({}))
      .thenRefused(missing),
  );

  it('is the same in whatever order sheets of parts are agreed beside those of the whole', () => {
    const parts = [
      sheet('dien-bien', { subject: 'to-5' }, ['1', '1', '1']),
      sheet('dien-bien', { subPeriod: 'quy-1' }, ['9', '9', '9']),
    ];
    const whole = sheet('dien-bien', {}, ['585.50', '290.00', '93.00']);
    const orders = [
      [...parts, whole],
      [whole, ...parts],
    ].map((sheets) => places(rankedBy([...year, registered(), ...others, ...sheets], ranking({}))));
    expect(orders[0]).toEqual(orders[1]);
    expect(orders[0]?.[0]).toEqual([1, 'dien-bien']);
  });
});

describe('the places of a source (D45)', () => {
  const groups = [
    { rank: 1, subjects: [{ unitId: 'dien-bien' }, { unitId: 'son-la' }], orderKnown: true, printed: 'nhất' },
    { rank: 3, subjects: [{ unitId: 'lao-cai' }], orderKnown: true, printed: 'nhì' },
  ];
  const data = { ...inYear('2025-03-22'), scope: {}, basis: 'ASSENT' as const, groups, partial: true };

  it('are kept as it words them; an act has ranks', () => {
    given(year[0])
      .claiming()
      .when({ type: 'AgreeRanking', data })
      .thenWarns([{ code: 'SCORES_NOT_AGREED', facts: { units: SEVEN.map(fullName), unitIds: SEVEN } }], {
        type: 'RankingAgreed',
        data: { ...data, version: 1 },
      });
    given(...year)
      .when({ type: 'AgreeRanking', data: { ...data, sessionId: 'tru-bi' } })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'tru-bi' } });
    given(...year, {
      type: 'SessionConvened',
      data: {
        ...inYear('2025-03-21'),
        sessionId: 'tru-bi',
        kind: 'PREPARATORY',
        from: inYear('2025-03-21').occurredOn,
        to: inYear('2025-03-21').occurredOn,
        online: false,
        agenda: [],
      },
    })
      .when({ type: 'AgreeRanking', data: { ...data, sessionId: 'tru-bi' } })
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/groups/0/printed' } });
  });
});
