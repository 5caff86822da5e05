import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';
import type { ProposalBasis } from '../../src/emulation-years/conferral/conferral.values.js';
import type { ElectionBasis } from '../../src/emulation-years/leadership/leadership.values.js';
import { must, type Properties, type Property } from './checking.js';
import type { Life } from './lives.js';
import { witnessed, type Witnessed, type YearFact } from './witnesses.js';

type Rests = (one: Witnessed) => readonly (YearFact | undefined)[];

/** The last of these facts about the same sheet. */
function ofSheet({ before, fact }: Witnessed, ...types: readonly EmulationYearEvent['type'][]): YearFact | undefined {
  const sheet = sheetIn(fact);
  return before.findLast((known) => types.includes(known.type) && sheetIn(known) === sheet);
}

function sheetIn({ data }: YearFact): string | undefined {
  return 'lines' in data && 'scope' in data ? `${data.unitId}|${scopeKey(data.scope)}` : undefined;
}

function decision({ before }: Witnessed, basis: ProposalBasis | ElectionBasis): YearFact | undefined {
  return before.findLast((known) => {
    if (basis.kind === 'BALLOT') return known.type === 'BallotClosed' && known.data.ballotId === basis.ballotId;
    if (basis.kind === 'ASSENT') return known.type === 'AssentRecorded' && known.data.assentId === basis.assentId;
    return basis.kind === 'AGREED_LIST' && known.type === 'AgreedListRecorded' && known.data.listId === basis.listId;
  });
}

function order({ before }: Witnessed, scope: Scope): YearFact | undefined {
  return before.findLast(
    (known) =>
      (known.type === 'RankingComputed' || known.type === 'RankingAgreed') &&
      scopeKey(known.data.scope) === scopeKey(scope),
  );
}

/** The count or the assent of that id. */
function cited(one: Witnessed, id: string | undefined): readonly (YearFact | undefined)[] {
  if (id === undefined) return [];
  return [
    decision(one, { kind: 'BALLOT', ballotId: id, questionId: '' }),
    decision(one, { kind: 'ASSENT', assentId: id }),
  ];
}

function proposal({ before }: Witnessed, proposalId: string): YearFact | undefined {
  return before.find((known) => known.type === 'CommendationProposed' && known.data.proposalId === proposalId);
}

function opening({ before }: Witnessed, ballotId: string): YearFact | undefined {
  return before.findLast((known) => known.type === 'BallotOpened' && known.data.ballotId === ballotId);
}

/** On which facts each act rests, by its type: none of them may be of a later day. */
const RESTS_ON: { readonly [T in EmulationYearEvent['type']]?: Rests } = {
  PledgeSigned: ({ before, fact }) => [
    before.findLast(
      (known) =>
        (known.type === 'PledgeContentAgreed' || known.type === 'PledgeAmended') &&
        fact.type === 'PledgeSigned' &&
        known.data.version === fact.data.version,
    ),
  ],
  ScoreAppraised: (one) => [ofSheet(one, 'SelfScoreSubmitted', 'SelfScoreRevised')],
  SelfScoreRevised: (one) => [ofSheet(one, 'SelfScoreSubmitted', 'SelfScoreRevised', 'ScoreAppraised')],
  ScoreAgreed: (one) => [ofSheet(one, 'ScoreAppraised')],
  RecordCorrected: (one) => [ofSheet(one, 'ScoreAgreed', 'RecordCorrected')],
  RankingComputed: ({ before, fact }) =>
    fact.type === 'RankingComputed'
      ? fact.data.sheets.map(({ agreedAt }) => before.find(({ revision }) => revision === agreedAt))
      : [],
  RankingAgreed: (one) => (one.fact.type === 'RankingAgreed' ? cited(one, one.fact.data.decision) : []),
  UnitClassified: (one) => (one.fact.type === 'UnitClassified' ? cited(one, one.fact.data.decision) : []),
  TieBroken: (one) =>
    one.fact.type === 'TieBroken' ? [order(one, one.fact.data.scope), ...cited(one, one.fact.data.ballotId)] : [],
  ResultPublished: (one) =>
    one.fact.type === 'ResultPublished'
      ? one.fact.data.parts.flatMap((part) => {
          if (part.part === 'RANKING') return [order(one, part.scope)];
          return part.part === 'PROPOSALS' ? part.proposalIds.map((id) => proposal(one, id)) : [];
        })
      : [],
  CommendationProposed: (one) => (one.fact.type === 'CommendationProposed' ? [decision(one, one.fact.data.basis)] : []),
  HeadElected: (one) => (one.fact.type === 'HeadElected' ? [decision(one, one.fact.data.basis)] : []),
  DeputyElected: (one) => (one.fact.type === 'DeputyElected' ? [decision(one, one.fact.data.basis)] : []),
  VoteCast: (one) => (one.fact.type === 'VoteCast' ? [opening(one, one.fact.data.ballotId)] : []),
  BallotClosed: (one) => (one.fact.type === 'BallotClosed' ? [opening(one, one.fact.data.ballotId)] : []),
};

/** No act is dated before what it rests on. */
function inOrder(types: readonly EmulationYearEvent['type'][]): Property {
  return (life: Life) => {
    for (const one of witnessed(life)) {
      const { fact, day } = one;
      if (fact.metadata.mode.kind === 'CLAIM' || !types.includes(fact.type)) continue;
      for (const earlier of RESTS_ON[fact.type]?.(one) ?? []) {
        if (earlier === undefined) continue;
        const says = `${fact.id} of ${day} rests on ${earlier.id} of ${earlier.data.occurredOn.date}`;
        must(earlier.data.occurredOn.date <= day, says, life.log);
      }
    }
  };
}

export const ACTS_IN_ORDER: Properties = {
  'a signature follows its content (D29)': inOrder(['PledgeSigned']),
  'votes and the count follow the opening (D29)': inOrder(['VoteCast', 'BallotClosed']),
  'elections and proposals follow the decisions that carry them (D29)': inOrder([
    'HeadElected',
    'DeputyElected',
    'CommendationProposed',
  ]),
  'what is written on a sheet follows what it rests on (D29)': inOrder([
    'SelfScoreRevised',
    'ScoreAppraised',
    'ScoreAgreed',
    'RecordCorrected',
  ]),
  'orders and classes follow the scores and decisions that they rest on (D29)': inOrder([
    'RankingComputed',
    'RankingAgreed',
    'UnitClassified',
    'TieBroken',
  ]),
  'a publication follows what it shows (D29)': inOrder(['ResultPublished']),
};
