import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import type { Origin } from '../../src/kernel/event.js';
import { PROPOSALS } from '../proposals/proposals.js';
import { proposalsSeenBy } from '../proposals/proposals-view.js';
import { type Answered, asNewAsIts, type Listed, type Rows } from '../rows.js';
import { mentionedIn } from './mentioned-in.js';
import type { UnitMention } from './unit-mentions.js';
import type { ProposalsOfUnitView } from './unit-mentions.dto.js';

/** One page of the years in which something is proposed for the unit that the caller may see. @throws InvalidInput */
export async function proposalsOfUnit(
  unitId: string,
  caller: Origin,
  request: PageRequest,
  rows: Rows,
): Promise<Listed<ProposalsOfUnitView>> {
  const show = async ({ blocId, year }: UnitMention): Promise<Answered<ProposalsOfUnitView> | undefined> => {
    const found = await rows.find(PROPOSALS, [blocId, year]);
    const ofUnit = found && forUnit(unitId, proposalsSeenBy(caller, found));
    return ofUnit === undefined || ofUnit.row.proposals.length === 0 ? undefined : ofUnit;
  };
  const { shown, next } = await mentionedIn({ unitId, as: 'PROPOSED', show }, request, rows);
  return asNewAsIts(shown, next);
}

function forUnit(unitId: string, { row, ...proof }: ReturnType<typeof proposalsSeenBy>): Answered<ProposalsOfUnitView> {
  const { blocId, year, blocName } = row;
  const proposals = row.proposals.filter(({ recipients }) => recipients.includes(unitId));
  return { row: { blocId, year, blocName, proposals }, ...proof };
}
