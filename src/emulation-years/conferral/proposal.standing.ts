import { gatheredKind } from '../../kernel/gathered.js';
import { defined } from '../../kernel/defined.js';
import type { Facts } from '../../kernel/event.js';
import type { PartialDate } from '../../kernel/partial-date.js';
import type { Party } from '../../kernel/party.js';
import type { LocalizedText } from '../../kernel/text.js';
import { titleBy } from '../../rulebooks/form-names.values.js';
import { exclusionFrom } from '../scoring/scoring.fold.js';
import { groundFacts } from '../scoring/sheet-checks.js';
import { isVoid } from '../voting/voting.fold.js';
import { proposalOf, type ConferralYear } from './conferral.fold.js';
import { formOf } from './quota.js';

/** A proposal of a year, as a commendation takes it up. */
type ProposalInYear = Readonly<{
  form: string;
  /** Absent where the rulebook of the year does not know the form. */
  title?: LocalizedText;
  grantor: Party;
  /** `exclusion` tells the ground for which the year keeps a nominee from awards (R25). */
  nominees: readonly Readonly<{ unitId: string; name?: LocalizedText; exclusion?: Facts }>[];
  proposedOn: PartialDate;
  withdrawn: boolean;
  /** The decision that carries it was found void, or a member objected to it (D41). Neither is ever taken back. */
  void: boolean;
}>;

/** What a year says of a proposal by its id: nothing where it knows none. */
export type ProposalStanding = Readonly<{
  blocId: string;
  year: string;
  proposalId: string;
  proposal?: ProposalInYear;
}>;

export const PROPOSAL_STANDING = gatheredKind<ProposalStanding>('ProposalStanding');

export function standingOfProposal(year: ConferralYear, proposalId: string): ProposalStanding {
  const { frame, conferral, scoring, voting } = year;
  const known = proposalOf(conferral, proposalId);
  const { blocId, year: label } = frame;
  if (known === undefined) return { blocId, year: label, proposalId };
  const { form, grantor, named, proposedOn, withdrawn, basis } = known;
  const inRulebook = frame.rulebook && formOf(frame.rulebook.content, form);
  const nominees = named.map((unitId) => {
    const member = frame.members.find((one) => one.unitId === unitId);
    const exclusion = exclusionFrom(scoring, unitId, 'AWARDS');
    return {
      unitId,
      ...defined({ name: member?.name.full, exclusion: exclusion && groundFacts(exclusion.ground, frame) }),
    };
  });
  const proposal = { form, grantor, nominees, proposedOn, withdrawn, void: isVoid(voting, basis) };
  return {
    blocId,
    year: label,
    proposalId,
    proposal: { ...proposal, ...defined({ title: inRulebook && titleBy(inRulebook, grantor) }) },
  };
}
