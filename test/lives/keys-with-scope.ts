import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import type { Histories } from '../../src/kernel/decider.js';
import { isSameGround, type OfGround } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';
import { HALVES } from './rules.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { YEAR } from './turn.js';
import { those, witnessed, type YearFact } from './witnesses.js';

type Kept = Readonly<Record<string, unknown>>;

/** The keys whose values are others now. */
function changedKeys(before: Kept, after: Kept): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]);
}

type Change = Readonly<{ fact: YearFact; before: EmulationYear; after: EmulationYear }>;

/** Each fact of the year with the state around it, by all that is known. */
function changes({ log }: Life): readonly Change[] {
  let state: Histories<EmulationYear | undefined> = YEAR.fold.initial;
  return log.flatMap((event) => {
    if (event.stream !== YEAR.stream) return [];
    const fact = event as YearFact;
    const before = state.known;
    state = YEAR.fold.evolve(state, fact);
    return before === undefined || state.known === undefined ? [] : [{ fact, before, after: state.known }];
  });
}

/** Of which scopes a fact speaks, as far as it is about scores and their order. */
function scopesIn({ data }: YearFact): readonly string[] {
  if ('parts' in data) return data.parts.flatMap((part) => ('scope' in part ? [scopeKey(part.scope)] : []));
  return 'scope' in data && data.scope !== undefined ? [scopeKey(data.scope)] : [];
}

/** A fact about one sheet, one order or one exclusion leaves those of every other scope as they are. */
function noOtherScope(life: Life): void {
  for (const { fact, before, after } of changes(life)) {
    const scopes = scopesIn(fact);
    const orders = changedKeys(before.ranking.byScope, after.ranking.byScope);
    must(
      orders.every((key) => scopes.includes(key)),
      `${fact.id} changes the order of ${orders.join()}`,
      life.log,
    );
    const sheets = changedKeys(before.scoring.sheets, after.scoring.sheets);
    const own = 'unitId' in fact.data ? scopes.map((key) => `${String(fact.data['unitId' as never])}|${key}`) : [];
    must(
      sheets.every((key) => own.includes(key)),
      `${fact.id} changes the sheets ${sheets.join()}`,
      life.log,
    );
  }
}

/** An exclusion goes only by a fact of its own unit, ground and scope; one by a zero only by points on that very sheet. */
function noOtherExclusion(life: Life): void {
  for (const { fact, before, after } of changes(life)) {
    const still = new Set(Object.values(after.scoring.exclusions).flat());
    const gone = Object.values(before.scoring.exclusions).flat();
    for (const known of gone.filter((one) => !still.has(one))) {
      must(isOf(fact, known), `${fact.id} lifts ${known.ground} of ${known.unitId}`, life.log);
    }
  }
}

function isOf(fact: YearFact, exclusion: OfGround): boolean {
  return (fact.type === 'ExclusionLifted' || fact.type === 'UnitExcluded') && isSameGround(fact.data, exclusion);
}

/** The revision at which the sheet of that unit and scope was agreed or corrected last. */
function agreedIn(before: readonly YearFact[], unitId: string, scope: Scope): number | undefined {
  return before.findLast(
    (fact) =>
      (fact.type === 'ScoreAgreed' || fact.type === 'RecordCorrected') &&
      fact.data.unitId === unitId &&
      scopeKey(fact.data.scope) === scopeKey(scope),
  )?.revision;
}

/** The order of the whole rests on sheets of the whole, or on both halves where the rulebook adds them up; that of a part on its own. */
function ownSheets(life: Life): void {
  for (const { fact, before } of those(witnessed(life), 'RankingComputed')) {
    const adopted = before.findLast((known) => known.type === 'RulebookAdopted');
    const { rollUp } = adopted?.data.content.scoring ?? {};
    for (const { agreedAt, ...subject } of fact.data.sheets) {
      const right = restingOn(before, subject, fact.data.scope, rollUp?.subPeriods !== undefined);
      must(agreedAt === right, `${fact.id} takes the sheet of ${subject.unitId} agreed at ${agreedAt}`, life.log);
    }
  }
}

function restingOn(
  before: readonly YearFact[],
  { unitId, subjectId }: Subject,
  scope: Scope,
  isRolledUp: boolean,
): number | undefined {
  const of = { ...scope, ...(subjectId === undefined ? {} : { subject: subjectId }) };
  const own = agreedIn(before, unitId, of);
  if (own !== undefined || !isRolledUp || scope.subPeriod !== undefined) return own;
  const halves = HALVES.map((subPeriod) => agreedIn(before, unitId, { ...of, subPeriod }));
  return halves.includes(undefined) ? undefined : Math.max(...halves.map((at) => at ?? 0));
}

/** The places of an order are those of the exact totals that it tells: more points never stand behind. */
function byPoints(life: Life): void {
  for (const { fact } of those(witnessed(life), 'RankingComputed')) {
    const { groups, sheets } = fact.data;
    const points = groups.map(({ subjects: [first] }) => {
      const sheet = sheets.find(({ unitId, subjectId }) => unitId === first?.unitId && subjectId === first.subjectId);
      return Number(sheet?.total.exact);
    });
    const falls = points.every((total, place) => place === 0 || total <= (points[place - 1] ?? total));
    must(falls, `${fact.id} ranks by ${points.join()}`, life.log);
  }
}

export const KEYS_WITH_SCOPE: Properties = {
  'a fact about one scope leaves sheets and orders of every other as they are (D23)': noOtherScope,
  'an exclusion is lifted by a fact of its own ground and scope alone (D23)': noOtherExclusion,
  'an order rests on sheets of its own scope (D23)': ownSheets,
  'an order never sets more points behind fewer (R16)': byPoints,
};
