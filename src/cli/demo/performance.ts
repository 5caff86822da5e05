import { type Case, CASES } from './cases.js';
import { type Check, checksOf } from './checks.js';
import { exhibitsOf, type YearExhibits } from './exhibits.js';
import { findFacts, type FoundFact } from './facts.js';
import { historyPage } from './history.page.js';
import { headed, linesOf, titled } from './narrator.js';
import { pledgePage, standingPage, votePage } from './pages.js';
import { both, indented } from './paper.js';
import type { Player } from './player.js';
import { explanationPage, rankingPage, scoresPage } from './ranking.page.js';
import { type Reader, readerOf } from './reader.js';
import type { Story } from './story.js';

const LEGEND = [
  '[SYN]          không có trong báo cáo, đặt ra để minh họa · in no report, made up',
  '#12 3f1f7a1f   sự kiện: số thứ tự trong dòng, đầu mã · event: place in its stream, beginning of its id',
  ' ✓             ghi nhận · recorded',
  ' ✗             thử [SYN], và bị từ chối đúng quy tắc · tried [SYN], and refused by the rule',
  '!!             khác với lời kể · otherwise than told',
];

type Print = (line: string) => void;

/** What differed from the reports, in words. */
type Failures = readonly string[];

/** Plays every case, prints what the service shows of it, and returns whether everything was as reported. */
export async function performed(player: Player, print: Print): Promise<boolean> {
  const failures: string[] = [];
  printed(LEGEND, print);
  for (const one of CASES) failures.push(...(await performedCase(one, player, print)));
  const ending = failures.length === 0 ? ['Tất cả đúng như báo cáo · All is as reported'] : ['KHÔNG ĐÚNG · OTHERWISE:'];
  printed(['', ...ending, ...failures], print);
  return failures.length === 0;
}

async function performedCase({ story, facts }: Case, player: Player, print: Print): Promise<Failures> {
  const otherwise = await played(story, player, print);
  const checks = story.blocId === undefined ? [] : await exhibited(story.blocId, player, print);
  const found = await findFacts(player, facts);
  printed(['', 'KIỂM TRA · CHECKS', ...checks.map(checked), ...found.map(factChecked)], print);
  return [
    ...otherwise,
    ...checks.filter(({ holds }) => !holds).map(checked),
    ...found.filter(({ holds }) => !holds).map(factChecked),
  ];
}

async function played(story: Story, player: Player, print: Print): Promise<Failures> {
  const failures: string[] = [];
  printed(titled(story), print);
  let chapterId = '';
  for await (const { chapter, played: step } of player.playing(story.chapters)) {
    if (chapter.id !== chapterId) printed(headed(chapter), print);
    chapterId = chapter.id;
    const lines = linesOf(step);
    printed(lines, print);
    if (!step.holds) failures.push(...lines);
  }
  return failures;
}

/** Prints what the service shows of the bloc, and checks it. */
async function exhibited(blocId: string, player: Player, print: Print): Promise<readonly Check[]> {
  const exhibits = await exhibitsOf(player, blocId);
  const { bloc, years, names } = exhibits;
  const reader = readerOf(names, player.invented);
  for (const page of [...years.flatMap((year) => pagesOf(year, reader)), standingPage(bloc, reader)]) {
    printed(['', ...indented(page, 2)], print);
  }
  return checksOf(exhibits);
}

function pagesOf(
  { year, pledge, ranking, sheets, votes, explanations }: YearExhibits,
  reader: Reader,
): readonly (readonly string[])[] {
  return [
    pledgePage(pledge, reader),
    ...(ranking.order === undefined
      ? []
      : [rankingPage(ranking, sheets, reader), scoresPage(sheets, reader), ...explanations.map(explanationPage)]),
    ...(votes.length === 0 ? [] : [votePage(votes, reader)]),
    historyPage(year, reader),
  ];
}

function checked({ says, expected, found, holds }: Check): string {
  if (holds) return ` ✓ ${both(says)}`;
  return `!! ${both(says)}: ${JSON.stringify(found)}, không phải · not ${JSON.stringify(expected)}`;
}

function factChecked({ told, path, field, value, found, holds }: FoundFact): string {
  const place = `GET ${path} ${field}`;
  if (holds) return ` ✓ ${told}: ${place}: ${JSON.stringify(found)}`;
  return `!! ${told}: ${place}: ${JSON.stringify(found)}, không phải · not ${JSON.stringify(value)}`;
}

function printed(lines: readonly string[], print: Print): void {
  for (const line of lines) print(line);
}
