import { scopeKey, type Scope } from '../kernel/scope.js';
import type { EmulationYear } from './emulation-year.fold.js';
import { dayOf } from './frame/frame.fold.js';
import { exemptionFrom, type InYear } from './frame/frame.values.js';
import { isSkipped } from './frame/steps.values.js';
import { type Candidate, MOST_MEMBERS, OWN } from './next-candidate.js';
import { isOutdated } from './ranking/outdated-ranking.js';
import { standingRanking } from './ranking/ranking.fold.js';
import { scoredUnits } from './scoring/scored-units.js';
import { cardOf } from './scoring/scoring.fold.js';

/** Scopes that are asked for: four quarters of three tracks. */
const MOST_SCOPES = 12;

/** The next turn of each card, and of the ranking of each scope; where nothing is scored, the order that is agreed. */
export function* scoring(year: EmulationYear, on: InYear): Generator<Candidate> {
  if (isSkipped(year.steps, 'SCORING')) {
    yield* agreeing(year, on);
    return;
  }
  yield* groups(year, on);
  yield* cards(year, on);
  for (const scope of rankedScopes(year)) yield* ranking(year, on, scope);
}

/** Of each order that stands, what the close leaves to do: computed anew where it is public, and what of it is not public yet. */
export function* rankingAnew(year: EmulationYear, on: InYear): Generator<Candidate> {
  for (const scope of rankedScopes(year)) {
    const onRecord = standingRanking(year, scope);
    if (onRecord?.publishedVersion !== undefined) yield* ranking(year, on, scope);
    else if (onRecord !== undefined) yield publishing(onRecord, on, scope);
  }
}

/** Who is in the groups that the rulebook leaves open, as long as it is not said. */
function* groups({ frame, scoring: { groupMembers } }: EmulationYear, on: InYear): Generator<Candidate> {
  const open = (frame.rulebook?.content.scoring.groups ?? []).filter(
    ({ id, unitIds }) => unitIds === undefined && !Object.hasOwn(groupMembers, id),
  );
  for (const { id: group } of open.slice(0, MOST_SCOPES)) {
    const command = { type: 'NameGroupMembers', data: { ...on, group, unitIds: [] } } as const;
    yield { command, step: 'SCORING', about: { group } };
  }
}

function* cards(year: EmulationYear, on: InYear): Generator<Candidate> {
  const units = scoredUnits(year.frame, dayOf(on)).filter(
    (unitId) => exemptionFrom(year.frame.exempt, { unitId }, {}) === undefined,
  );
  let asked = 0;
  for (const scope of scoredScopes(year)) {
    for (const unitId of units) {
      const type = TURN_OF_CARD[cardOf(year.scoring, { unitId, scope }).status];
      if (type === undefined) continue;
      if (asked === MOST_MEMBERS) return;
      asked += 1;
      const data = { ...on, unitId, scope, lines: [] };
      yield { command: { type, data }, step: 'SCORING', unitIds: [unitId], ...aboutScope(scope) };
    }
  }
}

const TURN_OF_CARD = {
  BLANK: 'SubmitSelfScore',
  RETURNED: 'ReviseSelfScore',
  SUBMITTED: 'AppraiseScore',
  APPRAISED: 'AgreeScore',
  AGREED: undefined,
} as const;

/** Computed again as it is it would be only one version more; one that is outdated is, though it is published. */
function* ranking(year: EmulationYear, on: InYear, scope: Scope): Generator<Candidate> {
  const onRecord = standingRanking(year, scope);
  if (onRecord === undefined || isOutdated(onRecord, year, { ...on, scope })) {
    yield { command: { type: 'ComputeRanking', data: { ...on, scope } }, step: 'SCORING', ...aboutScope(scope) };
  }
  if (onRecord?.publishedVersion === undefined || onRecord.publishedVersion !== onRecord.version) {
    yield publishing(onRecord, on, scope);
  }
}

/** H3: an order without points. By which decision is left open. */
function* agreeing(year: EmulationYear, on: InYear): Generator<Candidate> {
  const onRecord = standingRanking(year, {});
  if (onRecord !== undefined && onRecord.publishedVersion === onRecord.version) return;
  const [first] = year.frame.members;
  if (onRecord === undefined && first !== undefined) {
    const groups = [{ rank: 1, subjects: [{ unitId: first.unitId }], orderKnown: true }];
    const order = { scope: {}, basis: 'ASSENT', decision: OWN, groups, partial: true } as const;
    yield { command: { type: 'AgreeRanking', data: { ...on, ...order } }, step: 'SCORING' };
  }
  yield publishing(onRecord, on, {});
}

function publishing(onRecord: ReturnType<typeof standingRanking>, on: InYear, scope: Scope): Candidate {
  const ranks = onRecord?.groups.map(({ rank }) => rank) ?? [];
  const parts = [{ part: 'RANKING' as const, scope, ranks, pointsShown: false }];
  return { command: { type: 'PublishResult', data: { ...on, parts } }, step: 'SCORING', ...aboutScope(scope) };
}

/** Of what the rulebook has sheets handed in: of the whole, unless its sheets are made of those of the parts; of each part and track. */
function scoredScopes({ frame }: EmulationYear): readonly Scope[] {
  const { tracks = [], subPeriods = [], rollUp } = frame.rulebook?.content.scoring ?? {};
  const parts = subPeriods.map((subPeriod): Scope => ({ subPeriod }));
  const periods: readonly Scope[] = rollUp?.subPeriods === undefined ? [{}, ...parts] : parts;
  const all = [...periods, ...tracks.flatMap((track) => periods.map((period): Scope => ({ ...period, track })))];
  return all.slice(0, MOST_SCOPES);
}

/** What the rulebook ranks besides: its groups. */
function rankedScopes(year: EmulationYear): readonly Scope[] {
  const groups = year.frame.rulebook?.content.scoring.groups ?? [];
  const scopes = [{}, ...scoredScopes(year), ...groups.map(({ id }): Scope => ({ group: id }))];
  return [...new Map(scopes.map((scope) => [scopeKey(scope), scope])).values()].slice(0, MOST_SCOPES);
}

function aboutScope(scope: Scope): Pick<Candidate, 'about'> {
  return scopeKey(scope) === '' ? {} : { about: { ...scope } };
}
