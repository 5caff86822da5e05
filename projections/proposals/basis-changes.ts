import type { BasisChange, FormLabel, ProposalRecord, YearProposals } from '../../read-models/proposals/proposals.js';
import type { Sourced } from '../../read-models/recording.js';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Recorded } from '../../src/kernel/event.js';
import { outranks, sourced } from '../recording/recording.js';
import { withEntry } from '../recording/replaced.js';

/**
 * A fact that a proposal may rest on: which one, what it says by now as one text, empty of what there is not (no exclusion, no
 * membership), and that change as it is shown.
 */
export type Fact = Readonly<{ of: string; value: string; change: BasisChange }>;

/** The row that knows the fact, which changes no proposal. What a claim says leaves as it is what was done here. */
export function knowing(
  row: YearProposals,
  { of, value }: Omit<Fact, 'change'>,
  { metadata }: Recorded,
): YearProposals {
  const { kind } = metadata.mode;
  if (row.facts[of]?.mode === 'ACT' && kind === 'CLAIM') return row;
  return { ...row, facts: { ...row.facts, [of]: { value, mode: kind } } };
}

/**
 * The row in which the event says that fact anew. Proposals that rest on it are marked with the last event that changed it, and no more
 * once it says again what it said when they were made (D24).
 */
export function changing(row: YearProposals, fact: Fact, event: Recorded): YearProposals {
  const known = knowing(row, fact, event);
  if (known === row) return row;
  const told = row.facts[fact.of];
  const before = { CLAIM: told?.value ?? '', ACT: told?.mode === 'ACT' ? told.value : '' };
  const mark = sourced(fact.change, event);
  return {
    ...known,
    proposals: row.proposals.map((proposal) => marked(proposal, { before, mark, ...fact }, row.forms)),
  };
}

/** `before`: what the fact said for who knows claims too, and by acts alone, on which what was done here rests. */
type Changed = Omit<Fact, 'change'> &
  Readonly<{ before: Readonly<Record<'ACT' | 'CLAIM', string>>; mark: Sourced<BasisChange> }>;

function marked(
  proposal: ProposalRecord,
  { of, value, before, mark }: Changed,
  forms: readonly FormLabel[],
): ProposalRecord {
  if (!restsOn(proposal, mark.value, forms) || outranks(proposal.proposed.recording, mark.recording.mode))
    return proposal;
  const { changedUnder } = proposal;
  const known = changedUnder.find((one) => one.of === of);
  const from = known?.from ?? before[proposal.proposed.recording.mode];
  return {
    ...proposal,
    changedUnder:
      value === from ? changedUnder.filter((one) => one !== known) : withEntry(changedUnder, known, { of, from, mark }),
  };
}

/** Who leads may be another by any of them; other proposals rest on what is said of their recipients. */
function restsOn(proposal: ProposalRecord, { unitId }: BasisChange, forms: readonly FormLabel[]): boolean {
  const { form: own } = proposal.proposed.value;
  return isRecipient(proposal, unitId) || forms.some(({ form, forLeading }) => forLeading && form === own);
}

/** Whom a claim names stands beside a proposal that was made here, and is no part of it (D35). */
function isRecipient({ named, proposed }: ProposalRecord, unitId: string): boolean {
  if (proposed.value.nominees.includes(unitId)) return true;
  const told = named.find(({ value }) => value.unitId === unitId);
  return told !== undefined && !outranks(proposed.recording, told.recording.mode);
}

/** The inputs of a sheet as one text, in whatever order its lines stand. */
export function figuresOf(lines: readonly LineInput[]): string {
  return lines
    .map(({ criterionId, value, target, option, values, passed, mark, notApplicable }) =>
      [criterionId, value, target, option, values, passed, mark, notApplicable].join(),
    )
    .sort()
    .join(' ');
}
