import type { LocalizedText } from '../../src/kernel/text.js';
import { readModel } from '../read-model.js';

/** As what a unit is named: as a member of a bloc, as one of a year, among those who are proposed in it. */
export type MentionedAs = 'MEMBER' | 'OF_YEAR' | 'PROPOSED';

/**
 * Where a unit is named. Key: {@link UNIT_MENTIONS}. It says where to look: a mention stays when a member
 * leaves or a proposal is withdrawn, and what holds is asked of the bloc or the year itself. `year` is empty for a bloc; `blocName`
 * is the name of the bloc in that year, as the year told it last.
 */
export type UnitMention = Readonly<{
  unitId: string;
  as: MentionedAs;
  blocId: string;
  year: string;
  blocName?: LocalizedText;
}>;

export const UNIT_MENTIONS = readModel<UnitMention, [unitId: string, as: MentionedAs, blocId: string, year: string]>(
  'unit-mentions',
  (...parts) => parts.join('/'),
  (key) => {
    const [unitId = '', as = '', blocId = '', year = ''] = key.split('/');
    return [unitId, as as MentionedAs, blocId, year];
  },
);
