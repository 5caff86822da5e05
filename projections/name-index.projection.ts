import {
  type Name,
  NAME_INDEX,
  type Named,
  type NameEntry,
  nameOfAlias,
  nameOfBloc,
  nameOfParent,
  nameOfUnit,
  placeIn,
  placeOf,
} from '../read-models/name-index/name-index.js';
import type { BlocEvent } from '../src/blocs/bloc.events.js';
import type { Projection } from '../src/kernel/projection.js';
import type { UnitEvent } from '../src/units/unit.events.js';

type FoldedEvent = Extract<
  UnitEvent | BlocEvent,
  { type: 'UnitRegistered' | 'UnitRenamed' | 'BlocEstablished' | 'BlocRenamed' | 'BlocAliasAdded' }
>;

/** The words of names: what the directories are searched by. A row says what its key says, whoever tells it again. */
export const nameIndex: Projection<NameEntry, FoldedEvent> = {
  name: NAME_INDEX.name,
  version: 2,
  key: (event) => [...new Set(keysOf(event))],
  // Names are looked up as of now alone: a name does not say which streams it stands in.
  streams: () => [],
  indexes: [['of', 'word', 'sortKey']],
  on: {
    UnitRegistered: entryIn,
    UnitRenamed: entryIn,
    BlocEstablished: entryIn,
    BlocRenamed: entryIn,
    BlocAliasAdded: entryIn,
  },
};

function entryIn(row: NameEntry | undefined, _: object, key: string): NameEntry | undefined {
  const [of, word, place] = NAME_INDEX.partsOf(key);
  const read = placeIn(place);
  return row ?? (read && { of, word, ...read });
}

function keysOf({ type, data }: FoldedEvent): readonly string[] {
  switch (type) {
    case 'UnitRegistered':
    case 'UnitRenamed':
      return keys('unit', data.unitId, nameOfUnit(data.name));
    case 'BlocEstablished':
      return [
        ...keys('bloc', data.blocId, nameOfBloc(data.name)),
        ...data.aliases.flatMap((alias) => keys('bloc', data.blocId, nameOfAlias(alias))),
        ...keys('parent', data.blocId, nameOfParent(data.parent, data.name)),
      ];
    case 'BlocRenamed':
      return [
        ...keys('bloc', data.blocId, nameOfBloc(data.name)),
        ...(data.parent === undefined ? [] : keys('parent', data.blocId, nameOfParent(data.parent, data.name))),
      ];
    case 'BlocAliasAdded':
      return keys('bloc', data.blocId, nameOfAlias(data));
  }
}

/** One for each word of the name. */
function keys(of: Named, id: string, name: Name): readonly string[] {
  const place = placeOf({ id, ...name });
  return name.words
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => NAME_INDEX.keyOf(of, word, place));
}
