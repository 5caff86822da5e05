import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import type { Origin } from '../../src/kernel/event.js';
import { cursorOf, placeIn } from '../cursor.js';
import { PROPOSALS } from '../proposals/proposals.js';
import { proposalsSeenBy } from '../proposals/proposals-view.js';
import { MAX_PAGE } from '../read-model-store.js';
import { type Answered, asNewAsIts, type Listed, type Rows } from '../rows.js';
import { UNIT_MENTIONS } from './unit-mentions.js';
import type { ProposalsOfUnitView } from './unit-mentions.dto.js';

/**
 * One page of the years in which something is proposed for the unit that the caller may see. Years of which it may see nothing move
 * neither the page nor its end: a unit is named in some dozens, and of more than a store's page holds the others are not looked at.
 * @throws InvalidInput when the cursor is of another list.
 */
export async function proposalsOfUnit(
  unitId: string,
  caller: Origin,
  { limit, cursor }: PageRequest,
  rows: Rows,
): Promise<Listed<ProposalsOfUnitView>> {
  const list = [UNIT_MENTIONS.name, 'PROPOSED', unitId];
  const after = cursor === undefined ? '' : placeIn(list, cursor);
  const seen: Answered<ProposalsOfUnitView>[] = [];
  for await (const year of yearsSeen(unitId, caller, after, rows)) {
    seen.push(year);
    if (seen.length > limit) break;
  }
  const items = seen.slice(0, limit);
  const last = seen.length > limit ? items.at(-1)?.row : undefined;
  return asNewAsIts(items, last && cursorOf(list, placeOf(last)));
}

async function* yearsSeen(
  unitId: string,
  caller: Origin,
  after: string,
  rows: Rows,
): AsyncGenerator<Answered<ProposalsOfUnitView>, void, undefined> {
  const where = { unitId, as: 'PROPOSED' };
  const orderBy = ['unitId', 'as', 'year', 'blocId'];
  const mentions = await rows.portion(UNIT_MENTIONS, { where, orderBy, limit: MAX_PAGE });
  for (const { row: mention } of mentions.rows.filter(({ row }) => placeOf(row) > after)) {
    const found = await rows.find(PROPOSALS, [mention.blocId, mention.year]);
    const ofUnit = found && forUnit(unitId, proposalsSeenBy(caller, found));
    if (ofUnit !== undefined && ofUnit.row.proposals.length > 0) yield ofUnit;
  }
}

function forUnit(unitId: string, { row, ...proof }: ReturnType<typeof proposalsSeenBy>): Answered<ProposalsOfUnitView> {
  const { blocId, year, blocName } = row;
  const proposals = row.proposals.filter(({ recipients }) => recipients.includes(unitId));
  return { row: { blocId, year, blocName, proposals }, ...proof };
}

/** The order of the list as text: a space comes before whatever ids hold. */
function placeOf({ year, blocId }: Readonly<{ year: string; blocId: string }>): string {
  return `${year} ${blocId}`;
}
