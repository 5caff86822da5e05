import { describe, expect, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { RankingRules, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { computed, places } from '../support/mothers/rankings.js';
import { problemsIn, scoringWith } from '../support/mothers/rulebooks.js';
import { agreedInputs, excluded, heading, judged, line, scoringRules } from '../support/mothers/scoring.js';
import { rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';

const ranking = (changes: Partial<RankingRules>): Partial<Rulebook> => ({
  ranking: { ...rulebook.ranking, tieKeys: [], ...changes },
});

describe('the leader of a curve', () => {
  const curve = line('chi-tieu', '100', { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } });
  const values = ['100', '75', '60', '50', '40', '30', '20'];
  const sheets = SEVEN.map((unitId, place) =>
    agreedInputs(unitId, [{ criterionId: 'chi-tieu', value: values[place] ?? '0', target: '50' }]),
  );
  const points = (changes: Partial<RankingRules>): readonly string[] =>
    computed([
      ...year2024({ scoring: scoringRules([curve]), ...ranking(changes) }),
      ...sheets,
      excluded(SEVEN[0] ?? '', 'RANKING'),
    ])
      .sheets.slice(0, 3)
      .map(({ total }) => total.points);

  it('is the best of all that are scored, or, where the rulebook says so, of those that are ranked', () => {
    expect(points({})).toEqual(['100.00', '75.00', '60.00']);
    expect(points({ curveLeaders: 'SCORED' })).toEqual(['100.00', '75.00', '60.00']);
    expect(points({ curveLeaders: 'RANKED' })).toEqual(['100.00', '100.00', '70.00']);
  });
});

describe('a tie key that reads what was rescaled', () => {
  const criteria = [
    heading('phan-1', undefined, judged('a', '40'), judged('b', '40', 'RESCALE')),
    heading('phan-2', undefined, judged('c', '20')),
  ];
  /** Part I in full without `b`, against 70 of its 80 points: both come to 80 of 100. */
  const [whole = '', part = '', ...rest] = SEVEN;
  const sheets: readonly EmulationYearEvent[] = [
    agreedInputs(whole, [
      { criterionId: 'a', mark: '35' },
      { criterionId: 'b', mark: '35' },
      { criterionId: 'c', mark: '10' },
    ]),
    agreedInputs(part, [
      { criterionId: 'a', mark: '40' },
      { criterionId: 'b', notApplicable: true },
      { criterionId: 'c', mark: '8' },
    ]),
    ...rest.map((unitId) =>
      agreedInputs(
        unitId,
        ['a', 'b', 'c'].map((criterionId) => ({ criterionId, mark: '1' })),
      ),
    ),
  ];
  const first = (changes: Partial<RankingRules>) => {
    const tieKeys = [{ key: 'CRITERION', criterionId: 'phan-1' }] as const;
    const history = [...year2024({ scoring: scoringRules(criteria), ...ranking({ tieKeys, ...changes }) }), ...sheets];
    const { groups, sheets: steps } = computed(history);
    const values = [whole, part].map((unitId) => steps.find((sheet) => sheet.unitId === unitId));
    expect(values.map((sheet) => sheet?.total.points)).toEqual(['80.00', '80.00']);
    return [places({ groups })[0], ...values.map((sheet) => sheet?.tieValues[0])];
  };

  it('reads the points as they were given, or, where the rulebook says so, in proportion', () => {
    expect(first({})).toEqual([[1, whole], '70', '40']);
    expect(first({ rescaledKeys: 'AS_GIVEN' })).toEqual([[1, whole], '70', '40']);
    expect(first({ rescaledKeys: 'RESCALED' })).toEqual([[1, part], '70', '80']);
  });
});

describe('a rulebook', () => {
  it('calls what it declares by titles, each once', () => {
    const title = { vi: 'Quý I' };
    const scopeTitles = [
      { id: 'quy-1', title },
      { id: 'quy-1', title },
      { id: 'quy-9', title },
    ];
    const content = scoringWith({ subPeriods: ['quy-1', 'quy-2'], scopeTitles });
    expect(problemsIn({ ...content, scoring: { ...content.scoring, criteria: rulebook.scoring.criteria } })).toEqual([
      'scoring.scopeTitles: quy-1 stands more than once',
      'scoring.scopeTitles[2].id: there is no track, group or part of the period quy-9',
    ]);
  });

  it('has groups where one of its forms is for who leads a group', () => {
    const { commendations } = rulebook;
    const [form, ...forms] = commendations.forms;
    const content = (scoring: Rulebook['scoring']): Rulebook => ({
      ...rulebook,
      scoring,
      commendations: { ...commendations, forms: [{ ...form!, nominee: 'LEADING_A_GROUP' }, ...forms] },
    });
    expect(problemsIn(content({ ...rulebook.scoring, groups: [{ id: 'nhom-1' }] }))).toEqual([]);
    expect(problemsIn(content(rulebook.scoring))).toEqual([
      'commendations.forms[0].nominee: LEADING_A_GROUP needs groups, and there are none',
    ]);
    expect(problemsIn(content(rulebook.scoring), 'vi')).toEqual([
      'commendations.forms[0].nominee: LEADING_A_GROUP cần có nhóm, quy chế chưa chia nhóm nào',
    ]);
  });
});
