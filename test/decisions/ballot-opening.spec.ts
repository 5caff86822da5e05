import { describe, it } from '@jest/globals';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed, partOfYear, scenarios, type Reason } from '../support/given.js';
import {
  BLOC_NAME,
  fullName,
  inYear,
  members,
  opened,
  adopted,
  rulebook,
  SEVEN,
  year2024,
} from '../support/mothers/seven-provinces.js';
import {
  agreed,
  assented,
  assenting,
  attended,
  ballot,
  CERTIFICATE,
  convened,
  excluded,
  FLAG,
  meeting,
  on,
  opening,
  scoringSkipped,
  SESSION,
} from '../support/mothers/voting.js';

const given = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));

const unit = (unitId: string) => ({ unit: fullName(unitId), unitId });
const ALL_BUT_ONE = SEVEN.slice(0, 6);
const voteRules = (changes: Partial<Rulebook['voting']>): Partial<Rulebook> => ({
  voting: { ...rulebook.voting, ...changes },
});
const commendations = (changes: Partial<Rulebook['voting']['commendation']>): Partial<Rulebook> =>
  voteRules({ commendation: { ...rulebook.voting.commendation, ...changes } });

describe('opening a ballot', () => {
  it('fixes its terms: who may vote, the threshold of all members, the quorum, who is present', () =>
    given(...meeting())
      .when(opening())
      .then(ballot()));

  it('is refused before its session begins', () =>
    given(...meeting())
      .when(opening(inYear('2025-03-20')))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-21', second: '2025-03-20', order: 'AT_SESSION' },
      }));

  it('takes the rules of elections for a head, and does not ask for scores', () => {
    const question = { questionId: 'truong', unitId: 'cao-bang', forYear: '2025' };
    const change = { purpose: 'HEAD', questions: [question] } as const;
    given(opened(), adopted(), convened(), attended(SEVEN))
      .when(opening(change))
      .then(ballot({ ...change, threshold: rulebook.voting.election.threshold }));
  });

  it('counts guests and strangers of the hall for no quorum', () =>
    given(...meeting(SEVEN.slice(0, 4)), attended(['yen-bai'], ['Khách']))
      .when(opening())
      .thenRefused({ code: 'NO_QUORUM', facts: { present: 4, members: 7, needed: 5 } }));

  it('has one seat for the head of a year, and as many for deputies as the rulebook knows (D28)', () => {
    const most = rulebook.leadership.deputies.max;
    const about = (forYear: string, nth: number) => ({
      questionId: `${forYear}-${nth}`,
      unitId: SEVEN[nth] ?? '',
      forYear,
    });
    const two = [about('2025', 0), about('2025', 1)];
    given(...meeting())
      .when(opening({ purpose: 'HEAD', questions: two, seats: 2 }))
      .thenRefused({ code: 'INVALID_CHOICE', facts: { choice: '2/1', field: '/seats', allowed: ['1..1'] } });
    given(...meeting())
      .when(assenting({ purpose: 'HEAD', questions: two }))
      .thenRefused({ code: 'INVALID_CHOICE', facts: { choice: '2/1', field: '/questions', allowed: ['1..1'] } });
    const both = [about('2025', 0), about('2026', 1)];
    given(...meeting())
      .when(assenting({ purpose: 'HEAD', questions: both }))
      .then(assented({ purpose: 'HEAD', questions: both }));
    const deputies = SEVEN.slice(0, most + 1).map((_, nth) => about('2025', nth));
    given(...meeting())
      .when(opening({ purpose: 'DEPUTY', questions: deputies, seats: most + 1 }))
      .thenRefused({
        code: 'INVALID_CHOICE',
        facts: { choice: `${most + 1}/${most}`, field: '/seats', allowed: [`1..${most}`] },
      });
  });

  it('counts a member for whom one of another member spoke without its authority for no quorum (D43)', () => {
    const seats = (authority?: ReferenceDocument) =>
      SEVEN.slice(0, 5).map((unitId, place) => ({
        ...{ person: { name: 'Nguyễn Văn A' }, unitId, role: 'MEMBER' as const },
        ...(authority && place > 0 ? { authority } : {}),
      }));
    const came = (authority?: ReferenceDocument) =>
      ({ type: 'AttendanceRecorded', data: { ...on, sessionId: SESSION, attendees: seats(authority) } }) as const;
    given(...year2024(), scoringSkipped(), convened(), came())
      .when(opening())
      .thenRefused({ code: 'NO_QUORUM', facts: { present: 1, members: 7, needed: 5 } });
    given(...year2024(), scoringSkipped(), convened(), came({ title: 'Giấy ủy quyền' }))
      .when(opening())
      .then(ballot({ present: SEVEN.slice(0, 5) }));
  });

  it('asks all members for a quorum, also those only declared (A17)', () =>
    given(
      opened('2024', { members: members.slice(0, 1), declaredSizes: [{ size: 9, from: '2024-01-01' as LocalDate }] }),
      adopted(),
      convened(),
      attended(SEVEN),
    )
      .when(opening({ purpose: 'HEAD', questions: [{ questionId: 'truong', unitId: 'lao-cai', forYear: '2025' }] }))
      .thenRefused({ code: 'NO_QUORUM', facts: { present: 1, members: 9, needed: 6 } }));

  it('waits until the scores are agreed, and names who is missing (A4)', () =>
    given(opened(), adopted(), convened(), attended(SEVEN), ...SEVEN.filter((id) => id !== 'ha-giang').map(agreed))
      .when(opening())
      .thenRefused({ code: 'SCORES_NOT_AGREED', facts: { units: [fullName('ha-giang')] } }));

  it('goes ahead when all scores are agreed', () =>
    given(opened(), adopted(), convened(), attended(SEVEN), ...SEVEN.map(agreed))
      .when(opening())
      .then(ballot()));

  it('waits for no score of a member that is exempt', () =>
    given(...[opened(), adopted(), convened(), attended(SEVEN), ...ALL_BUT_ONE.map(agreed)], {
      type: 'UnitExempted',
      data: { ...on, unitId: 'lai-chau', reason: 'Mới gia nhập' },
    })
      .when(opening())
      .then(ballot()));

  it('takes no claimed score for an agreed one, and says that it is known by a claim', () =>
    given(opened(), adopted(), convened(), attended(SEVEN), ...ALL_BUT_ONE.map(agreed), claimed(agreed('lai-chau')))
      .when(opening())
      .thenRefused({ code: 'SCORES_NOT_AGREED', facts: { units: [fullName('lai-chau')], knownBy: 'CLAIM' } }));

  it('knows no candidate from outside', () =>
    given(...meeting())
      .when(opening({ questions: [{ ...FLAG, unitId: 'yen-bai' }] }))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-21' },
      }));

  it('knows no excluded candidate', () =>
    given(...meeting(), excluded('dien-bien'))
      .when(opening())
      .thenRefused({
        code: 'UNIT_EXCLUDED',
        facts: { ...unit('dien-bien'), ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật' },
      }));

  it.each([
    [
      'the same id twice',
      [FLAG, { ...CERTIFICATE, questionId: FLAG.questionId }],
      1,
      { choice: FLAG.questionId, field: '/questions/1/questionId' },
    ],
    [
      'the same matter twice',
      [FLAG, { ...FLAG, questionId: 'lan-hai' }],
      1,
      { choice: 'lan-hai', field: '/questions/1' },
    ],
    [
      'no form',
      [FLAG, { questionId: 'trong', unitId: 'dien-bien' }],
      1,
      { choice: 'trong', field: '/questions/1/form', allowed: rulebook.commendations.forms.map(({ id }) => id) },
    ],
    ['more seats than questions', [FLAG], 2, { choice: '2/1', field: '/seats', allowed: ['1..1'] }],
    ['no seat', [FLAG], 0, { choice: '0/1', field: '/seats', allowed: ['1..1'] }],
  ])('refuses questions with %s, and says where and what would be right', (_, questions, seats, facts) =>
    given(...meeting())
      .when(opening({ questions, seats }))
      .thenRefused({ code: 'INVALID_CHOICE', facts }),
  );

  it('refuses two questions of one id of a claim too: an answer would be to either', () =>
    given(...meeting())
      .claiming()
      .when(opening({ questions: [FLAG, { ...CERTIFICATE, questionId: FLAG.questionId }] }))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'question', id: FLAG.questionId } }));

  it('refuses an election without a year, and says where', () =>
    given(...meeting())
      .when(opening({ purpose: 'HEAD', questions: [{ questionId: 'truong', unitId: 'cao-bang' }] }))
      .thenRefused({ code: 'INVALID_CHOICE', facts: { choice: 'truong', field: '/questions/0/forYear' } }));

  it('asks for a nomination before an election, where the rulebook does', () => {
    const question = { questionId: 'truong', unitId: 'cao-bang', forYear: '2025' };
    const nominating = { leadership: { nominationRequired: true, deputies: { max: 1 } } };
    const command = opening({ purpose: 'HEAD', questions: [question] });
    given(...meeting(SEVEN, nominating))
      .when(command)
      .thenRefused({ code: 'NOMINATION_REQUIRED', facts: unit('cao-bang') });
    given(...meeting(SEVEN, nominating), {
      type: 'HeadNominated',
      data: { ...on, forYear: '2025', unitId: 'cao-bang' },
    })
      .when(command)
      .then(ballot({ ...command.data, threshold: rulebook.voting.election.threshold }));
  });

  it.each<[string, Parameters<typeof opening>[0], Reason]>([
    ['session', { sessionId: 'khong-co' }, { code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'khong-co' } }],
    [
      'form',
      { questions: [{ ...FLAG, form: 'ORDER' }] },
      { code: 'UNKNOWN_REFERENCE', facts: { kind: 'form', id: 'ORDER' } },
    ],
  ])('refuses a %s that there is not, also to a claim', (_, changes, reason) => {
    given(...meeting())
      .when(opening(changes))
      .thenRefused(reason);
    given(...meeting())
      .claiming()
      .when(opening(changes))
      .thenRefused(reason);
  });

  it('refuses an id that is taken, a method that is not offered, a session that is over, a year without rulebook', () => {
    given(...meeting(), ballot())
      .when(opening())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'ballot', id: 'suy-ton' } });
    given(...meeting(SEVEN, commendations({ methods: ['SECRET_PAPER'] })))
      .when(opening())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'SHOW_OF_HANDS' } });
    given(...meeting(), { type: 'SessionClosed', data: { ...on, sessionId: SESSION } })
      .when(opening())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'SESSION_CLOSED' } });
    given(opened(), scoringSkipped(), convened(), attended(SEVEN))
      .when(opening())
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2024' } });
  });

  it('is at a session and in a way that is known; a source may not know them, nor the terms', () => {
    const { sessionId: _, ...unsaid } = opening({ method: 'UNKNOWN' }).data;
    given(...meeting())
      .when({ type: 'OpenBallot', data: unsaid })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'session', field: '/sessionId' } });
    given(...meeting())
      .when(opening({ method: 'UNKNOWN' }))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'method', field: '/method' } });
    given(opened(), scoringSkipped())
      .claiming()
      .when({ type: 'OpenBallot', data: unsaid })
      .then({ type: 'BallotOpened', data: { ...unsaid, eligible: SEVEN } });
  });

  it('does not take nobody on record for nobody who came, where a source tells of it', () => {
    const { present: _, ...unknown } = ballot().data;
    given(...meeting([]))
      .claiming()
      .when(opening())
      .then({ type: 'BallotOpened', data: unknown });
  });

  it('asks in the order of the rules: members, scores, quorum, questions, exclusion; a claim is warned of each', () => {
    const questions = [{ ...FLAG, unitId: 'yen-bai' }];
    const agreedButOne = ALL_BUT_ONE.map(agreed);
    given(opened(), adopted(), convened(), attended(['lao-cai']), ...agreedButOne, excluded('yen-bai'))
      .claiming()
      .when(opening({ questions, seats: 2 }))
      .thenWarns(
        [
          {
            code: 'NOT_A_MEMBER',
            facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-21' },
          },
          { code: 'SCORES_NOT_AGREED', facts: { units: [fullName('lai-chau')] } },
          { code: 'NO_QUORUM', facts: { present: 1, members: 7, needed: 5 } },
          { code: 'INVALID_CHOICE', facts: { choice: '2/1' } },
          {
            code: 'UNIT_EXCLUDED',
            facts: { unit: 'yen-bai', unitId: 'yen-bai', ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật' },
          },
        ],
        ballot({ questions, seats: 2, present: ['lao-cai'] }),
      );
  });
});
