import { describe, it } from '@jest/globals';
import type { ConferralCommand } from '../../src/emulation-years/conferral/conferral.commands.js';
import { conferralDecisions } from '../../src/emulation-years/conferral/conferral.decider.js';
import type { ConferralEvent } from '../../src/emulation-years/conferral/conferral.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Rulebook, TieKey } from '../../src/rulebooks/rulebook.values.js';
import { partOfYear, scenarios } from '../support/given.js';
import { corrected } from '../support/mothers/ranking.js';
import { computed } from '../support/mothers/rankings.js';
import { A3, allAgreed, type Marks } from '../support/mothers/scoring.js';
import { fullName, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { ballot, bothPassed, FLAG, meeting, proposed, proposing, ranked } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<ConferralCommand, ConferralEvent>(conferralDecisions));
const unit = (unitId: string) => ({ unit: fullName(unitId), unitId });
const flag = proposed();

describe('a form for the leading unit (decision 24)', () => {
  const by = (marks: Readonly<Record<string, Marks>>): readonly EmulationYearEvent[] => {
    const tieKeys = [{ key: 'HEAD_DECIDES' as const }];
    const year = [...year2024({ ranking: { ...rulebook.ranking, tieKeys } }), ...allAgreed(marks)];
    return [...year, { type: 'RankingComputed', data: computed(year) }, ...bothPassed];
  };

  it('is refused on a ranking that would be another now', () => {
    given(...by(A3))
      .when(proposing(flag))
      .then(flag);
    given(...by(A3), corrected('dien-bien', ['500', '200', '50']))
      .when(proposing(flag))
      .thenRefused({ code: 'RANKING_OUTDATED' });
  });

  it.each<[string, 'each of them' | 'none', readonly TieKey[]]>([
    ['no key', 'each of them', []],
    ['a criterion that tells none apart', 'each of them', [{ key: 'CRITERION', criterionId: 'phan-1' }]],
    ['a vote of the members', 'none', [{ key: 'MEMBERS_VOTE' }]],
    ['the head', 'none', [{ key: 'CRITERION', criterionId: 'phan-1' }, { key: 'HEAD_DECIDES' }]],
  ])('with several on the first place and, to break the tie, %s: is for %s', (_, who, tieKeys) => {
    const top: Marks = ['600', '300', '100'];
    const year = [
      ...year2024({ ranking: { ...rulebook.ranking, tieKeys } }),
      ...allAgreed({ ...A3, 'dien-bien': top, 'lao-cai': top }),
    ];
    const history = [...year, { type: 'RankingComputed' as const, data: computed(year) }, ...bothPassed];
    const proposal = given(...history).when(proposing(flag));
    if (who === 'each of them') proposal.then(flag);
    else proposal.thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'FIRST_PLACE_TIED' } });
  });

  it('that several lead together is kept to its quota', () => {
    const top: Marks = ['600', '300', '100'];
    const year = [
      ...year2024({ ranking: { ...rulebook.ranking, tieKeys: [] } }),
      ...allAgreed({ ...A3, 'dien-bien': top, 'lao-cai': top }),
    ];
    given(...year, { type: 'RankingComputed', data: computed(year) }, ...bothPassed, flag)
      .when(proposing(proposed({ proposalId: 'de-nghi-2', nominees: ['lao-cai'] })))
      .thenRefused({ code: 'QUOTA_EXCEEDED', facts: { form: 'Cờ thi đua của Chính phủ', used: 1, quota: 1 } });
  });

  it('counts who leads a group as leading for a form that says so alone', () => {
    const groups = [{ id: 'nhom-1', unitIds: ['lao-cai', 'cao-bang'] }];
    const [form, ...forms] = rulebook.commendations.forms;
    const changes = (nominee: 'LEADING' | 'LEADING_A_GROUP'): Partial<Rulebook> => ({
      scoring: { ...rulebook.scoring, groups },
      commendations: { ...rulebook.commendations, forms: [{ ...form!, nominee }, ...forms] },
    });
    const ofGroup = ranked('lao-cai', 'cao-bang');
    const history = [
      ranked('dien-bien', 'lao-cai'),
      { ...ofGroup, data: { ...ofGroup.data, scope: { group: 'nhom-1' } } },
      ballot({ questions: [{ ...FLAG, unitId: 'lao-cai' }] }),
      bothPassed[1],
    ];
    const command = proposing(proposed({ nominees: ['lao-cai'] }));
    given(...meeting(SEVEN, changes('LEADING')), ...history)
      .when(command)
      .thenRefused({ code: 'NOT_LEADING', facts: unit('lao-cai') });
    given(...meeting(SEVEN, changes('LEADING_A_GROUP')), ...history)
      .when(command)
      .thenWarns(
        [{ code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: unit('lao-cai') }],
        proposed({ nominees: ['lao-cai'] }),
      );
  });
});
