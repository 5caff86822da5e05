import type { BlocAlias } from '../../src/blocs/bloc.values.js';
import type { Party } from '../../src/kernel/party.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { sortKey } from '../../src/kernel/vietnamese-order.js';
import type { UnitName } from '../../src/units/unit.values.js';
import { readModel } from '../read-model.js';

/** What is found by words: a unit by its names, a bloc by its names and by those of who organises it. */
export type Named = 'unit' | 'bloc' | 'parent';

/** One name as it is looked for: its words, each once and in the order of their letters, and its place among names. */
export type Name = Readonly<{ words: string; sortKey: string }>;

/**
 * One word of one name, and who bears the name. A name has a row for each of its words, and all of them stand at the same place in
 * the lists of their words, so that what holds several words is found by reading the list of the rarest of them.
 * Key: all of it, since two names of one bearer may have words in common.
 */
export type NameEntry = Name & Readonly<{ of: Named; word: string; id: string }>;

/** The words of a text without case, marks and punctuation: "Hoà Bình" and "hòa bình" are one, "Điện Biên" is "dien bien". */
export function wordsIn(text: string): readonly string[] {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  return letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Whether the name has all these words, in any order. */
export function holdsAll({ words }: Name, sought: readonly string[]): boolean {
  const held = new Set(words.split(' '));
  return sought.every((word) => held.has(word));
}

export function nameOfUnit({ full, short }: UnitName): Name {
  return named(full.vi, full, short);
}

export function nameOfBloc(name: LocalizedText): Name {
  return named(name.vi, name);
}

export function nameOfAlias({ alias }: BlocAlias): Name {
  return named(alias, { vi: alias });
}

/** Who organises the bloc of that name: by what it is called, else by its id. */
export function nameOfParent(parent: Party, { vi }: LocalizedText): Name {
  return named(vi, ...namesOfParty(parent).map((name) => ({ vi: name })));
}

/** Whether the party has that id, or all these words in its name. */
export function isParty(party: Party, asked: string): boolean {
  const name = named('', ...namesOfParty(party).map((vi) => ({ vi })));
  const hasId = 'unitId' in party || 'blocId' in party;
  return hasId ? namesOfParty(party).includes(asked) : holdsAll(name, wordsIn(asked));
}

function namesOfParty(party: Party): readonly string[] {
  switch (party.kind) {
    case 'UNIT':
      return [party.unitId];
    case 'OFFICE':
      return [party.unitId ?? party.office];
    case 'BLOC':
      return [party.blocId];
    case 'EXTERNAL':
      return [party.name];
    case 'UNKNOWN':
      return [];
  }
}

function named(first: string, ...texts: readonly LocalizedText[]): Name {
  const words = texts.flatMap(({ vi, en = '' }) => [...wordsIn(vi), ...wordsIn(en)]);
  return { words: [...new Set(words)].sort().join(' '), sortKey: sortKey(first) };
}

/** Where the bearer of a name stands among all names. Ids and words hold no slash. */
export function placeOf({ id, words, sortKey: key }: Pick<NameEntry, 'id' | 'words' | 'sortKey'>): string {
  return [id, words, key].join('/');
}

/** What {@link placeOf} says, read back; `undefined` for any other text. */
export function placeIn(place: string): Pick<NameEntry, 'id' | 'words' | 'sortKey'> | undefined {
  const [, id, words, key] = /^([^/]*)\/([^/]*)\/(.*)$/s.exec(place) ?? [];
  return id === undefined || words === undefined || key === undefined ? undefined : { id, words, sortKey: key };
}

export const NAME_INDEX = readModel<NameEntry, [of: Named, word: string, place: string]>(
  'name-index',
  (of, word, place) => [of, word, place].join('/'),
  (key) => {
    const [of = '', word = '', ...place] = key.split('/');
    return [of as Named, word, place.join('/')];
  },
);
