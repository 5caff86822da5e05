import { ranking } from '../../projections/ranking/ranking.projection.js';
import { recordingOf } from '../../projections/recording/recording.js';
import { publicRanking } from '../../read-models/ranking/ranking-view.js';
import type { YearRanking } from '../../read-models/ranking/ranking.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { yearHistories } from '../../src/emulation-years/emulation-year.fold.js';
import { subjectKey, type Subject } from '../../src/emulation-years/scoring/subject.values.js';
import type { Recorded } from '../../src/kernel/event.js';
import { dayInHanoi } from '../../src/kernel/instant.js';
import { lastDayOf, precisionOf, type PartialDate } from '../../src/kernel/partial-date.js';
import type { UnitEvent } from '../../src/units/unit.events.js';
import { unitStream } from '../../src/units/unit.events.js';
import { fold } from '../support/history.js';
import { BLOC } from '../support/mothers/seven-provinces.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { YEAR } from './turn.js';
import { witnessed, type YearFact } from './witnesses.js';

const END = '2024-12-31';

/** The name that a unit bore on that day by the acts before, the last one recorded where one day has several. */
function nameOn(before: readonly Recorded[], unitId: string, day: string): string | undefined {
  const names = (before as readonly Recorded<UnitEvent>[]).flatMap((event) => {
    if (event.stream !== unitStream(unitId) || event.metadata.mode.kind === 'CLAIM') return [];
    if (event.type === 'UnitRegistered') return [{ from: '', name: event.data.name.full.vi }];
    if (event.type !== 'UnitRenamed') return [];
    return [{ from: lastDayOf(event.data.occurredOn), name: event.data.name.full.vi }];
  });
  return names
    .filter(({ from }) => from <= day)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .at(-1)?.name;
}

/** Once its period is over, the members of a year are called as they were at its end, whenever they are taken. */
function namesOfTheYear(life: Life): void {
  for (const { fact, day } of witnessed(life)) {
    if (fact.type !== 'YearMembersUpdated' || fact.metadata.mode.kind === 'CLAIM' || day < END) continue;
    const before = life.log.slice(0, life.log.indexOf(fact));
    for (const { unitId, name } of fact.data.members) {
      const right = nameOn(before, unitId, END);
      must(name.full.vi === right, `${fact.id} calls ${unitId} ${name.full.vi}, at the end it was ${right}`, life.log);
    }
  }
}

/** While its period runs, a member keeps the name that the year had for it. */
function namesOfTheOpening(life: Life): void {
  for (const { fact, day, copy } of witnessed(life)) {
    if (fact.type !== 'YearMembersUpdated' || fact.metadata.mode.kind === 'CLAIM' || day >= END) continue;
    for (const { unitId, name } of fact.data.members) {
      const before = copy.members.find((member) => member.unitId === unitId);
      const isSame = before === undefined || before.name.full.vi === name.full.vi;
      must(isSame, `${fact.id} calls ${unitId} ${name.full.vi}, before it was ${before?.name.full.vi}`, life.log);
    }
  }
}

type Shown = Readonly<{ version: number; places: readonly string[] }>;

/** The places of the whole that were published by then: of the last version of which any were, all that were. */
function publishedIn(events: readonly YearFact[]): Shown | undefined {
  let shown: Shown | undefined;
  let state = yearHistories.initial;
  for (const event of events) {
    const order = state.acts?.ranking.byScope[''];
    state = yearHistories.evolve(state, event);
    const ranks = ranksIn(event);
    if (order === undefined || ranks.length === 0) continue;
    const before = shown?.version === order.version ? shown.places : [];
    const more = placesOf(order.groups.filter(({ rank }) => ranks.includes(rank)));
    shown = { version: order.version, places: [...new Set([...before, ...more])] };
  }
  return shown;
}

/** The ranks of the whole that the fact makes public. */
function ranksIn(event: YearFact): readonly number[] {
  if (event.type !== 'ResultPublished') return [];
  return event.data.parts.flatMap((part) => (part.part === 'RANKING' && scopeKey(part.scope) === '' ? part.ranks : []));
}

function placesOf(places: readonly Readonly<{ rank: number; subjects: readonly Subject[] }>[]): readonly string[] {
  return places.map(({ rank, subjects }) => `${rank} ${subjects.map(subjectKey).sort().join(' ')}`);
}

/** After each fact the public sees of the order of the whole what was published by then, and nothing else. */
function publicSeesThePublished(life: Life): void {
  const events = life.log.filter(({ stream }) => stream === YEAR.stream) as readonly YearFact[];
  if (!events.every(({ metadata }) => metadata.mode.kind === 'ACT')) return;
  for (const upTo of [...events.keys()].filter((place) => place % 7 === 0).concat(events.length)) {
    const then = events.slice(0, upTo);
    const shown = shownToPublic(then).toSorted().join(', ');
    const right = (publishedIn(then)?.places ?? []).toSorted().join(', ');
    must(shown === right, `the public sees ${shown}, published is ${right}`, then);
  }
}

function shownToPublic(events: readonly YearFact[]): readonly string[] {
  const row = fold(ranking, events).get(`${BLOC}/2024`)?.row as YearRanking | undefined;
  return row === undefined ? [] : placesOf(publicRanking(row, {}).publication?.places ?? []);
}

/** A month or a year that is not over counts by the day on which it was recorded. */
function byTheDayOfRecording(life: Life): void {
  for (const event of life.log) {
    const { occurredOn } = event.data as Readonly<{ occurredOn: PartialDate }>;
    if (precisionOf(occurredOn.date) === 'DAY') continue;
    const [counts, recorded] = [lastDayOf(recordingOf(event).occurredOn), dayInHanoi(event.metadata.recordedAt)];
    const right = lastDayOf(occurredOn) < recorded ? lastDayOf(occurredOn) : recorded;
    must(counts === right, `${event.id} of ${occurredOn.date} counts from ${counts}, recorded ${recorded}`, life.log);
  }
}

export const OF_THEIR_TIME: Properties = {
  'after its period the members of a year bear the names of its end (D37)': namesOfTheYear,
  'while its period runs they keep those of its opening (D37)': namesOfTheOpening,
  'a month or a year that is not over counts by the day it was recorded (D46)': byTheDayOfRecording,
  'the public sees at any time the places that were published by then (D40)': publicSeesThePublished,
};
