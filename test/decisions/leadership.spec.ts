import { describe, it } from '@jest/globals';

import type { LeadershipCommand } from '../../src/emulation-years/leadership/leadership.commands.js';
import { leadershipDecisions } from '../../src/emulation-years/leadership/leadership.decider.js';
import type {
  DeputyDesignated,
  DeputyElected,
  DeputyNominated,
  HeadDesignated,
  HeadElected,
  HeadNominated,
  LeadershipEvent,
} from '../../src/emulation-years/leadership/leadership.events.js';
import type { ElectionBasis } from '../../src/emulation-years/leadership/leadership.values.js';
import type { BallotOpened, VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import type { QuestionTally } from '../../src/emulation-years/voting/voting.values.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, partOfYear, scenarios, type Reason } from '../support/given.js';
import { BLOC_NAME, begun, EIGHT, fullName, inYear, opened, rulebook } from '../support/mothers/quang-ngai.js';
import { assented, ballot, objected, tallied } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<LeadershipCommand, LeadershipEvent>(leadershipDecisions));

/** The conference of S4, which closes 2023 and elects for 2024. */
const on = inYear('2024-01-05');
const about = { ...on, forYear: '2024' };
const unit = (unitId: string) => ({ unit: fullName(unitId), unitId });

const HEAD_BASIS = { kind: 'BALLOT', ballotId: 'bau-truong', questionId: 'truong' } as const;
const DEPUTY_BASIS = { kind: 'BALLOT', ballotId: 'bau-pho', questionId: 'pho' } as const;

const headNominated = (unitId: string): HeadNominated => ({ type: 'HeadNominated', data: { ...about, unitId } });
const deputyNominated = (unitId: string): DeputyNominated => ({
  type: 'DeputyNominated',
  data: { ...about, unitId, ordinal: 1 },
});
const headElected = (unitId: string, basis: ElectionBasis = HEAD_BASIS): HeadElected => ({
  type: 'HeadElected',
  data: { ...about, unitId, basis },
});
const deputyElected = (unitId: string, ordinal = 1, basis: ElectionBasis = DEPUTY_BASIS): DeputyElected => ({
  type: 'DeputyElected',
  data: { ...about, unitId, ordinal, basis },
});
const electHead = (...args: Parameters<typeof headElected>) => ({
  ...headElected(...args),
  type: 'ElectHead' as const,
});
const electDeputy = (...args: Parameters<typeof deputyElected>) => ({
  ...deputyElected(...args),
  type: 'ElectDeputy' as const,
});

/** A ballot of the eight at 80 %, counted: `votes` of 8 for that unit. */
function elected(purpose: 'HEAD' | 'DEPUTY', unitId: string, votes: number): readonly VotingEvent[] {
  const { ballotId, questionId } = purpose === 'HEAD' ? HEAD_BASIS : DEPUTY_BASIS;
  const { threshold, quorum } = rulebook.voting.election;
  const terms: Partial<BallotOpened['data']> = {
    ...on,
    ballotId,
    purpose,
    threshold,
    quorum,
    members: 8,
    eligible: EIGHT,
  };
  const question: QuestionTally = {
    ...{ questionId, for: votes, against: 8 - votes, blank: 0, base: 8, needed: 7 },
    outcome: votes >= 7 ? 'PASSED' : 'FAILED',
  };
  return [
    ballot({ ...terms, questions: [{ questionId, unitId, forYear: '2024' }] }),
    tallied([question], { ...on, ballotId, present: 8, voted: 8 }),
  ];
}

const nominated = [...begun(), headNominated('so-xay-dung'), deputyNominated('so-tnmt')];
const voted = [...nominated, ...elected('HEAD', 'so-xay-dung', 7), ...elected('DEPUTY', 'so-tnmt', 7)];

describe('nominating', () => {
  it('is recorded for each duty', () => {
    given(...begun())
      .when({ ...headNominated('so-xay-dung'), type: 'NominateHead' })
      .then(headNominated('so-xay-dung'));
    given(...begun(), headNominated('so-xay-dung'))
      .when({ ...deputyNominated('so-xay-dung'), type: 'NominateDeputy' })
      .then(deputyNominated('so-xay-dung'));
  });

  it('is of a member, by a member, once', () => {
    const outsider: Reason = {
      code: 'NOT_A_MEMBER',
      facts: { unit: 'so-y-te', unitId: 'so-y-te', bloc: BLOC_NAME.vi, date: '2024-01-05' },
    };
    given(...begun())
      .when({ ...headNominated('so-y-te'), type: 'NominateHead' })
      .thenRefused(outsider);
    given(...begun())
      .when({ type: 'NominateHead', data: { ...about, unitId: 'so-xay-dung', by: 'so-y-te' } })
      .thenRefused(outsider);
    given(...nominated)
      .when({ ...headNominated('so-xay-dung'), type: 'NominateHead' })
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'nomination', id: 'so-xay-dung' } });
  });
});

describe('electing head and deputy (A20)', () => {
  it('needs a nomination first', () =>
    given(...begun())
      .when(electHead('so-xay-dung'))
      .thenRefused({ code: 'NOMINATION_REQUIRED', facts: unit('so-xay-dung') }));

  it('takes 7 of 8 at 80 %', () => {
    given(...voted)
      .when(electHead('so-xay-dung'))
      .then(headElected('so-xay-dung'));
    given(...voted, headElected('so-xay-dung'))
      .when(electDeputy('so-tnmt'))
      .then(deputyElected('so-tnmt'));
  });

  it('refuses the head as deputy before it asks for a nomination', () =>
    given(...voted, headElected('so-xay-dung'), deputyElected('so-tnmt'))
      .when(electDeputy('so-xay-dung'))
      .thenRefused({
        code: 'ROLE_CONFLICT',
        facts: { ...unit('so-xay-dung'), forYear: '2024', conflict: 'SAME_UNIT' },
      }));

  it('fails with 6 of 8', () =>
    given(...nominated, ...elected('HEAD', 'so-xay-dung', 6))
      .when(electHead('so-xay-dung'))
      .thenRefused({
        code: 'THRESHOLD_NOT_MET',
        facts: { votes: 6, base: 8, threshold: '≥ 4/5', questionId: 'truong' },
      }));

  it('rests on a ballot that was counted', () =>
    given(...nominated, elected('HEAD', 'so-xay-dung', 7)[0]!)
      .when(electHead('so-xay-dung'))
      .thenRefused({
        code: 'THRESHOLD_NOT_MET',
        facts: { outcome: 'NOT_COUNTED', questionId: 'truong' },
      }));

  it('rests on a ballot about this unit, this duty and this year', () => {
    const refused: Reason = { code: 'THRESHOLD_NOT_MET', facts: { outcome: 'OTHER_MATTER' } };
    given(...voted, headNominated('so-gtvt'))
      .when(electHead('so-gtvt'))
      .thenRefused(refused);
    given(...voted, headNominated('so-tnmt'))
      .when(electHead('so-tnmt', DEPUTY_BASIS))
      .thenRefused(refused);
    const next = { ...about, forYear: '2025', unitId: 'so-xay-dung' };
    given(...voted, { type: 'HeadNominated', data: next })
      .when({ type: 'ElectHead', data: { ...next, basis: HEAD_BASIS } })
      .thenRefused(refused);
  });

  it('has one head a year and one deputy of each order, all of them members', () => {
    const conflict = (unitId: string, facts: Reason['facts']): Reason => ({
      code: 'ROLE_CONFLICT',
      facts: { unit: fullName(unitId), unitId, forYear: '2024', ...facts },
    });
    given(...voted, headElected('so-gtvt'))
      .when(electHead('so-xay-dung'))
      .thenRefused(conflict('so-xay-dung', { conflict: 'HEAD_TAKEN', holder: fullName('so-gtvt') }));
    given(...voted, deputyElected('so-gtvt'))
      .when(electDeputy('so-tnmt'))
      .thenRefused(conflict('so-tnmt', { conflict: 'DEPUTY_TAKEN', ordinal: 1, holder: fullName('so-gtvt') }));
    given(...voted, deputyElected('so-xay-dung'))
      .when(electHead('so-xay-dung'))
      .thenRefused(conflict('so-xay-dung', { conflict: 'SAME_UNIT' }));
    given(...voted)
      .claiming()
      .when(electHead('so-y-te'))
      .thenRefused(conflict('so-y-te', { conflict: 'NOT_A_MEMBER' }));
  });

  it('has the head that it has: the year does not choose another for itself (R33)', () => {
    const head = opened().data.leadership.head ?? '';
    const other = EIGHT.find((unitId) => unitId !== head) ?? '';
    const itself = { ...on, forYear: on.year, method: 'IN_TURN' } as const;
    given(...begun())
      .when({ type: 'DesignateHead', data: { ...itself, unitId: other } })
      .thenRefused({
        code: 'ROLE_CONFLICT',
        facts: { ...unit(other), forYear: on.year, conflict: 'HEAD_TAKEN', holder: fullName(head) },
      });
    given(opened(on.year, { leadership: { deputies: [] } }))
      .when({ type: 'DesignateHead', data: { ...itself, unitId: other } })
      .then({ type: 'HeadDesignated', data: { ...itself, unitId: other } });
  });

  it('has no more deputies than the rulebook knows', () =>
    given(...voted, deputyNominated('so-tnmt'))
      .when(electDeputy('so-tnmt', 2))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'DEPUTY', ordinal: 2, most: 1 } }));

  it('finds the ballot and the question that it cites', () => {
    given(...nominated)
      .when(electHead('so-xay-dung'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'ballot', id: 'bau-truong' } });
    given(...voted)
      .when(electHead('so-xay-dung', { ...HEAD_BASIS, questionId: 'la' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'question', id: 'la' } });
  });

  it('rests on no claimed ballot, but a claim may', () => {
    const claimedVote = [...nominated, ...elected('HEAD', 'so-xay-dung', 7).map((event) => claimed(event))];
    given(...claimedVote)
      .when(electHead('so-xay-dung'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'ballot', id: 'bau-truong', knownBy: 'CLAIM' } });
    given(...claimedVote)
      .claiming()
      .when(electHead('so-xay-dung'))
      .then(headElected('so-xay-dung'));
  });

  it('as a claim may not know what carried it, and is warned of what is missing', () =>
    given(...begun())
      .claiming()
      .when(electHead('so-xay-dung', { kind: 'UNKNOWN' }))
      .thenWarns(
        [
          { code: 'NOMINATION_REQUIRED', facts: unit('so-xay-dung') },
          { code: 'THRESHOLD_NOT_MET', facts: { outcome: 'NONE_TOLD' } },
        ],
        headElected('so-xay-dung', { kind: 'UNKNOWN' }),
      ));

  it('says who was elected; a source may know that a head was, and not who (H10)', () => {
    const { unitId: _, ...unknown } = headElected('so-xay-dung').data;
    given(...begun())
      .when({ type: 'ElectHead', data: unknown })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'head', field: '/unitId' } });
    const told: HeadElected = { type: 'HeadElected', data: unknown };
    given(...begun())
      .claiming()
      .when({ type: 'ElectHead', data: unknown })
      .then(told);
    given(...begun(), claimed(told), claimed(headNominated('so-xay-dung')))
      .claiming()
      .when(electHead('so-xay-dung', { kind: 'UNKNOWN' }))
      .thenWarns(
        [{ code: 'THRESHOLD_NOT_MET', facts: { outcome: 'NONE_TOLD' } }],
        headElected('so-xay-dung', { kind: 'UNKNOWN' }),
      );
  });

  it('needs a rulebook', () =>
    given(opened())
      .when(electHead('so-xay-dung'))
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2023' } }));

  it('is a claim in a year without a rulebook too, and no rule is held against it', () =>
    given(opened())
      .claiming()
      .when(electHead('so-xay-dung', { kind: 'UNKNOWN' }))
      .then(headElected('so-xay-dung', { kind: 'UNKNOWN' })));

  it.each(['AS_REPORTED', 'UNKNOWN'] as const)(
    'takes a ballot whose source says the result is %s as it is',
    (outcome) =>
      given(...nominated, ...elected('HEAD', 'so-xay-dung', 7).map((event) => claimed(asTold(event, outcome))))
        .claiming()
        .when(electHead('so-xay-dung'))
        .then(headElected('so-xay-dung')),
  );
});

/** The result as a source tells it. */
function asTold(event: BallotOpened | VotingEvent, outcome: QuestionTally['outcome']): BallotOpened | VotingEvent {
  if (event.type !== 'VoteTallied') return event;
  return { ...event, data: { ...event.data, questions: [{ questionId: 'truong', outcome }] } };
}

describe('electing by assent (S0)', () => {
  const basis = { kind: 'ASSENT', assentId: 'nhat-tri' } as const;
  const questions = [{ questionId: 'truong', unitId: 'so-xay-dung', forYear: '2024' }];
  const assent = assented({ ...on, purpose: 'HEAD', questions });

  it('needs no ballot and no count', () =>
    given(...nominated, assent)
      .when(electHead('so-xay-dung', basis))
      .then(headElected('so-xay-dung', basis)));

  it('is over with one objection', () =>
    given(...nominated, assent, objected('so-gtvt'))
      .when(electHead('so-xay-dung', basis))
      .thenRefused({ code: 'NOT_UNANIMOUS', facts: { units: [fullName('so-gtvt')] } }));

  it('elects whom it was about', () => {
    given(...nominated, headNominated('so-gtvt'), assent)
      .when(electHead('so-gtvt', basis))
      .thenRefused({ code: 'THRESHOLD_NOT_MET', facts: { outcome: 'OTHER_MATTER' } });
    given(...nominated)
      .when(electHead('so-xay-dung', basis))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'assent', id: 'nhat-tri' } });
  });
});

describe('designating', () => {
  const document = {
    number: '12/QĐ-UBND',
    date: onDay('2024-01-04'),
    issuer: { kind: 'EXTERNAL' as const, name: 'UBND tỉnh Quảng Ngãi' },
  };
  const designated = (changes: Partial<HeadDesignated['data']> = {}): HeadDesignated => ({
    type: 'HeadDesignated',
    data: { ...about, unitId: 'so-gtvt', method: 'DESIGNATED', document, ...changes },
  });
  const designating = (...args: Parameters<typeof designated>) => ({
    ...designated(...args),
    type: 'DesignateHead' as const,
  });

  it('cites the decision with number and date; no nomination and no rulebook is needed', () => {
    given(opened()).when(designating()).then(designated());
    given(opened())
      .when(designating({ document: { number: '12/QĐ-UBND' } }))
      .thenRefused({ code: 'DOCUMENT_REQUIRED' });
  });

  it('in turn needs no document (H2)', () => {
    const data = { ...about, unitId: 'so-gtvt', method: 'IN_TURN', ordinal: 2 } as const;
    const inTurn: DeputyDesignated = { type: 'DeputyDesignated', data };
    given(opened())
      .when({ ...inTurn, type: 'DesignateDeputy' })
      .then(inTurn);
  });

  it('gives one unit one duty', () =>
    given(opened(), deputyElected('so-gtvt'))
      .when(designating())
      .thenRefused({ code: 'ROLE_CONFLICT', facts: { ...unit('so-gtvt'), forYear: '2024', conflict: 'SAME_UNIT' } }));
});
