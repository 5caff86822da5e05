import {
  inForce,
  type Publication,
  type PublicPlace,
  type RankingVersion,
  type YearRanking,
} from '../../read-models/ranking/ranking.js';
import { MOST_ENTRIES } from '../../read-models/recording.js';
import { type PublishedPlaces, voteKey } from '../../src/emulation-years/ranking/publication.values.js';
import type { ResultPublished } from '../../src/emulation-years/ranking/ranking.events.js';
import { listKey } from '../../src/emulation-years/ranking/ranking.values.js';
import type { Recorded } from '../../src/kernel/event.js';
import { sourced } from '../recording/recording.js';
import { classesShown } from './classification.js';
import { inScope } from './ranking-versions.js';
import { isSame, type Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { defined } from '../../src/kernel/defined.js';

/** Shows to the public what is named, as it is now. Proposals and outcomes are shown by rows of their own. */
export function published(row: YearRanking, event: Recorded<ResultPublished>): YearRanking {
  return event.data.parts.reduce((known, part): YearRanking => {
    switch (part.part) {
      case 'RANKING':
        return withPlaces(known, part, event);
      case 'CLASSES': {
        const { publishedClasses, classifications } = known;
        return { ...known, publishedClasses: classesShown(publishedClasses, classifications, part, event) };
      }
      case 'PROPOSALS':
        return known;
      case 'VOTES': {
        const votes = new Map([...known.publishedVotes, ...part.votes].map((vote) => [voteKey(vote), vote]));
        return { ...known, publishedVotes: [...votes.values()].slice(0, MOST_ENTRIES) };
      }
    }
  }, row);
}

const NOTHING_SHOWN: Pick<Publication, 'pointsShown' | 'places' | 'apart'> = {
  pointsShown: false,
  places: [],
  apart: [],
};

function withPlaces(row: YearRanking, part: PublishedPlaces, event: Recorded): YearRanking {
  const { scope, version, pointsShown } = part;
  return inScope(row, scope, (of) => {
    const before = inForce(of.publications);
    const isMore = before?.value.version === version && before.recording.mode === event.metadata.mode.kind;
    const known = isMore ? before.value : NOTHING_SHOWN;
    const publication: Publication = {
      version,
      pointsShown: known.pointsShown || pointsShown,
      ...withList(known, part, inForce(of.versions)?.value),
    };
    return { ...of, publications: [...of.publications, sourced(publication, event)] };
  });
}

function withList(
  known: Pick<Publication, 'places' | 'apart'>,
  part: PublishedPlaces,
  order: RankingVersion | undefined,
): Pick<Publication, 'places' | 'apart'> {
  const { withoutCriteria } = part;
  if (order === undefined) return known;
  if (withoutCriteria === undefined) {
    return { ...known, places: withMore(known.places, placesOf(order.groups, part, order)) };
  }
  const isList = (list: Readonly<{ withoutCriteria: readonly string[] }>): boolean => listKey(list) === listKey(part);
  const before = known.apart.find(isList) ?? { withoutCriteria, places: [] };
  const more = order.apart.filter(isList).flatMap(({ groups }) => placesOf(groups, part, order));
  const others = known.apart.filter((list) => list !== before);
  return { places: known.places, apart: [...others, { withoutCriteria, places: withMore(before.places, more) }] };
}

function placesOf(
  groups: RankingVersion['groups'],
  { ranks, pointsShown }: PublishedPlaces,
  { sheets }: RankingVersion,
): readonly PublicPlace[] {
  const shown = (subject: Subject): PublicPlace['subjects'][number] => {
    const points = pointsShown ? sheets.find((sheet) => isSame(sheet, subject))?.total.points : undefined;
    return points === undefined ? subject : { ...subject, points };
  };
  return groups
    .filter(({ rank }) => ranks.includes(rank))
    .map(({ rank, orderKnown, printed, subjects }) => ({
      ...{ rank, orderKnown, subjects: subjects.map(shown) },
      ...defined({ printed }),
    }));
}

/** In the order of ranks; what is shown with points stays so. */
function withMore(known: readonly PublicPlace[], more: readonly PublicPlace[]): readonly PublicPlace[] {
  const places = new Map(known.map((place) => [place.rank, place]));
  for (const place of more) {
    const before = places.get(place.rank);
    const hasPoints = before?.subjects.some(({ points }) => points !== undefined) === true;
    if (!hasPoints || place.subjects.some(({ points }) => points !== undefined)) places.set(place.rank, place);
  }
  return [...places.values()].sort((a, b) => a.rank - b.rank);
}
