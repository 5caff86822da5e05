import { NAME_INDEX, type Namesakes } from '../read-models/name-index/name-index.js';
import type { BlocEvent } from '../src/blocs/bloc.events.js';
import type { Projection } from '../src/kernel/projection.js';
import type { LocalizedText } from '../src/kernel/text.js';
import type { UnitEvent } from '../src/units/unit.events.js';
import type { UnitName } from '../src/units/unit.values.js';

type FoldedEvent = Extract<
  UnitEvent | BlocEvent,
  { type: 'UnitRegistered' | 'UnitRenamed' | 'BlocEstablished' | 'BlocRenamed' | 'BlocAliasAdded' }
>;

/** Names and aliases as keys: what the directories are searched by. */
export const nameIndex: Projection<Namesakes, FoldedEvent> = {
  name: NAME_INDEX.name,
  version: 1,
  key: (event) => [...new Set(namesIn(event).map(NAME_INDEX.keyOf))].filter((key) => key !== ''),
  // Names are looked up as of now alone: a name does not say which streams it stands in.
  streams: () => [],
  indexes: [],
  on: {
    UnitRegistered: (row, { data }) => withUnit(row, data.unitId),
    UnitRenamed: (row, { data }) => withUnit(row, data.unitId),
    BlocEstablished: (row, { data }) => withBloc(row, data.blocId),
    BlocRenamed: (row, { data }) => withBloc(row, data.blocId),
    BlocAliasAdded: (row, { data }) => withBloc(row, data.blocId),
  },
};

const NOBODY: Namesakes = { unitIds: [], blocIds: [] };

function namesIn({ type, data }: FoldedEvent): readonly string[] {
  switch (type) {
    case 'UnitRegistered':
    case 'UnitRenamed':
      return namesOfUnit(data.name);
    case 'BlocEstablished':
      return [...inEachLanguage(data.name), ...data.aliases.map(({ alias }) => alias)];
    case 'BlocRenamed':
      return inEachLanguage(data.name);
    case 'BlocAliasAdded':
      return [data.alias];
  }
}

function namesOfUnit({ full, short }: UnitName): readonly string[] {
  return [...inEachLanguage(full), ...inEachLanguage(short)];
}

function inEachLanguage({ vi, en }: LocalizedText): readonly string[] {
  return en === undefined ? [vi] : [vi, en];
}

function withUnit(row: Namesakes = NOBODY, unitId: string): Namesakes {
  return row.unitIds.includes(unitId) ? row : { ...row, unitIds: [...row.unitIds, unitId].sort() };
}

function withBloc(row: Namesakes = NOBODY, blocId: string): Namesakes {
  return row.blocIds.includes(blocId) ? row : { ...row, blocIds: [...row.blocIds, blocId].sort() };
}
