import type { Scope } from '../../kernel/scope.js';
import type { Classified, InList } from './ranking.values.js';

/** Places: these ranks of a list, with the points of their units or without. */
export type PublishedPlaces = InList &
  Readonly<{ part: 'RANKING'; scope: Scope; version: number; ranks: readonly number[]; pointsShown: boolean }>;

/** The classes of these units or subjects in a scope. */
export type PublishedClasses = Readonly<{ part: 'CLASSES'; scope: Scope; of: readonly Classified[] }>;

export type PublishedProposals = Readonly<{ part: 'PROPOSALS'; proposalIds: readonly string[] }>;

export const NAMED_VOTES = ['BALLOT', 'ASSENT', 'AGREED_LIST'] as const;

/** A ballot, an assent or an agreed list of the year. */
export type NamedVote = Readonly<{ kind: (typeof NAMED_VOTES)[number]; voteId: string }>;

/** What came out of these votes; how they went stays inside. */
export type PublishedVotes = Readonly<{ part: 'VOTES'; votes: readonly NamedVote[] }>;

/** What a publication names; it names each thing, so that nothing becomes public that came later. */
export type PublishedPart = PublishedPlaces | PublishedClasses | PublishedProposals | PublishedVotes;

/** The same as it is asked for: of the ranking as it stands; without names all that there are. */
export type PartToPublish =
  | Omit<PublishedPlaces, 'version'>
  | (Omit<PublishedClasses, 'of'> & Partial<Pick<PublishedClasses, 'of'>>)
  | (Omit<PublishedProposals, 'proposalIds'> & Partial<Pick<PublishedProposals, 'proposalIds'>>)
  | (Omit<PublishedVotes, 'votes'> & Partial<Pick<PublishedVotes, 'votes'>>);

/** One text for a vote of the year. */
export function voteKey({ kind, voteId }: NamedVote): string {
  return `${kind} ${voteId}`;
}
