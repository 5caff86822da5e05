import type { SheetDerivation } from '../../src/emulation-years/ranking/ranking.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Points } from '../../src/kernel/points.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { Recording, Sourced } from '../recording.js';
import {
  inForce,
  type Place,
  type Publication,
  rankingOf,
  type RankingVersion,
  type TieKeyUsed,
  type YearRanking,
} from './ranking.js';

/** A unit on its place; points and what its tie keys were read at as far as the asker may see them. */
export type UnitShown = Readonly<{
  unitId: string;
  name: LocalizedText;
  points?: Points;
  exact?: string;
  tieValues?: readonly string[];
}>;

export type PlaceShown = Readonly<{
  rank: number;
  orderKnown: boolean;
  decidedBy?: TieKeyUsed;
  units: readonly UnitShown[];
}>;

/** What of the result is public: which version, since when, and as one reads it: "Điện Biên dẫn đầu; Lào Cai xếp thứ 2". */
export type PublicationShown = Readonly<{
  version: number;
  pointsShown: boolean;
  headline: LocalizedText;
  places: readonly PlaceShown[];
  recording: Recording;
}>;

/** The order as it is shown to users who work in the year: complete, with everything that led to it and changed since. */
export type OrderShown = Omit<RankingVersion, 'groups' | 'apart' | 'sheets' | 'womenShares'> &
  Readonly<{
    places: readonly PlaceShown[];
    apart: readonly Readonly<{ withoutCriteria: readonly string[]; places: readonly PlaceShown[] }>[];
    recording: Recording;
    /** Whether a score or an exclusion under it changed after it was made: its basis is corrected. */
    basisCorrected: boolean;
  }>;

/** A version that was followed by another, or a claim beside an act. */
export type VersionShown = Readonly<{
  version: number;
  basis: RankingVersion['basis'];
  groups: readonly Place[];
  recording: Recording;
}>;

/** The ranking of one scope. Everything but `publication` is for users who work in the year. */
export type RankingShown = Readonly<{
  blocId: string;
  year: string;
  blocName: LocalizedText;
  scope: Scope;
  publication?: PublicationShown;
  order?: OrderShown;
  otherVersions?: readonly VersionShown[];
  exclusions?: readonly (YearRanking['exclusions'][number] & Readonly<{ title: LocalizedText }>)[];
  exempt?: YearRanking['exempt'];
  classifications?: YearRanking['classifications'];
}>;

/** What everybody may see. */
export function publicRanking(row: YearRanking, scope: Scope): RankingShown {
  const { blocId, year, blocName } = row;
  const publication = inForce(rankingOf(row, scope).publications);
  const shown = publication && publicationShown(row, publication);
  return { blocId, year, blocName, scope, ...defined({ publication: shown }) };
}

/** The ranking for users who work in the year. */
export function wholeRanking(row: YearRanking, scope: Scope): RankingShown {
  const { versions } = rankingOf(row, scope);
  const order = inForce(versions);
  return {
    ...publicRanking(row, scope),
    ...defined({ order: order && orderShown(row, order) }),
    otherVersions: versions.filter((known) => known !== order).map(versionShown),
    exclusions: row.exclusions.map((exclusion) => ({ ...exclusion, title: groundTitle(row, exclusion) })),
    exempt: row.exempt,
    classifications: row.classifications,
  };
}

function publicationShown(row: YearRanking, { value, recording }: Sourced<Publication>): PublicationShown {
  const { version, pointsShown, places } = value;
  const shown = places.map(({ units, ...place }) => ({
    ...place,
    units: units.map((unit) => ({ ...unit, name: nameOf(row, unit.unitId) })),
  }));
  return { version, pointsShown, headline: headline(row, places), places: shown, recording };
}

function headline(row: YearRanking, places: Publication['places']): Required<LocalizedText> {
  const said = places.map(({ rank, units }) => {
    const names = units.map(({ unitId }) => shortNameOf(row, unitId)).join(', ');
    return {
      vi: rank === 1 ? `${names} dẫn đầu` : `${names} xếp thứ ${rank}`,
      en: rank === 1 ? `First: ${names}` : `no. ${rank}: ${names}`,
    };
  });
  return { vi: said.map(({ vi }) => vi).join('; '), en: said.map(({ en }) => en).join('; ') };
}

function orderShown(row: YearRanking, { value, recording }: Sourced<RankingVersion>): OrderShown {
  const { groups, apart, sheets, womenShares: _, ...order } = value;
  const shown = (places: readonly Place[]): readonly PlaceShown[] =>
    places.map(({ units, ...place }) => ({ ...place, units: units.map((unitId) => unitShown(row, unitId, sheets)) }));
  return {
    ...order,
    places: shown(groups),
    apart: apart.map(({ withoutCriteria, groups: like }) => ({ withoutCriteria, places: shown(like) })),
    recording,
    basisCorrected: value.changedSince.length > 0,
  };
}

function unitShown(row: YearRanking, unitId: string, sheets: readonly SheetDerivation[]): UnitShown {
  const sheet = sheets.find((known) => known.unitId === unitId);
  const name = nameOf(row, unitId);
  if (sheet === undefined) return { unitId, name };
  const { total, tieValues } = sheet;
  return { unitId, name, ...total, tieValues };
}

function versionShown({ value, recording }: Sourced<RankingVersion>): VersionShown {
  const { version, basis, groups } = value;
  return { version, basis, groups, recording };
}

function groundTitle({ rulebook }: YearRanking, { excluded }: YearRanking['exclusions'][number]): LocalizedText {
  const { ground } = excluded.value;
  return rulebook?.value.knockOuts.find((known) => known.ground === ground)?.title ?? { vi: ground };
}

export function nameOf({ members }: YearRanking, unitId: string): LocalizedText {
  return members.find((member) => member.unitId === unitId)?.name ?? { vi: unitId };
}

export function shortNameOf({ members }: YearRanking, unitId: string): string {
  return members.find((member) => member.unitId === unitId)?.short.vi ?? unitId;
}
