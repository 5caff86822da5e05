import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import type { TieBreak } from '../../src/emulation-years/ranking/ranking.values.js';
import type { RankingComputed } from '../../src/emulation-years/ranking/ranking.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { areSame, subjectKey, type Subject } from '../../src/emulation-years/scoring/subject.values.js';
import type { Histories } from '../../src/kernel/decider.js';
import type { Recorded } from '../../src/kernel/event.js';
import { must, type Properties } from './checking.js';
import { freshOrder, withoutTies } from './fresh.js';
import type { Step } from './ledger.js';
import type { Life } from './lives.js';
import { YEAR } from './turn.js';

type Accepted = Readonly<{ step: Step; year: EmulationYear; fact: Recorded<EmulationYearEvent> }>;

/** Each fact that an act recorded in the opened year, with what the act was compared with. */
function acts({ steps }: Life): readonly Accepted[] {
  return steps.flatMap((step) => {
    if (step.request.stream !== YEAR.stream || step.sent.mode.kind === 'CLAIM') return [];
    const year = (step.before as Histories<EmulationYear | undefined>).acts;
    if (year === undefined) return [];
    return step.recorded.map((fact) => ({ step, year, fact: fact as Recorded<EmulationYearEvent> }));
  });
}

/** A tie that people broke stays broken while the same subjects are tied; one that fell away is told. */
function tiesKept(life: Life): void {
  for (const { step, year, fact } of acts(life)) {
    if (fact.type !== 'RankingComputed') continue;
    const ties = year.ranking.byScope[scopeKey(fact.data.scope)]?.ties ?? [];
    for (const tie of ties) mustBecome(tie, fact.data, { step, year, life });
  }
}

type Then = Readonly<{ step: Step; year: EmulationYear; life: Life }>;

function mustBecome(tie: TieBreak, data: RankingComputed['data'], { step, year, life }: Then): void {
  const plain = freshOrder(withoutTies(year, data.scope), data.scope, data.occurredOn)?.groups ?? [];
  const isTied = !isByVoid(tie, year) && plain.some(({ subjects }) => areSame(subjects, tie.order));
  const became = isTied ? isKept(data, tie.order) : isLapsed(data, tie.order) && isRemarked(step);
  must(
    became,
    `version ${data.version}: the tie of ${placesOf(tie.order)} is ${isTied ? 'lost' : 'not told'}`,
    life.log,
  );
}

function isByVoid({ ballotId = '' }: TieBreak, { voting }: EmulationYear): boolean {
  return voting.ballots[ballotId]?.voided !== undefined;
}

/** Told among the ties, and in the order in the places one after the other. */
function isKept({ groups, ties = [] }: RankingComputed['data'], order: readonly Subject[]): boolean {
  const alone = groups.filter(({ subjects }) => subjects.length === 1).flatMap(({ subjects }) => subjects);
  const stands = placesOf(alone.filter((subject) => order.some((one) => subjectKey(one) === subjectKey(subject))));
  return stands === placesOf(order) && ties.some((tie) => placesOf(tie.order) === placesOf(order));
}

function isLapsed({ lapsed = [] }: RankingComputed['data'], order: readonly Subject[]): boolean {
  return lapsed.some((tie) => placesOf(tie.order) === placesOf(order));
}

function isRemarked({ decision }: Step): boolean {
  return decision.accepted && decision.warnings.some(({ code }) => code === 'TIE_BREAK_LAPSED');
}

function placesOf(order: readonly Subject[]): string {
  return order.map(subjectKey).join(' ');
}

export const NOTHING_STALE: Properties = {
  'a tie that was broken stays so while the same are tied, and is told when it falls away (D42)': tiesKept,
};
