import type { PageRequest } from '../../src/http/shapes/page.dto.js';
import { defined } from '../../src/kernel/defined.js';
import type { Page, Stored } from '../read-model-store.js';
import type { Rows } from '../rows.js';
import { mentionedIn } from '../unit-mentions/mentioned-in.js';
import type { UnitMention } from '../unit-mentions/unit-mentions.js';
import { BLOC_DIRECTORY, type BlocEntry } from './bloc-directory.js';

/** One page of the blocs of a unit that are wanted, in the order of their ids. @throws InvalidInput when the cursor is of another list. */
export async function blocsOfUnit(
  unitId: string,
  isWanted: (bloc: BlocEntry) => boolean,
  request: PageRequest,
  rows: Rows,
): Promise<Page<BlocEntry>> {
  const show = async ({ blocId }: UnitMention): Promise<Stored<BlocEntry> | undefined> => {
    const found = await rows.find(BLOC_DIRECTORY, [blocId]);
    return found !== undefined && isWanted(found.row) ? found : undefined;
  };
  const { shown, next } = await mentionedIn({ unitId, as: 'MEMBER', show }, request, rows);
  return { rows: shown, ...defined({ next }) };
}
