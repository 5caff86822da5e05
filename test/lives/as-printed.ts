import { ranking } from '../../projections/ranking/ranking.projection.js';
import { scoreSheet } from '../../projections/score-sheet.projection.js';
import { publicRanking } from '../../read-models/ranking/ranking-view.js';
import type { YearRanking } from '../../read-models/ranking/ranking.js';
import type { ScoreSheet } from '../../read-models/score-sheet/score-sheet.js';
import type { Recorded } from '../../src/kernel/event.js';
import { fold } from '../support/history.js';
import { BLOC } from '../support/mothers/seven-provinces.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { witnessed } from './witnesses.js';

type Lines = readonly Readonly<{ mark?: string }>[];
type OnSheet = Readonly<{ lines: Lines; total?: Readonly<{ exact: string }>; printedTotal?: string }>;

/** The total is what the lines give, whatever its source prints; an act prints nothing. */
function totalOfTheLines(life: Life): void {
  for (const { fact } of witnessed(life)) {
    const { lines, total, printedTotal } = fact.data as Partial<OnSheet>;
    if (lines === undefined || !('scope' in fact.data)) continue;
    const isAct = fact.metadata.mode.kind === 'ACT';
    must(!isAct || printedTotal === undefined, `${fact.id} is an act and prints ${printedTotal}`, life.log);
    if (total === undefined) continue;
    const sum = lines.reduce((known, { mark = '0' }) => known + Number(mark), 0);
    must(Number(total.exact) === sum, `${fact.id}: ${total.exact} of lines that give ${sum}`, life.log);
  }
}

/** A column of a sheet shows what its event prints and what its lines give, each as it is. */
function bothShown(life: Life): void {
  const events = new Map<string, Recorded>(life.log.map((event) => [event.id, event]));
  for (const { row } of fold(scoreSheet, life.log).values()) {
    const { self, appraised, agreements = [] } = (row ?? {}) as Partial<ScoreSheet>;
    for (const column of [self, appraised, ...agreements]) {
      if (column === undefined) continue;
      const { id } = column.recording.event;
      const { printedTotal } = events.get(id)?.data as OnSheet;
      must(
        column.value.printedTotal === printedTotal,
        `${id} prints ${printedTotal}, shown is ${column.value.printedTotal}`,
        life.log,
      );
    }
  }
}

/** The places of a source are shown as it words them. */
function placesAsWorded(life: Life): void {
  const versions = new Map(
    (rowOf(life)?.scopes ?? [])
      .flatMap((scope) => scope.versions)
      .map((version) => [version.recording.event.id, version]),
  );
  for (const { fact } of witnessed(life)) {
    if (fact.type !== 'RankingAgreed') continue;
    const shown = versions.get(fact.id)?.value.groups;
    if (shown === undefined) continue;
    const [words, right] = [shown, fact.data.groups].map((groups) => groups.map(({ printed = '-' }) => printed).join());
    must(words === right, `${fact.id} words ${right}, shown is ${words}`, life.log);
  }
}

/** So are they in the headline of what was published of it. */
function headlineAsWorded(life: Life): void {
  const row = rowOf(life);
  const publication = row && publicRanking(row, {}).publication;
  if (publication === undefined) return;
  const { places, headline } = publication;
  for (const { printed, rank } of places) {
    const words = printed ?? (rank === 1 ? 'dẫn đầu' : `thứ ${rank}`);
    must(headline.vi.includes(words), `the headline ${headline.vi} leaves out ${words}`, life.log);
  }
}

function rowOf({ log }: Life): YearRanking | undefined {
  return fold(ranking, log).get(`${BLOC}/2024`)?.row as YearRanking | undefined;
}

export const AS_PRINTED: Properties = {
  'a total is what the lines give, whatever a source prints (D44)': totalOfTheLines,
  'a sheet shows what a source prints beside it, as it is (D44)': bothShown,
  'places are shown as their source words them (D45)': placesAsWorded,
  'the headline words places as their source does (D45)': headlineAsWorded,
};
