import {
  type OwnAward,
  type ProposalRecord,
  PROPOSALS,
  publicProposal,
  restsOnNothing,
  type YearProposals,
} from '../../read-models/proposals/proposals.js';
import { NOTHING_VISIBLE } from '../../read-models/visibility.js';
import type { ConferralEvent } from '../../src/emulation-years/conferral/conferral.events.js';
import { emulationYearStream, type YearEvent } from '../../src/emulation-years/frame/frame.events.js';
import { eachOnce, presiding } from '../../src/emulation-years/frame/frame.values.js';
import type { ResultPublished, TieBroken } from '../../src/emulation-years/ranking/ranking.events.js';
import type {
  ExclusionLifted,
  RecordCorrected,
  ScoreAgreed,
  UnitExcluded,
} from '../../src/emulation-years/scoring/scoring.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Projection } from '../../src/kernel/projection.js';
import { currentVersion, outranks, recordingOf, sourced } from '../recording/recording.js';
import { replaced, withEntry } from '../recording/replaced.js';
import { namedBeside } from '../members-named.js';
import { withOpened, withVisibility } from '../visibility.js';
import { knowing } from './basis-changes.js';
import { basisRowFolds, exchanged, memberIn } from './basis-facts.js';
import { decidedBy, type DecisiveEvent } from './cited-votes.js';
import { formsOf, refreshed } from './proposal-basis.js';
import { termsIn } from './proposal-terms.js';

type FoldedEvent =
  | Extract<
      YearEvent,
      { type: 'EmulationYearOpened' | 'YearMembersUpdated' | 'HeadOfYearRecorded' | 'RulebookAdopted' }
    >
  | ScoreAgreed
  | RecordCorrected
  | UnitExcluded
  | ExclusionLifted
  | TieBroken
  | DecisiveEvent
  | Exclude<ConferralEvent, { type: 'CommendationSummaryRecorded' | 'PlacementsRecorded' | 'BlocStatisticRecorded' }>
  | ResultPublished;

/** Proposals (đề nghị khen thưởng) and own awards of a year. A proposal is no award (A6). */
export const proposals: Projection<YearProposals, FoldedEvent> = {
  name: PROPOSALS.name,
  version: 12,
  key: ({ data }) => PROPOSALS.keyOf(data.blocId, data.year),
  streams: (key) => [emulationYearStream(...PROPOSALS.partsOf(key))],
  indexes: [['blocId', 'year']],
  besides: withVisibility,
  on: {
    EmulationYearOpened: (row, event) => {
      const { data } = event;
      const { blocId, year, blocName } = data;
      const head = presiding(data);
      const opened = refreshed({
        ...(row ?? NOTHING_PROPOSED),
        blocId,
        year,
        blocName,
        ...defined({ head }),
        ...namesOf(data, row),
      });
      return opened.members.reduce((known, { unitId }) => knowing(known, memberIn(unitId), event), opened);
    },
    YearMembersUpdated: (row, event) => {
      if (row === undefined) return undefined;
      const { blocName } = event.data;
      return exchanged(row, { ...row, blocName, ...namesOf(event.data, row) }, event);
    },
    HeadOfYearRecorded: (row, { data }) => {
      const { head } = data.leadership;
      return row && head !== undefined ? refreshed({ ...row, head }) : row;
    },
    RulebookAdopted: (row, { data }) => row && refreshed({ ...row, forms: formsOf(data.content) }),

    BallotOpened: withVote,
    VoteTallied: withVote,
    BallotTieBroken: withVote,
    BallotVoided: withVote,
    AssentRecorded: withVote,
    ObjectionRecorded: withVote,
    AgreedListRecorded: withVote,

    ...basisRowFolds,

    CommendationProposed: (row, event) => {
      if (row === undefined) return undefined;
      const { proposalId } = event.data;
      const before = row.proposals.find((known) => known.proposalId === proposalId);
      const proposed = currentVersion(before?.proposed, termsIn(event.data), event);
      const known: ProposalRecord = { ...(before ?? { proposalId, ...NEW_PROPOSAL }), proposed };
      // What was made here after it was told is another proposal: nothing under it has changed yet.
      const isMadeHere = proposed.recording.event.id === event.id && before?.proposed.recording.mode === 'CLAIM';
      const proposal = isMadeHere ? { ...known, changedUnder: [] } : known;
      return refreshed({ ...row, proposals: withEntry(row.proposals, before, proposal) });
    },
    ProposalRecipientNamed: (row, event) =>
      inProposal(row, event.data.proposalId, (proposal) => {
        const { unitId } = event.data;
        const before = proposal.named.find(({ value }) => value.unitId === unitId);
        return { ...proposal, named: withEntry(proposal.named, before, currentVersion(before, { unitId }, event)) };
      }),
    ProposalGrantorNamed: (row, event) =>
      inProposal(row, event.data.proposalId, (proposal) => ({
        ...proposal,
        grantor: currentVersion(proposal.grantor, { grantor: event.data.grantor }, event),
      })),
    ProposalWithdrawn: (row, event) =>
      inProposal(row, event.data.proposalId, (proposal) => ({
        ...proposal,
        withdrawn: currentVersion(proposal.withdrawn, defined({ reason: event.data.reason }), event),
      })),

    AwardConferred: (row, event) => {
      if (row === undefined) return undefined;
      const { awardId, form, grantor, sessionId, collectives, individuals, blocs, exemplars, document } = event.data;
      const before = row.awards.find((known) => known.awardId === awardId);
      const told = defined({ form, sessionId, blocs, exemplars, document });
      const value = { grantor, collectives, individuals, ...told };
      const conferred: OwnAward['conferred'] = currentVersion(before?.conferred, value, event);
      return { ...row, awards: withEntry(row.awards, before, { awardId, named: before?.named ?? [], conferred }) };
    },
    AwardRecipientNamed: (row, event) => {
      const { awardId, kind, recipient } = event.data;
      const award = row?.awards.find((known) => known.awardId === awardId);
      if (row === undefined || award === undefined) return row;
      const named = withEntry(award.named, undefined, sourced({ kind, recipient }, event));
      return { ...row, awards: replaced(row.awards, award, { ...award, named }) };
    },

    ResultPublished: (row, event) => row && { ...row, proposals: row.proposals.map((one) => shownBy(one, event)) },
  },
};

/** What a claim says was published leaves as it is what was published here. */
function shownBy(proposal: ProposalRecord, event: Recorded<ResultPublished>): ProposalRecord {
  const isNamed = event.data.parts.some(
    (part) => part.part === 'PROPOSALS' && part.proposalIds.includes(proposal.proposalId),
  );
  if (!isNamed || outranks(proposal.published?.recording, event.metadata.mode.kind)) return proposal;
  return { ...proposal, published: { as: publicProposal(proposal), recording: recordingOf(event) } };
}

const NOTHING_PROPOSED = {
  forms: [],
  facts: {},
  votes: [],
  proposals: [],
  awards: [],
  visibility: NOTHING_VISIBLE,
} as const;

/** What refreshing fills in. */
const NEW_PROPOSAL = {
  status: 'PROPOSED',
  named: [],
  recipients: [],
  basis: { outcome: 'UNKNOWN' },
  changedUnder: [],
} as const;

type Members = Extract<FoldedEvent, { type: 'EmulationYearOpened' | 'YearMembersUpdated' }>['data'];

function namesOf({ members: told }: Members, before: YearProposals | undefined) {
  const members = eachOnce(told).map(({ unitId, name }) => ({ unitId, name: name.full }));
  return { members, namedBeside: namedBeside(members, [], before) };
}

function withVote(row: YearProposals | undefined, event: Recorded<DecisiveEvent>): YearProposals | undefined {
  const votes = row && decidedBy(row.votes, event);
  if (row === undefined || votes === undefined || votes === row.votes) return row;
  const next = refreshed({ ...row, votes });
  // Of what everybody may see, everybody sees that it is void by now: this event is open too.
  const publicAndVoid = ({ proposals: all }: YearProposals): readonly string[] =>
    all.flatMap(({ proposalId, published, basis }) => (published && restsOnNothing(basis) ? proposalId : []));
  return publicAndVoid(next).join() === publicAndVoid(row).join() ? next : withOpened(next, event);
}

function inProposal(
  row: YearProposals | undefined,
  proposalId: string,
  change: (proposal: ProposalRecord) => ProposalRecord,
): YearProposals | undefined {
  const before = row?.proposals.find((known) => known.proposalId === proposalId);
  if (row === undefined || before === undefined) return row;
  return refreshed({ ...row, proposals: replaced(row.proposals, before, change(before)) });
}
