import type { Event } from '../../src/kernel/event.js';

type Basis = Readonly<{ kind: 'BALLOT'; ballotId: string }> | Readonly<{ kind: 'UNKNOWN' }>;

/** A small catalogue, and beside it the same with one change each. */
export type AsItWas = Event<
  'Noted',
  {
    noteId: string;
    text?: string;
    place: number;
    role: 'MEMBER' | 'GUEST';
    basis: Basis;
    people: readonly Readonly<{ name: string; office?: string }>[];
  }
>;
type Data = AsItWas['data'];
type Noted<Changed> = Event<'Noted', Omit<Data, keyof Changed> & Changed>;

export type Untouched = Event<'Noted', Readonly<Data>>;
export type FieldRemoved = Event<'Noted', Omit<Data, 'text'>>;
export type FieldAdded = Event<'Noted', Data & { place2?: string }>;
export type FieldAddedAndObligatory = Event<'Noted', Data & { place2: string }>;
export type MadeObligatory = Noted<{ text: string }>;
export type MadeOptional = Event<'Noted', Omit<Data, 'noteId'> & { noteId?: string }>;
export type TypeChanged = Noted<{ place: string }>;
export type ListMadeOfOne = Noted<{ people: Readonly<{ name: string; office?: string }> }>;
export type FieldRenamed = Event<'Noted', Omit<Data, 'place'> & { rank: number }>;
export type WordRemoved = Noted<{ role: 'MEMBER' }>;
export type WordAdded = Noted<{ role: 'MEMBER' | 'GUEST' | 'UNKNOWN' }>;
export type WordRenamed = Noted<{ role: 'MEMBER' | 'VISITOR' }>;
export type VariantAdded = Noted<{ basis: Basis | Readonly<{ kind: 'ASSENT'; assentId: string }> }>;
export type VariantRemoved = Noted<{ basis: Readonly<{ kind: 'BALLOT'; ballotId: string }> }>;
export type DeepFieldRemoved = Noted<{ people: readonly Readonly<{ name: string }>[] }>;
export type DeepMadeObligatory = Noted<{ people: readonly Readonly<{ name: string; office: string }>[] }>;
export type VariantFieldChanged = Noted<{
  basis: Readonly<{ kind: 'BALLOT'; ballotId: number }> | Readonly<{ kind: 'UNKNOWN' }>;
}>;
/** Each is one value to whoever reads the event, whatever methods it has in the code. */
type Tag = Readonly<{ tag?: 'TAGGED' }>;
type Day = string & Tag;
export type ValuesOfManyTypes = Event<
  'Noted',
  {
    share: `${bigint}/${bigint}`;
    quorum?: `${bigint}/${bigint}`;
    shares: readonly `${bigint}/${bigint}`[];
    shareOrAll: `${bigint}/${bigint}` | 'ALL';
    capitals: Uppercase<string>;
    day: Day;
    count: number & Tag;
    form: `${number}%` & Tag;
    sure: true & Tag;
  }
>;
export type WithMethod = Noted<{ place: { at: (index: number) => string } }>;
export type Renamed = Event<'Remarked', Data>;
