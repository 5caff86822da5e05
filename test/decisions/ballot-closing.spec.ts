import { describe, expect, it } from '@jest/globals';
import type { Inconsistency } from '../../src/emulation-years/voting/tally.js';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { ballotOf, tallyOf } from '../../src/emulation-years/voting/voting.fold.js';
import type { PaperCount, Question, Teller } from '../../src/emulation-years/voting/voting.values.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { partOfYear, scenarios } from '../support/given.js';
import { adopted, inYear, rulebook, SEVEN } from '../support/mothers/seven-provinces.js';
import {
  ballot,
  closed,
  closing,
  count,
  FLAG,
  hands,
  meeting,
  on,
  tallied,
  voted,
  wrote,
} from '../support/mothers/voting.js';

const given = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));
const SIX = SEVEN.filter((unitId) => unitId !== 'ha-giang');
const open = [...meeting(), ballot()];

const teller: Teller = { person: { name: 'Lý Văn Hải' }, unitId: 'cao-bang', role: 'HEAD' };
function tellers(...appointed: readonly Teller[]) {
  return { type: 'TellersAppointed', data: { ...on, ballotId: 'suy-ton', tellers: appointed } } as const;
}

describe('closing a show of hands', () => {
  it('passes with 6 of 7 at 80 % of all members (A5 i)', () =>
    given(...open, ...hands(6, 1))
      .when(closing())
      .then(closed, tallied([count(6, 1, 'PASSED')])));

  it('fails with 5 of 7, which is a result and no refusal (A5 ii)', () =>
    given(...open, ...hands(5, 2))
      .when(closing())
      .then(closed, tallied([count(5, 2, 'FAILED')])));

  it('counts the written opinion of an absent member (A5 iii)', () =>
    given(
      ...[...meeting(SIX), ballot({ present: SIX }), wrote('ha-giang', 'FOR')],
      ...SIX.map((unitId, nth) => voted(unitId, nth < 5 ? 'FOR' : 'AGAINST')),
    )
      .when(closing())
      .then(closed, tallied([count(6, 1, 'PASSED')], { present: 6, voted: 6, written: 1 })));

  it('keeps blanks in the base: 5 for, 1 against, 1 blank of 7 fails', () =>
    given(...open, ...hands(5, 1), voted('lai-chau', 'BLANK'))
      .when(closing())
      .then(closed, tallied([count(5, 1, 'FAILED', { blank: 1 })])));

  it('depends on the declared base: 5 of 6 present passes at 80 %, 5 of all 7 fails', () => {
    const sixVote = SIX.map((unitId, nth) => voted(unitId, nth < 5 ? 'FOR' : 'AGAINST'));
    const ofPresent = { ...rulebook.voting.commendation.threshold, base: 'PRESENT' as const };
    given(...meeting(SIX), ballot({ present: SIX, threshold: ofPresent }), ...sixVote)
      .when(closing())
      .then(closed, tallied([count(5, 1, 'PASSED', { base: 6, needed: 5 })], { present: 6, voted: 6 }));
    given(...meeting(SIX), ballot({ present: SIX }), ...sixVote)
      .when(closing())
      .then(closed, tallied([count(5, 1, 'FAILED')], { present: 6, voted: 6 }));
  });

  it('is without a quorum when 5 of 9 are present and 6 are needed', () =>
    given(
      ...meeting(SEVEN.slice(0, 5)),
      ballot({ present: SEVEN.slice(0, 5), members: 9, quorumNeeded: 6 }),
      ...hands(5, 0),
    )
      .when(closing())
      .then(closed, tallied([count(5, 0, 'NO_QUORUM', { base: 9, needed: 8 })], { present: 5, voted: 5 })));

  it('comes after the opening and after the last vote', () => {
    const [first, ...others] = hands(6, 1);
    given(...open, ...hands(6, 1))
      .when(closing(inYear('2025-03-20')))
      .thenRefused({ code: 'INVALID_DATES', facts: { first: '2025-03-21', second: '2025-03-20', order: 'COUNT' } });
    const late: VotingEvent = { type: 'VoteCast', data: { ...first!.data, ...inYear('2025-03-22') } };
    given(...open, late, ...others)
      .when(closing())
      .thenRefused({ code: 'INVALID_DATES', facts: { first: '2025-03-22', second: '2025-03-21', order: 'COUNT' } });
  });

  it('passes nothing where nobody took part', () => {
    const threshold = { ...rulebook.voting.commendation.threshold, base: 'VALID_PAPERS' as const };
    given(...meeting(), ballot({ threshold }))
      .when(closing())
      .then(closed, tallied([count(0, 0, 'FAILED', { base: 0, needed: 1 })], { voted: 0 }));
  });

  it('takes no figures that differ from the hands on record', () => {
    const counts = [{ questionId: FLAG.questionId, for: 7, against: 0, blank: 0 }];
    given(...open, ...hands(6, 1))
      .when(closing({ counts }))
      .thenRefused({ code: 'TALLY_INCONSISTENT', facts: { which: 'HANDS' } });
    given(...open, ...hands(6, 1))
      .claiming()
      .when(closing({ counts }))
      .thenWarns([{ code: 'TALLY_INCONSISTENT', facts: { which: 'HANDS' } }], closed, tallied([count(7, 0, 'PASSED')]));
    given(...open)
      .claiming()
      .when(closing({ counts }))
      .then(closed, tallied([count(7, 0, 'PASSED')]));
  });

  it('leaves the result unknown when a claim knows none (H10)', () =>
    given(...open)
      .claiming()
      .when(closing())
      .then(closed));

  it('happens once', () =>
    given(...open, closed)
      .claiming()
      .when(closing())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'tally', id: 'suy-ton' } }));
});

describe('closing a secret ballot', () => {
  const papers: PaperCount = {
    issued: 6,
    returned: 6,
    written: 1,
    valid: 6,
    invalid: 1,
    invalidGrounds: 'Gạch cả hai ô',
  };
  const counts = [{ questionId: FLAG.questionId, for: 6, against: 0, blank: 0 }];
  const secret = [
    ...meeting(SIX),
    ballot({ method: 'SECRET_PAPER', present: SIX }),
    tellers(teller),
    wrote('ha-giang'),
  ];

  it('records the count of the committee, envelopes with the papers, with its minutes', () => {
    const minutes = { number: '02/BB', title: 'Biên bản kiểm phiếu' };
    given(...secret)
      .when(closing({ papers, counts, minutes }))
      .then(closed, tallied([count(6, 0, 'PASSED')], { present: 6, voted: 6, written: 1, papers, minutes }));
  });

  it.each<[string, Partial<PaperCount>, Inconsistency]>([
    ['more papers issued than entitled members present', { issued: 7 }, { which: 'ISSUED', figure: 7, most: 6 }],
    ['more returned than issued', { returned: 7, valid: 7 }, { which: 'RETURNED', figure: 7, most: 6 }],
    [
      'more envelopes than absent members',
      { written: 2, valid: 7 },
      { which: 'WRITTEN_OF_ABSENT', figure: 2, most: 1 },
    ],
    ['other envelopes than came', { written: 0, valid: 5 }, { which: 'WRITTEN_RECEIVED', figure: 0, received: 1 }],
    [
      'papers neither valid nor invalid',
      { invalid: 0 },
      { which: 'VALID', valid: 6, invalid: 0, returned: 6, written: 1 },
    ],
    [
      'votes that are not the valid papers',
      { valid: 7, invalid: 0 },
      { which: 'FIGURES', question: 'co-chinh-phu', figure: 6, valid: 7 },
    ],
  ])('refuses %s (R49)', (_, wrong, facts) =>
    given(...secret)
      .when(closing({ papers: { ...papers, ...wrong }, counts }))
      .thenRefused({ code: 'TALLY_INCONSISTENT', facts }),
  );

  it('gives no paper to who has stepped back', () =>
    given(...secret, {
      type: 'VoterRecused',
      data: { ...on, ballotId: 'suy-ton', unitId: 'dien-bien', reason: 'Ứng viên' },
    })
      .when(closing({ papers, counts }))
      .thenRefused({ code: 'TALLY_INCONSISTENT', facts: { which: 'ISSUED', figure: 6, most: 5 } }));

  it('counts each question that was asked, and no other', () =>
    given(...secret)
      .when(closing({ papers, counts: [...counts, { ...counts[0]!, questionId: 'la' }] }))
      .thenRefused({ code: 'TALLY_INCONSISTENT', facts: { which: 'QUESTION', question: 'la' } }));

  it('needs papers that somebody was appointed to count', () => {
    given(...secret)
      .when(closing())
      .thenRefused({ code: 'TALLY_INCONSISTENT', facts: { which: 'PAPERS_MISSING' } });
    given(...meeting(), ballot({ method: 'SECRET_PAPER' }))
      .when(
        closing({
          papers: { issued: 7, returned: 7, written: 0, valid: 7, invalid: 0 },
          counts: [{ ...counts[0]!, for: 7 }],
        }),
      )
      .thenRefused({ code: 'TELLERS_INVALID', facts: { person: '–' } });
  });

  it('shows every inconsistency of a claim', () =>
    given(...secret)
      .claiming()
      .when(closing({ papers: { ...papers, issued: 8, invalid: 0 }, counts }))
      .thenWarns(
        [
          { code: 'TALLY_INCONSISTENT', facts: { which: 'ISSUED', figure: 8, most: 6 } },
          { code: 'TALLY_INCONSISTENT', facts: { which: 'VALID', valid: 6, invalid: 0, returned: 6, written: 1 } },
        ],
        closed,
        tallied([count(6, 0, 'PASSED')], {
          ...{ present: 6, voted: 6, written: 1 },
          papers: { ...papers, issued: 8, invalid: 0 },
        }),
      ));
});

describe('a ballot with several seats', () => {
  const five: readonly Question[] = SEVEN.slice(0, 5).map((unitId) => ({
    questionId: `bk-${unitId}`,
    unitId,
    form: 'CHAIRMAN_CERTIFICATE',
  }));
  const inFavour = (...figures: readonly number[]) =>
    figures.map((votes, nth) => ({ questionId: five[nth]!.questionId, for: votes, against: 7 - votes, blank: 0 }));
  const papers: PaperCount = { issued: 7, returned: 7, written: 0, valid: 7, invalid: 0 };
  const voteFor = (seats: number) => [
    ...meeting(),
    ballot({ method: 'SECRET_PAPER', questions: five, seats }),
    tellers(teller),
  ];

  function outcomesOf(seats: number, ...figures: readonly number[]) {
    const outcome = given(...voteFor(seats)).when(closing({ papers, counts: inFavour(...figures) }));
    if (!outcome.decision.accepted) throw new Error(outcome.decision.refusal.code);
    const [, tally] = outcome.decision.events;
    return tally?.type === 'VoteTallied' ? tally.data.questions.map((question) => question.outcome) : [];
  }

  it('gives them to the highest counts among those that reach the threshold', () => {
    expect(outcomesOf(2, 6, 7, 5, 7, 6)).toEqual(['FAILED', 'PASSED', 'FAILED', 'PASSED', 'FAILED']);
    expect(outcomesOf(3, 6, 7, 5, 5, 4)).toEqual(['PASSED', 'PASSED', 'FAILED', 'FAILED', 'FAILED']);
  });

  it('is tied where equals stand across the last seat', () => {
    expect(outcomesOf(2, 6, 7, 6, 5, 6)).toEqual(['TIED', 'PASSED', 'TIED', 'FAILED', 'TIED']);
  });

  const keyed: Partial<Rulebook> = { ranking: { ...rulebook.ranking, tieKeys: [{ key: 'HEAD_DECIDES' }] } };
  const tie = tallied(
    [6, 7, 6, 5, 6].map((votes, nth) => ({
      ...count(votes, 7 - votes, votes === 7 ? 'PASSED' : votes === 6 ? 'TIED' : 'FAILED'),
      questionId: five[nth]!.questionId,
    })),
  );
  const broken = (unitId: string) =>
    ({
      type: 'BallotTieBroken',
      data: {
        ...on,
        ballotId: 'suy-ton',
        questionId: `bk-${unitId}`,
        key: 'HEAD_DECIDES',
        by: { name: 'Chủ tọa' },
        reason: 'Chủ tọa quyết định',
      },
    }) as const;
  const breaking = (unitId: string) => ({ ...broken(unitId), type: 'BreakBallotTie' as const });
  const tied = (seats: number, changes = keyed) => [
    ...meeting(SEVEN, changes),
    ballot({ questions: five, seats, tieKeys: changes.ranking === undefined ? [] : ['HEAD_DECIDES'] }),
    closed,
    tie,
  ];

  it('is decided by whom the rulebook names, and by which of its keys is recorded', () => {
    given(...tied(2))
      .when(breaking('lao-cai'))
      .then(broken('lao-cai'));
    given(...tied(2, {}))
      .when(breaking('lao-cai'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'HEAD_DECIDES' } });
    given(...tied(2))
      .when({ type: 'BreakBallotTie', data: { ...breaking('lao-cai').data, key: 'MEMBERS_VOTE' } })
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'MEMBERS_VOTE' } });
  });

  it('is decided by the keys of the opening, whatever rulebook comes afterwards (S6)', () => {
    given(...tied(2), adopted())
      .when(breaking('lao-cai'))
      .then(broken('lao-cai'));
    given(...tied(2, {}), adopted('2024', keyed))
      .when(breaking('lao-cai'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'HEAD_DECIDES' } });
  });

  it('names its key in an act; a source may not say by which one it was', () => {
    const { key: _, ...unnamed } = breaking('lao-cai').data;
    const command = { type: 'BreakBallotTie' as const, data: unnamed };
    given(...tied(2))
      .when(command)
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/key' } });
    const noted = given(...tied(2)).claiming();
    noted.when(command).then({ type: 'BallotTieBroken', data: unnamed });
  });

  it('is not decided before the count', () =>
    given(...tied(2))
      .when({ type: 'BreakBallotTie', data: { ...breaking('lao-cai').data, ...inYear('2025-03-20') } })
      .thenRefused({ code: 'INVALID_DATES', facts: { first: '2025-03-21', second: '2025-03-20', order: 'COUNT' } }));

  it('lets only a tied question win', () =>
    given(...tied(2))
      .when(breaking('cao-bang'))
      .thenRefused({ code: 'INVALID_CHOICE', facts: { choice: 'bk-cao-bang', field: '/questionId' } }));

  it('keeps the others tied while seats are left, then they have lost', () => {
    const after = (seats: number, ...winners: readonly string[]) => {
      const known = given(...tied(seats), ...winners.map(broken)).state.acts?.voting;
      const found = known && ballotOf(known, 'suy-ton');
      return five.map(({ questionId }) => found && tallyOf(found, questionId)?.outcome);
    };
    expect(after(2, 'lao-cai')).toEqual(['PASSED', 'PASSED', 'FAILED', 'FAILED', 'FAILED']);
    expect(after(3, 'lao-cai')).toEqual(['PASSED', 'PASSED', 'TIED', 'FAILED', 'TIED']);
    expect(after(3, 'lao-cai', 'ha-giang')).toEqual(['PASSED', 'PASSED', 'FAILED', 'FAILED', 'PASSED']);
  });
});
