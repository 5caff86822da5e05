import type {
  BasisOutcome,
  CitedVote,
  FormLabel,
  ProposalRecord,
  YearProposals,
} from '../../read-models/proposals/proposals.js';
import { isVoid, VOID } from '../../read-models/vote-record/vote-record.js';
import { defined } from '../../src/kernel/defined.js';
import type { Party } from '../../src/kernel/party.js';
import { titleBy } from '../../src/rulebooks/form-names.values.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { outranks } from '../recording/recording.js';

/** The forms of the rulebook as proposals are shown with. */
export function formsOf({ commendations }: Rulebook): readonly FormLabel[] {
  return commendations.forms.map(({ id, title, names, kind, grade, nominee }) => ({
    form: id,
    title,
    kind,
    forLeading: nominee !== 'ANY',
    ...defined({ grade, names }),
  }));
}

/** The row with all that follows from forms, head and decisions set anew on each proposal. */
export function refreshed(row: YearProposals): YearProposals {
  return { ...row, proposals: row.proposals.map((proposal) => proposalIn(row, proposal)) };
}

function proposalIn({ forms, head, votes }: YearProposals, proposal: ProposalRecord): ProposalRecord {
  const { headAmongRecipients: _head, unnamed: _unnamed, ...known } = proposal;
  const { form, count, nominees, basis } = known.proposed.value;
  const label = forms.find((one) => one.form === form);
  const recipients = [...new Set([...nominees, ...known.named.map(({ value }) => value.unitId)])];
  return {
    ...known,
    ...(label && titlesOf(label, known.grantor?.value.grantor ?? known.proposed.value.grantor)),
    status: isWithdrawn(known) ? 'WITHDRAWN' : 'PROPOSED',
    recipients,
    ...defined({ unnamed: count === undefined ? undefined : Math.max(0, count - recipients.length) }),
    basis: outcomeOf(basis, votes),
    ...(head !== undefined && recipients.includes(head) ? { headAmongRecipients: head } : {}),
  };
}

function titlesOf(label: FormLabel, grantor: Party): Pick<ProposalRecord, 'title' | 'formKind' | 'grade'> {
  const { kind, grade } = label;
  return { title: titleBy(label, grantor), formKind: kind, ...defined({ grade }) };
}

/** A claim withdraws no proposal that was made here. */
function isWithdrawn({ proposed, withdrawn }: ProposalRecord): boolean {
  return withdrawn !== undefined && !outranks(proposed.recording, withdrawn.recording.mode);
}

function outcomeOf(basis: ProposalRecord['proposed']['value']['basis'], votes: readonly CitedVote[]): BasisOutcome {
  const named = votes.filter(({ kind }) => kind === basis.kind);
  switch (basis.kind) {
    case 'BALLOT':
      return ofQuestion(
        named.find(({ voteId }) => voteId === basis.ballotId),
        basis.questionId,
      );
    case 'ASSENT':
      return ofAssent(named.find(({ voteId }) => voteId === basis.assentId));
    case 'AGREED_LIST': {
      const list = named.find(({ voteId }) => voteId === basis.listId);
      return list?.kind === 'AGREED_LIST' ? { outcome: 'AGREED', recording: list.list.recording } : UNKNOWN;
    }
    case 'NONE':
      return UNKNOWN;
  }
}

const UNKNOWN: BasisOutcome = { outcome: 'UNKNOWN' };

function ofQuestion(vote: CitedVote | undefined, questionId: string): BasisOutcome {
  if (vote?.kind !== 'BALLOT') return UNKNOWN;
  const { tally, voided } = vote;
  const count = tally?.value.questions.find((question) => question.questionId === questionId);
  if (voided !== undefined && isVoid(vote)) {
    return { outcome: VOID, recording: voided.recording, ...defined({ count }) };
  }
  return tally === undefined || count === undefined
    ? UNKNOWN
    : { outcome: count.outcome, count, recording: tally.recording };
}

function ofAssent(vote: CitedVote | undefined): BasisOutcome {
  if (vote?.kind !== 'ASSENT') return UNKNOWN;
  const { outcome, assent, objections } = vote;
  const recording = outcome === 'OBJECTED' ? objections[0]?.recording : assent?.recording;
  return recording === undefined ? { outcome } : { outcome, recording };
}
