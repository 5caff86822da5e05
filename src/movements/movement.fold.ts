import { type Batch, batchOf, BATCHES, type RecipientKind } from '../emulation-years/conferral/conferral.values.js';
import { histories, type Fact } from '../kernel/decider.js';
import { foldBy, type Folds } from '../kernel/decisions.js';
import { laterOf, type PartialDate } from '../kernel/partial-date.js';
import type { Party } from '../kernel/party.js';
import type { LocalizedText } from '../kernel/text.js';
import type { MovementAwardConferred, MovementEvent, MovementLaunched } from './movement.events.js';
import { linkKey, type StatedPeriod } from './movement.values.js';

type Award = Pick<MovementAwardConferred['data'], 'collectives' | 'individuals' | 'blocs'>;

/** The state of a movement (phong trào thi đua) for its decisions. */
export type Movement = Readonly<{
  movementId: string;
  name: LocalizedText;
  launchedBy: Party;
  launchedOn: PartialDate;
  /** As sources state them, each once. */
  periods: readonly StatedPeriod[];
  /** Documents with a relation, or with none, by {@link linkKey}. */
  links: ReadonlySet<string>;
  participants: readonly Party[];
  /** When each review was held, by its id. */
  reviews: ReadonlyMap<string, PartialDate>;
  awards: ReadonlyMap<string, Award>;
  summaries: ReadonlySet<string>;
  predecessors: readonly string[];
  successors: readonly string[];
  closedOn?: PartialDate;
}>;

const folds: Folds<Movement, Exclude<MovementEvent, MovementLaunched>> = {
  MovementPeriodStated: (movement, { period }) => ({ ...movement, periods: [...movement.periods, period] }),
  DocumentLinked: (movement, { document, relations }) => ({
    ...movement,
    links: new Set([...movement.links, linkKey(document), ...relations.map((one) => linkKey(document, one))]),
  }),
  MovementJoined: (movement, { participant }) => ({
    ...movement,
    participants: [...movement.participants, participant],
  }),
  MovementReviewed: (movement, { reviewId, occurredOn }) => ({
    ...movement,
    reviews: new Map(movement.reviews).set(reviewId, occurredOn),
  }),
  MovementClosed: (movement, { occurredOn }) => ({ ...movement, closedOn: occurredOn }),
  MovementSuccessorNamed: (movement, { successor }) => ({
    ...movement,
    successors: [...movement.successors, successor],
  }),
  MovementAwardConferred: (movement, { awardId, ...award }) => withAward(movement, awardId, award),
  MovementAwardRecipientNamed: (movement, { awardId, kind, recipient }) => {
    const award = movement.awards.get(awardId);
    if (award === undefined) return movement;
    const { named, ...batch } = announced(award, kind);
    return withAward(movement, awardId, { ...award, [BATCHES[kind]]: { ...batch, named: [...named, recipient] } });
  },
  MovementRecognitionsReported: (movement, { summaryId }) => ({
    ...movement,
    summaries: new Set(movement.summaries).add(summaryId),
  }),
};

/** `undefined` until a launch is known. */
function evolve(movement: Movement | undefined, fact: Fact<MovementEvent>): Movement | undefined {
  if (fact.type === 'MovementLaunched') return launched(movement, fact.data);
  return movement === undefined ? undefined : foldBy(folds, movement, fact);
}

/** The types of events that its stream holds. */
export const MOVEMENT_EVENTS = ['MovementLaunched', ...Object.keys(folds)];

/** How the stream of a movement is folded, for its own decisions and for those that gather it. */
export const movementHistories = histories<Movement | undefined, MovementEvent>({ initial: undefined, evolve });

/** The recipients of that kind; none where none were announced. */
export function announced(award: Award, kind: RecipientKind): Batch {
  return batchOf(award, kind) ?? { count: 0, named: [] };
}

/** When what is on record of it happened last, its launch or a review. */
export function lastOnRecord({ launchedOn, reviews }: Movement): PartialDate {
  return [...reviews.values()].reduce(laterOf, launchedOn);
}

/** An act may launch a movement that a claim has made known: it is the same movement, and everything known of it is kept. */
function launched(movement: Movement | undefined, data: MovementLaunched['data']): Movement {
  const { movementId, name, launchedBy, period, predecessors = [], occurredOn } = data;
  const periods = movement?.periods ?? [];
  return {
    links: new Set(),
    participants: [],
    reviews: new Map(),
    awards: new Map(),
    summaries: new Set(),
    successors: [],
    ...movement,
    movementId,
    name,
    launchedBy,
    launchedOn: occurredOn,
    predecessors,
    periods: period === undefined ? periods : [...periods, period],
  };
}

function withAward(movement: Movement, awardId: string, award: Award): Movement {
  return { ...movement, awards: new Map(movement.awards).set(awardId, award) };
}
