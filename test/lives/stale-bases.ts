import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import type { TieBreak } from '../../src/emulation-years/ranking/ranking.values.js';
import type { RankingComputed } from '../../src/emulation-years/ranking/ranking.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { exclusionFrom } from '../../src/emulation-years/scoring/scoring.fold.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { areSame, subjectKey, type Subject } from '../../src/emulation-years/scoring/subject.values.js';
import type { Histories } from '../../src/kernel/decider.js';
import type { Recorded } from '../../src/kernel/event.js';
import { must, type Properties } from './checking.js';
import { freshOrder, placesIn, withoutTies } from './fresh.js';
import type { Step } from './ledger.js';
import type { Life } from './lives.js';
import { YEAR } from './turn.js';
import { FORMS } from './rules.js';

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

/** Places are published as a fresh computation would give them. */
function publishedAsOfNow(life: Life): void {
  for (const { year, fact } of acts(life)) {
    if (fact.type !== 'ResultPublished') continue;
    for (const part of fact.data.parts) {
      if (part.part !== 'RANKING') continue;
      const order = year.ranking.byScope[scopeKey(part.scope)];
      if (order?.basis !== 'SCORES') continue;
      const fresh = freshOrder(year, part.scope, fact.data.occurredOn);
      must(fresh !== undefined, `${fact.id} publishes what would be refused now`, life.log);
      const [was, is] = [placesIn(order.groups), placesIn(fresh.groups)];
      must(was === is, `${fact.id} publishes ${was}, now it is ${is}`, life.log);
    }
  }
}

/** Who is proposed for what goes to the leading unit leads by a fresh computation too, and alone. */
function leadingAsOfNow(life: Life): void {
  for (const { year, fact } of acts(life)) {
    const proposed = nomineesOf(fact, year);
    if (proposed === undefined || proposed.nominees.length === 0) continue;
    if (FORMS.find(({ id }) => id === proposed.form)?.nominee !== 'LEADING') continue;
    if (year.ranking.byScope['']?.basis !== 'SCORES') continue;
    const fresh = freshOrder(year, {}, fact.data.occurredOn);
    must(fresh !== undefined, `${fact.id} rests on an order that would be refused now`, life.log);
    const leading = leadersIn(
      fresh.groups.map(({ rank, subjects }) => ({ rank, unitIds: subjects.map(({ unitId }) => unitId) })),
      year,
    );
    must(leading.length < 2, `${fact.id}: the first place is tied between ${leading.join()}`, life.log);
    const isLed = proposed.nominees.every((unitId) => leading.includes(unitId));
    must(isLed, `${fact.id} proposes ${proposed.nominees.join()}, leading is ${leading.join()}`, life.log);
  }
}

type Places = readonly Readonly<{ rank: number; unitIds: readonly string[] }>[];

function leadersIn(places: Places, { frame, scoring }: EmulationYear): readonly string[] {
  if (frame.rulebook?.content.ranking.promoteNext !== true) return places.find(({ rank }) => rank === 1)?.unitIds ?? [];
  const eligible = places.map(({ unitIds }) => unitIds.filter((unitId) => !exclusionFrom(scoring, unitId, 'AWARDS')));
  return eligible.find((unitIds) => unitIds.length > 0) ?? [];
}

function nomineesOf(
  fact: EmulationYearEvent,
  { conferral }: EmulationYear,
): Readonly<{ form: string; nominees: readonly string[] }> | undefined {
  if (fact.type === 'CommendationProposed') return fact.data;
  if (fact.type !== 'ProposalRecipientNamed') return undefined;
  const { form = '' } = conferral.proposals[fact.data.proposalId] ?? {};
  return { form, nominees: [fact.data.unitId] };
}

/** A year closes with the order that a fresh computation gives, in every scope that was ranked by scores. */
function closedAsOfNow(life: Life): void {
  for (const { year, fact } of acts(life)) {
    if (fact.type !== 'EmulationYearClosed') continue;
    const order = year.ranking.byScope[''];
    if (order?.basis !== 'SCORES') continue;
    const fresh = freshOrder(year, {}, fact.data.occurredOn);
    must(fresh !== undefined, `${fact.id} closes on an order that would be refused now`, life.log);
    const [was, is] = [placesIn(order.groups), placesIn(fresh.groups)];
    must(was === is, `${fact.id} closes on ${was}, now it is ${is}`, life.log);
  }
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
  'places are published as a fresh computation gives them (D24)': publishedAsOfNow,
  'who is proposed as the leading unit leads by a fresh computation, alone (D24)': leadingAsOfNow,
  'a year closes on the order that a fresh computation gives (D31)': closedAsOfNow,
  'a tie that was broken stays so while the same are tied, and is told when it falls away (D42)': tiesKept,
};
