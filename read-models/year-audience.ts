import { SEES, standpointOf } from '../src/identity/policy.js';
import type { Origin } from '../src/kernel/event.js';
import type { Matter } from '../src/kernel/matter.js';
import type { Scope } from '../src/kernel/scope.js';
import type { Recording } from './recording.js';
import { isOpenToMembers, NOTHING_VISIBLE, type Visibility } from './visibility.js';
import { withFacts } from './warnings-shown.js';

/** What a caller may see of a year at one moment, as the table {@link SEES} says. */
export type Audience = Readonly<{
  /** Whether it sees all of that matter, what a publication named of it, or nothing. Of cards: those of all units. */
  sees: (matter: Matter, scope?: Scope) => 'ALL' | 'NAMED' | 'NOTHING';
  /** Whether that unit's score card of this scope may be seen. */
  seesCard: (unitId: string, scope: Scope) => boolean;
  /** The view as it may be seen as far as warnings go: their facts are working papers, and figures of a card some. */
  withFactsSeen: <View>(view: View) => View;
}>;

/** `visibility` is that of the row that is shown, or of the year at the same moment; absent when nothing of it was on record. */
export function audienceOf(visibility: Visibility | undefined, blocId: string, caller: Origin): Audience {
  const known = visibility ?? NOTHING_VISIBLE;
  const standpoint = standpointOf(caller, { blocId, isMember: (unitId) => known.members.includes(unitId) });
  const sees: Audience['sees'] = (matter, scope = {}) => {
    switch (SEES[matter][standpoint]) {
      case 'ALWAYS':
        return 'ALL';
      case 'BY_RULEBOOK':
        return isOpenToMembers(known, scope) ? 'ALL' : 'NOTHING';
      case 'NAMED':
        return known.named.includes(matter) ? 'NAMED' : 'NOTHING';
      case 'OWN':
      case 'NEVER':
        return 'NOTHING';
    }
  };
  const seesOwnCard = SEES.CARD[standpoint] === 'BY_RULEBOOK';
  const seesCard: Audience['seesCard'] = (unitId, scope) =>
    (seesOwnCard && caller.unitId === unitId) || sees('CARD', scope) === 'ALL';
  const seesFacts = ({ id }: Recording['event']): boolean => {
    const card = known.warnedOf[id];
    return sees('PAPERS') === 'ALL' && (card === undefined || seesCard(card.unitId, card.scope));
  };
  const seesEverything = SEES.PAPERS[standpoint] === 'ALWAYS' && SEES.CARD[standpoint] === 'ALWAYS';
  return { sees, seesCard, withFactsSeen: (view) => (seesEverything ? view : withFacts(view, seesFacts)) };
}
