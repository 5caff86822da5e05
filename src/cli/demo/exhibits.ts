import type { BlocView } from '../../../read-models/bloc-directory/bloc-directory.dto.js';
import type { YearView } from '../../../read-models/bloc-history/year-view.js';
import type { Explanation } from '../../../read-models/explanation/explanation.js';
import type { PledgeStatus } from '../../../read-models/pledge-status/pledge-status.js';
import type { RankingView } from '../../../read-models/ranking/ranking.dto.js';
import type { Answered, Listed } from '../../../read-models/rows.js';
import type { ScoreSheetView } from '../../../read-models/score-sheet/score-sheet.dto.js';
import type { UnitView } from '../../../read-models/unit-directory/unit-directory.dto.js';
import type { VoteView } from '../../../read-models/vote-record/vote-record.dto.js';
import type { TokenClaims } from '../../identity/signing-key.js';
import type { Player } from './player.js';

/** Reads everything, writes nothing: thanh tra. */
export const INSPECTOR: TokenClaims = { subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' };
/** Sees what is published: bảng tin. */
const DASHBOARD: TokenClaims = { subject: 'bang-tin', name: 'Bảng tin', role: 'dashboard' };

/** A year as the read models show it to an inspector. */
export type YearExhibits = Readonly<{
  year: YearView;
  pledge: PledgeStatus;
  ranking: RankingView;
  sheets: readonly ScoreSheetView[];
  votes: readonly VoteView[];
  /** The sheets of the first two places. */
  explanations: readonly Explanation[];
}>;

/** A bloc with its years, as answered by the service. */
export type Exhibits = Readonly<{
  bloc: BlocView;
  years: readonly YearExhibits[];
  /** What the public sees of the first year's ranking. */
  published: RankingView;
  names: ReadonlyMap<string, string>;
}>;

/** Asks the service for all that it knows of the bloc. @throws Error when it refuses an answer. */
export async function exhibitsOf(player: Player, blocId: string): Promise<Exhibits> {
  const bloc = await row<BlocView>(player, `/blocs/${blocId}`);
  const list = await answer<Listed<YearView>>(player, `/blocs/${blocId}/years`);
  const years: YearExhibits[] = [];
  for (const item of list.items) years.push(await yearExhibits(player, item.row));
  const [first] = list.items;
  if (first === undefined) throw new Error(`The service shows no year of ${blocId}`);
  return {
    bloc,
    years,
    published: await row<RankingView>(player, `${pathOf(first.row)}/rankings`, DASHBOARD),
    names: await shortNames(player),
  };
}

async function yearExhibits(player: Player, year: YearView): Promise<YearExhibits> {
  const path = pathOf(year);
  const ranking = await row<RankingView>(player, `${path}/rankings`);
  const leading =
    ranking.order?.places.slice(0, 2).flatMap(({ subjects }) => subjects.map(({ unitId }) => unitId)) ?? [];
  const explanations: Explanation[] = [];
  for (const unitId of leading) explanations.push(await row(player, `${path}/rankings/explanation/${unitId}`));
  return {
    year,
    pledge: await row<PledgeStatus>(player, `${path}/pledge`),
    ranking,
    sheets: await rows<ScoreSheetView>(player, `${path}/scores`),
    votes: await rows<VoteView>(player, `${path}/votes`),
    explanations,
  };
}

function pathOf({ blocId, year }: YearView): string {
  return `/blocs/${blocId}/years/${year}`;
}

async function shortNames(player: Player): Promise<ReadonlyMap<string, string>> {
  const units = await rows<UnitView>(player, '/units');
  return new Map(units.map(({ unitId, name }) => [unitId, name.short.vi]));
}

async function row<Row extends object>(player: Player, path: string, by = INSPECTOR): Promise<Row> {
  return (await answer<Answered<Row>>(player, path, by)).row;
}

/** The largest page: more entries than a bloc of the demo has anywhere. */
async function rows<Row extends object>(player: Player, path: string): Promise<readonly Row[]> {
  return (await answer<Listed<Row>>(player, `${path}?limit=200`)).items.map((item) => item.row);
}

async function answer<Body>(player: Player, path: string, by = INSPECTOR): Promise<Body> {
  const { status, body } = await player.read<Body>(by, path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
