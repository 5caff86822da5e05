import { type MentionedAs, UNIT_MENTIONS, type UnitMention } from '../read-models/unit-mentions/unit-mentions.js';
import type { BlocEvent } from '../src/blocs/bloc.events.js';
import type { ConferralEvent } from '../src/emulation-years/conferral/conferral.events.js';
import type { YearEvent } from '../src/emulation-years/frame/frame.events.js';
import type { Projection } from '../src/kernel/projection.js';

type FoldedEvent =
  | Extract<BlocEvent, { type: 'MemberAdmitted' }>
  | Extract<YearEvent, { type: 'EmulationYearOpened' | 'YearMembersUpdated' }>
  | Extract<ConferralEvent, { type: 'CommendationProposed' | 'ProposalRecipientNamed' }>;

/** Where a unit is named: what blocs, years and proposals are looked up by. */
export const unitMentions: Projection<UnitMention, FoldedEvent> = {
  name: UNIT_MENTIONS.name,
  version: 1,
  key: keysOf,
  // Mentions are looked up as of now alone: a unit does not say which streams name it.
  streams: () => [],
  indexes: [['unitId', 'as', 'year', 'blocId']],
  on: {
    MemberAdmitted: mentioned,
    EmulationYearOpened: (_, { data: { blocName } }, key) => ({ ...mentionIn(key), blocName }),
    YearMembersUpdated: (_, { data: { blocName } }, key) => ({ ...mentionIn(key), blocName }),
    CommendationProposed: mentioned,
    ProposalRecipientNamed: mentioned,
  },
};

function keysOf({ type, data }: FoldedEvent): readonly string[] {
  const { blocId } = data;
  switch (type) {
    case 'MemberAdmitted':
      return [UNIT_MENTIONS.keyOf(data.unitId, 'MEMBER', blocId, '')];
    case 'EmulationYearOpened':
    case 'YearMembersUpdated':
      return keys(
        data.members.map(({ unitId }) => unitId),
        'OF_YEAR',
        data,
      );
    case 'CommendationProposed':
      return keys(data.nominees, 'PROPOSED', data);
    case 'ProposalRecipientNamed':
      return keys([data.unitId], 'PROPOSED', data);
  }
}

function keys(
  units: readonly string[],
  as: MentionedAs,
  { blocId, year }: Readonly<{ blocId: string; year: string }>,
): readonly string[] {
  return [...new Set(units)].map((unitId) => UNIT_MENTIONS.keyOf(unitId, as, blocId, year));
}

function mentioned(row: UnitMention | undefined, _: object, key: string): UnitMention {
  return row ?? mentionIn(key);
}

function mentionIn(key: string): UnitMention {
  const [unitId, as, blocId, year] = UNIT_MENTIONS.partsOf(key);
  return { unitId, as, blocId, year };
}
