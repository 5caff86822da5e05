import type { SheetDerivation } from '../../src/emulation-years/ranking/ranking.values.js';
import { isSame, type Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { defined } from '../../src/kernel/defined.js';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { Sourced } from '../recording.js';
import {
  inForce,
  isVoidOrder,
  type Place,
  type PublicClass,
  type Publication,
  type PublicPlace,
  rankingOf,
  type RankingVersion,
  type ScopedRanking,
  shortName,
  subjectName,
  type YearRanking,
} from './ranking.js';
import type {
  OrderView,
  PlaceView,
  PublicationView,
  PublicClassView,
  RankingView,
  SubjectOnPlaceView,
  VersionView,
} from './ranking.dto.js';
import type { Audience } from '../year-audience.js';

/** The ranking with the figures of those units alone whose cards may be seen: a total is a figure of a card. */
export function withCardsSeen(row: YearRanking, { seesCard }: Pick<Audience, 'seesCard'>): YearRanking {
  const seen = ({ scope, ...of }: ScopedRanking): ScopedRanking => ({
    ...of,
    scope,
    versions: of.versions.map(({ value, recording }) => ({
      value: { ...value, sheets: value.sheets.filter(({ unitId }) => seesCard(unitId, scope)) },
      recording,
    })),
  });
  return { ...row, scopes: row.scopes.map(seen) };
}

/** What everybody may see. */
export function publicRanking(row: YearRanking, scope: Scope): RankingView {
  const { blocId, year, blocName } = row;
  const publication = inForce(rankingOf(row, scope).publications);
  const shown = publication && publicationView(row, scope, publication);
  const classes = publicClasses(row, scope);
  return {
    ...{ blocId, year, blocName, scope, ...defined({ publication: shown }) },
    ...(classes.length === 0 ? {} : { publishedClasses: classes }),
  };
}

function publicClasses(row: YearRanking, scope: Scope): readonly PublicClassView[] {
  const part = scopeKey(scope);
  return row.publishedClasses
    .filter(({ value }) => scopeKey(value.scope) === part)
    .map((known) => {
      const { unitId, subjectId, classification } = known.value;
      const name = subjectName(row, { unitId, ...defined({ subjectId }) });
      return {
        ...{ unitId, name, classification, recording: known.recording, ...defined({ subjectId }) },
        ...voidClass(row, known),
      };
    });
}

/** The ranking for users who work in the year. */
export function wholeRanking(row: YearRanking, scope: Scope): RankingView {
  const { versions } = rankingOf(row, scope);
  const order = inForce(versions);
  return {
    ...publicRanking(row, scope),
    ...defined({ order: order && orderView(row, scope, order) }),
    otherVersions: versions.filter((known) => known !== order).map((known) => versionView(row, known)),
    exclusions: row.exclusions.map((exclusion) => ({ ...exclusion, title: groundTitle(row, exclusion) })),
    subjects: row.subjects,
    groups: row.groups,
    exempt: row.exempt,
    classifications: row.classifications.map((known) => ({
      ...known,
      value: { ...known.value, ...voidClass(row, known) },
    })),
  };
}

/** Of what rests on a void decision everybody is told so (D41). */
function markedVoid(row: YearRanking, version: Sourced<RankingVersion> | undefined): { void?: true } {
  return version !== undefined && isVoidOrder(row, version) ? { void: true } : {};
}

function voidClass(row: YearRanking, { value: { decision }, recording }: Sourced<PublicClass>): { void?: true } {
  return isVoidOrder(row, { value: defined({ decision }), recording }) ? { void: true } : {};
}

function publicationView(row: YearRanking, scope: Scope, { value, recording }: Sourced<Publication>): PublicationView {
  const { version, pointsShown, places, apart } = value;
  const shown = (all: readonly PublicPlace[]): readonly PlaceView[] =>
    all.map(({ rank, orderKnown, printed, subjects }) => ({
      ...{ rank, orderKnown, ...defined({ printed }) },
      subjects: subjects.map(({ unitId, subjectId, points }) => ({
        ...{ unitId, name: subjectName(row, { unitId, ...defined({ subjectId }) }) },
        ...defined({ subjectId, points }),
      })),
    }));
  const lists = apart.map(({ withoutCriteria, places: like }) => ({ withoutCriteria, places: shown(like) }));
  const published = rankingOf(row, scope).versions.find((known) => known.value.version === version);
  return {
    ...{ version, pointsShown, headline: headline(row, places), places: shown(places), recording },
    ...(lists.length === 0 ? {} : { apart: lists }),
    ...markedVoid(row, published),
  };
}

function headline(row: YearRanking, places: Publication['places']): Required<LocalizedText> {
  const said = places.map(({ rank, printed, subjects }) => {
    const names = subjects.map((subject) => shortName(row, subject)).join(', ');
    if (printed !== undefined) return { vi: `${names} xếp ${printed}`, en: `${printed}: ${names}` };
    const [jointly, together] = subjects.length > 1 ? [' cùng', ' together'] : ['', ''];
    return {
      vi: rank === 1 ? `${names}${jointly} dẫn đầu` : `${names}${jointly} xếp thứ ${rank}`,
      en: rank === 1 ? `First${together}: ${names}` : `no. ${rank}${together}: ${names}`,
    };
  });
  return { vi: said.map(({ vi }) => vi).join('; '), en: said.map(({ en }) => en).join('; ') };
}

function orderView(row: YearRanking, scope: Scope, version: Sourced<RankingVersion>): OrderView {
  const { value, recording } = version;
  const { groups, apart, sheets, womenShares: _, ...order } = value;
  const shown = (places: readonly Place[]): readonly PlaceView[] =>
    places.map(({ subjects, ...place }) => ({
      ...place,
      subjects: subjects.map((subject) => subjectOnPlace(row, subject, sheets)),
    }));
  return {
    ...order,
    places: shown(groups),
    apart: apart.map(({ withoutCriteria, groups: like }) => ({ withoutCriteria, places: shown(like) })),
    recording,
    withoutPlace: withoutPlace(row, scope, value),
    basisCorrected: value.changedSince.length > 0,
    ...markedVoid(row, version),
  };
}

/**
 * Of a partial order the members whose place is not known. Whom it leaves out for another reason it names elsewhere; who belongs to a group
 * or stands beside the whole is not known here.
 */
function withoutPlace(row: YearRanking, scope: Scope, order: RankingVersion): OrderView['withoutPlace'] {
  if (!order.partial || scope.group !== undefined || scope.subject !== undefined) return [];
  const { groups, apart, unranked, exempt, departed } = order;
  const places = [...groups, ...apart.flatMap((like) => like.groups)].flatMap(({ subjects }) => subjects);
  const named = new Set([...places, ...unranked, ...exempt, ...departed].map(({ unitId }) => unitId));
  const isLeftOut = (unitId: string): boolean => row.exempt.some(({ value }) => value.unitId === unitId);
  return row.members
    .filter(({ unitId }) => !named.has(unitId) && !isLeftOut(unitId))
    .map(({ unitId, name }) => ({ unitId, name }));
}

function subjectOnPlace(row: YearRanking, subject: Subject, sheets: readonly SheetDerivation[]): SubjectOnPlaceView {
  const sheet = sheets.find((known) => isSame(known, subject));
  const name = subjectName(row, subject);
  if (sheet === undefined) return { ...subject, name };
  const { total, tieValues } = sheet;
  return { ...subject, name, ...total, tieValues };
}

function versionView(row: YearRanking, known: Sourced<RankingVersion>): VersionView {
  const { version, basis, groups } = known.value;
  return { version, basis, groups, recording: known.recording, ...markedVoid(row, known) };
}

function groundTitle({ rulebook }: YearRanking, { excluded }: YearRanking['exclusions'][number]): LocalizedText {
  const { ground } = excluded.value;
  return rulebook?.value.knockOuts.find((known) => known.ground === ground)?.title ?? { vi: ground };
}
