import { describe, expect, it } from '@jest/globals';
import { DEFAULT_RULEBOOK } from '../../src/rulebooks/default-rulebook.js';
import { rulebookDecider } from '../../src/rulebooks/rulebook.decider.js';
import { nextVersion } from '../../src/rulebooks/rulebook.fold.js';
import { versionOf } from '../../src/rulebooks/rulebook.standing.js';
import type { BallotRules, CommendationForm, Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { claimed, folded, scenarios } from '../support/given.js';
import { council, report } from '../support/mothers/origins.js';
import {
  judged,
  nested,
  problemsIn,
  publish,
  published,
  scoringBy,
  scoringWith,
} from '../support/mothers/rulebooks.js';
import { rulebook as sevenProvinces } from '../support/mothers/seven-provinces.js';

const given = scenarios(rulebookDecider, { origin: council });
const ACT = { kind: 'ACT' } as const;

describe('publishing a rulebook', () => {
  it('gives the first version the number 1 and counts on', () => {
    given().when(publish()).then(published(1));
    given(published(1)).when(publish()).then(published(2));
  });

  it('never gives one number twice, whether versions are acts or claims', () => {
    given(claimed(published(1)))
      .when(publish())
      .then(published(2));
    given(published(1)).claiming().when(publish()).then(published(2));
  });

  it('is refused for a day to come, before its content is looked at', () => {
    given()
      .when(publish(scoringBy(nested(17)), '2026-01-01'))
      .thenRefused({ code: 'DATE_IN_FUTURE', facts: { date: '2026-01-01' } });
  });

  it('is refused with fifty problems and the number of the others, however many there are', () => {
    const many = Array.from({ length: 53 }, (_, n) => judged(`c-${n}`, '-1'));
    const found = problemsIn(scoringBy(...many));
    const inVietnamese = problemsIn(scoringBy(...many), 'vi');
    given()
      .when(publish(scoringBy(...many)))
      .thenRefused({
        code: 'RULEBOOK_INVALID',
        facts: {
          problems: [...found.slice(0, 50), `and ${found.length - 50} more`],
          problemsVi: [...inVietnamese.slice(0, 50), `và ${found.length - 50} chỗ khác`],
        },
      });
    expect(found.length).toBeGreaterThan(52);
  });

  it('is refused with every problem at once, as an act and as a claim', () => {
    const content: Rulebook = {
      ...scoringBy(judged('a', '10.125'), judged('a', '-1')),
      obligatorySteps: ['VOTE', 'VOTE'],
    };
    const problems = [
      'scoring.criteria: a stands more than once',
      'scoring.criteria[0].max: 10.125 has more than 2 decimals',
      'scoring.criteria[1].max: -1 is below 0',
      'obligatorySteps: VOTE stands more than once',
    ];
    given()
      .when(publish(content))
      .thenRefused({ code: 'RULEBOOK_INVALID', facts: { problems, problemsVi: problemsIn(content, 'vi') } });
    given()
      .claiming()
      .when(publish(content))
      .thenRefused({ code: 'RULEBOOK_INVALID', facts: { problems, problemsVi: problemsIn(content, 'vi') } });
  });

  it('keeps every version as it was published', () => {
    const changed = { ...DEFAULT_RULEBOOK, ownHandRequired: true };
    const state = folded(rulebookDecider, [published(1), published(2, changed)]);
    expect(versionOf(state, 1, ACT)).toEqual(DEFAULT_RULEBOOK);
    expect(versionOf(state, 2, ACT)).toEqual(changed);
    expect(versionOf(state, 3, ACT)).toBeUndefined();
    expect(nextVersion(state)).toBe(3);
  });

  it('lets a version known from a source alone be adopted by claims, never by an act', () => {
    const state = folded(rulebookDecider, [claimed(published(1))]);
    expect(versionOf(state, 1, { kind: 'CLAIM', source: report })).toEqual(DEFAULT_RULEBOOK);
    expect(versionOf(state, 1, ACT)).toBeUndefined();
  });
});

describe('the rulebooks that are kept in the code', () => {
  it('can be published: the default', () => {
    expect(problemsIn(DEFAULT_RULEBOOK)).toEqual([]);
  });

  it('can be published: the one of the seven provinces', () => {
    expect(problemsIn(sevenProvinces)).toEqual([]);
  });

  it('can score nothing at all, for blocs that never do (S0, S3)', () => {
    expect(problemsIn(scoringBy())).toEqual([]);
  });
});

describe('the rest of the scoring rules', () => {
  const rounding = { decimals: 2, mode: 'HALF_UP', stage: 'TOTAL' } as const;

  it('round to 0 to 6 decimals, and no points are finer', () => {
    const decimals = (value: number): readonly string[] =>
      problemsIn(scoringWith({ criteria: [judged('a', '0.5')], rounding: { ...rounding, decimals: value } }));
    expect(decimals(6)).toEqual([]);
    expect(decimals(7)).toEqual(['scoring.rounding.decimals: 7 is outside 0..6']);
    expect(decimals(0)).toEqual(['scoring.criteria[0].max: 0.5 has more than 0 decimals']);
    expect(problemsIn(scoringWith({ scale: '1000.001' }))).toEqual([
      'scoring.scale: 1000.001 has more than 2 decimals',
    ]);
  });

  it('leave the grounds of zero points to the lines', () => {
    const knockOut = { id: 'zero-a', title: { vi: 'A' }, excludesFrom: 'AWARDS', documentRequired: true } as const;
    expect(problemsIn(scoringWith({ knockOuts: [knockOut] }))).toEqual([
      'scoring.knockOuts[0].id: zero-a would be lifted with the zero points of a line; name it otherwise than zero-…',
    ]);
  });

  it('name tracks, groups, their units, parts of the period and grounds once', () => {
    const knockOut = { id: 'a', title: { vi: 'A' }, excludesFrom: 'AWARDS', documentRequired: true } as const;
    const twice = {
      tracks: ['chuyen-mon', 'chuyen-mon'],
      subPeriods: ['quy-1', 'quy-1'],
      groups: [
        { id: 'nhom-1', unitIds: ['son-la'] },
        { id: 'nhom-1', unitIds: ['son-la'] },
      ],
      knockOuts: [knockOut, knockOut],
    };
    expect(problemsIn(scoringWith(twice))).toEqual([
      'scoring.knockOuts: a stands more than once',
      'scoring.tracks: chuyen-mon stands more than once',
      'scoring.subPeriods: quy-1 stands more than once',
      'scoring.groups: nhom-1 stands more than once',
      'scoring.groups.unitIds: son-la stands more than once',
    ]);
  });
});

describe('the ranking rules', () => {
  it('break ties by criteria that there are, each key once', () => {
    const ranking = (...tieKeys: Rulebook['ranking']['tieKeys']): readonly string[] =>
      problemsIn({ ...DEFAULT_RULEBOOK, ranking: { ...DEFAULT_RULEBOOK.ranking, tieKeys } });
    expect(ranking({ key: 'CRITERION', criterionId: 'phan-1' }, { key: 'CRITERION', criterionId: 'bao-cao' })).toEqual(
      [],
    );
    expect(ranking({ key: 'CRITERION', criterionId: 'phan-9' })).toEqual([
      'ranking.tieKeys[0].criterionId: there is no criterion phan-9',
    ]);
    expect(ranking({ key: 'MORE_BONUS' }, { key: 'MORE_BONUS' })).toEqual([
      'ranking.tieKeys: MORE_BONUS stands more than once',
    ]);
  });
});

describe('the voting rules', () => {
  const election = (changes: Partial<BallotRules>): readonly string[] => {
    const { voting } = DEFAULT_RULEBOOK;
    return problemsIn({ ...DEFAULT_RULEBOOK, voting: { ...voting, election: { ...voting.election, ...changes } } });
  };

  it('know a way to decide', () => {
    expect(election({ methods: [] })).toEqual(['voting.election.methods: there is no way to decide']);
  });

  it('ask for a share above nothing and up to all', () => {
    expect(election({ threshold: { fraction: '5/5', comparison: 'AT_LEAST', base: 'PRESENT' } })).toEqual([]);
    expect(election({ threshold: { fraction: '5/4', comparison: 'AT_LEAST', base: 'PRESENT' } })).toEqual([
      'voting.election.threshold.fraction: 5/4 is outside 0..1',
    ]);
    expect(election({ threshold: { fraction: '0/4', comparison: 'MORE_THAN', base: 'PRESENT' } })).toEqual([
      'voting.election.threshold.fraction: 0/4 is outside 0..1',
    ]);
    expect(election({ quorum: '3/2' })).toEqual(['voting.election.quorum: 3/2 is outside 0..1']);
  });

  it('ask for no more than all', () => {
    expect(election({ threshold: { fraction: '3/3', comparison: 'MORE_THAN', base: 'ALL_MEMBERS' } })).toEqual([
      'voting.election.threshold: more than all can never be reached',
    ]);
  });
});

describe('the catalogue of commendations', () => {
  const forms = (...catalogue: readonly CommendationForm[]): readonly string[] =>
    problemsIn({ ...DEFAULT_RULEBOOK, commendations: { ...DEFAULT_RULEBOOK.commendations, forms: catalogue } });
  const form = (id: string, quota: NonNullable<CommendationForm['quota']>): CommendationForm => ({
    id,
    title: { vi: id },
    kind: 'COMMENDATION',
    grantor: { kind: 'UNKNOWN' },
    nominee: 'ANY',
    quota,
  });
  const remaining = { kind: 'SHARE', share: '1/2', base: 'REMAINING_AFTER_HIGHER' } as const;

  it('counts what remains after higher forms only below a higher one', () => {
    expect(forms(form('FLAG', { kind: 'COUNT', count: 1 }), form('CERTIFICATE', remaining))).toEqual([]);
    expect(forms(form('CERTIFICATE', remaining))).toEqual([
      'commendations.forms[0].quota.base: REMAINING_AFTER_HIGHER needs a higher form before it',
    ]);
  });

  it('names each form once and shares at most all', () => {
    expect(forms(form('A', { ...remaining, share: '3/2', base: 'ALL_MEMBERS' }), form('A', remaining))).toEqual([
      'commendations.forms: A stands more than once',
      'commendations.forms[0].quota.share: 3/2 is outside 0..1',
    ]);
  });
});
