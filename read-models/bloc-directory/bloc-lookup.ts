import type { LocalDate } from '../../src/kernel/instant.js';
import { firstDayOf, lastDayOf } from '../../src/kernel/partial-date.js';
import type { Party } from '../../src/kernel/party.js';
import { heldOn } from '../../src/kernel/periods.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import {
  holdsAll,
  isParty,
  type Name,
  nameOfAlias,
  nameOfBloc,
  nameOfParent,
  wordsIn,
} from '../name-index/name-index.js';
import { type Current, latestOn, toldOf } from '../recording.js';
import type { BlocEntry } from './bloc-directory.js';

/** By what blocs are looked for. Without `on` by what is so now or was once; with it by what was so on that day. */
export type BlocsAsked = Readonly<{ name?: string; unit?: string; parent?: string; kind?: string; on?: string }>;

/** Whether the bloc is all that is asked for. */
export function isAsked({ name, unit, parent, kind, on }: BlocsAsked): (bloc: BlocEntry) => boolean {
  const day = on as LocalDate | undefined;
  const isSo: ((bloc: BlocEntry) => boolean)[] = [(bloc) => wasThere(bloc, day)];
  if (kind !== undefined) isSo.push((bloc) => bloc.kind === kind);
  if (unit !== undefined) isSo.push((bloc) => hadMember(bloc, unit, day));
  if (parent !== undefined) isSo.push((bloc) => organisedBy(bloc, parent, day).length > 0);
  if (name !== undefined) isSo.push((bloc) => isNamed(bloc, wordsIn(name), day));
  return (bloc) => isSo.every((is) => is(bloc));
}

function isNamed(bloc: BlocEntry, words: readonly string[], day: LocalDate | undefined): boolean {
  return words.length > 0 && namesOn(bloc, day).some((told) => holdsAll(told, words));
}

/** The names and aliases of the bloc by which it is found: those of that day, without a day all. */
export function namesOn({ established, names, aliases }: BlocEntry, day: LocalDate | undefined): readonly Name[] {
  const current = day === undefined ? undefined : (latestOn(names, day) ?? established);
  const counting = current === undefined ? [established, ...names] : [current];
  return [
    ...counting.flatMap((name) => toldOf<Readonly<{ name: LocalizedText }>>(name).map((told) => nameOfBloc(told.name))),
    ...aliases
      .filter(({ value: { from, to } }) => holdsOn(day, from && firstDayOf(from), to && lastDayOf(to)))
      .map(({ value }) => nameOfAlias(value)),
  ];
}

/** The names of those who organise it by which it is found, as far as they are who is asked for. */
export function organisedBy(bloc: BlocEntry, asked: string, day: LocalDate | undefined): readonly Name[] {
  return organisersOn(bloc, day)
    .filter(({ parent }) => isParty(parent, asked))
    .map(({ parent, name }) => nameOfParent(parent, name));
}

type Organised = Readonly<{ name: LocalizedText; parent: Party }>;

function organisersOn({ established, names }: BlocEntry, day: LocalDate | undefined): readonly Organised[] {
  const renamed = names.filter(({ recording }) => day === undefined || lastDayOf(recording.occurredOn) <= day);
  const told: readonly Current<Partial<Organised>>[] = [established, ...renamed];
  const counting = told.filter(({ value }) => value.parent !== undefined);
  return (day === undefined ? counting : counting.slice(-1))
    .flatMap(toldOf)
    .flatMap(({ name, parent }) => (name === undefined || parent === undefined ? [] : [{ name, parent }]));
}

function hadMember({ members }: BlocEntry, asked: string, day: LocalDate | undefined): boolean {
  const periods = members.find(({ unitId }) => unitId === asked)?.periods ?? [];
  return day === undefined ? periods.length > 0 : heldOn(periods, day);
}

/** Whether there was such a bloc on that day: established by then, and not dissolved yet. */
function wasThere({ established, dissolved }: BlocEntry, day: LocalDate | undefined): boolean {
  const end = dissolved && lastDayOf(dissolved.recording.occurredOn);
  const isOver = day !== undefined && end !== undefined && end <= day;
  return !isOver && holdsOn(day, firstDayOf(established.recording.occurredOn), undefined);
}

function holdsOn(day: LocalDate | undefined, from: LocalDate | undefined, to: LocalDate | undefined): boolean {
  return day === undefined || ((from === undefined || from <= day) && (to === undefined || day <= to));
}
