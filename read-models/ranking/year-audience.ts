import type { Origin } from '../../src/kernel/event.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { Rows } from '../rows.js';
import { allAgreed, isAnyPublished, RANKING, type YearRanking } from './ranking.js';

/** Which year of which bloc. */
export type OfYear = Readonly<{ blocId: string; year: string }>;

/**
 * What a caller may see of a year's working papers, as things are now:
 * - `ALL`: council, administrator, inspector; the bloc's own secretary and secretariat (tổ giúp việc);
 * - `MEMBER`: the representative of a member unit: rankings, votes and proposals, the own score card, and everybody's
 *   card once the scores of all are agreed;
 * - `PUBLIC`: everybody else: what was published, once it was.
 */
export type Audience = Readonly<{
  sees: 'ALL' | 'MEMBER' | 'PUBLIC';
  /** Whether any of the result is public. */
  published: boolean;
  /** Whether that unit's score card of this scope may be seen. */
  seesCard: (unitId: string, scope: Scope) => boolean;
  /** Whether the cards of all units may be. */
  seesAllCards: (scope: Scope) => boolean;
  /** A member's printed name, its id when the year does not know it. */
  nameOf: (unitId: string) => LocalizedText;
}>;

/** What that caller may see of the year. @throws Fault NOT_READABLE_YET */
export async function audienceFor(rows: Rows, { blocId, year }: OfYear, caller: Origin): Promise<Audience> {
  return audienceOf((await rows.find(RANKING, [blocId, year]))?.row, blocId, caller);
}

/** `year` is absent when nothing of it is on record. */
export function audienceOf(year: YearRanking | undefined, blocId: string, caller: Origin): Audience {
  const sees = standpoint(year, blocId, caller);
  const seesAllCards = (scope: Scope): boolean =>
    sees === 'ALL' || (sees === 'MEMBER' && year !== undefined && allAgreed(year, scope));
  return {
    sees,
    published: year !== undefined && isAnyPublished(year),
    seesAllCards,
    seesCard: (unitId, scope) => (sees === 'MEMBER' && caller.unitId === unitId) || seesAllCards(scope),
    nameOf: (unitId) => year?.members.find((member) => member.unitId === unitId)?.name ?? { vi: unitId },
  };
}

function standpoint(year: YearRanking | undefined, blocId: string, caller: Origin): Audience['sees'] {
  switch (caller.role) {
    case 'representative':
      return year?.members.some(({ unitId }) => unitId === caller.unitId) === true ? 'MEMBER' : 'PUBLIC';
    case 'secretary':
    case 'appraiser':
      return caller.blocId === blocId ? 'ALL' : 'PUBLIC';
    case 'administrator':
    case 'council':
    case 'inspector':
      return 'ALL';
    case 'dashboard':
      return 'PUBLIC';
  }
}
