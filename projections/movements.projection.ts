import {
  type MovementAward,
  type MovementEntry,
  type MovementLaunch,
  MOVEMENTS,
} from '../read-models/movements/movements.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import type { Projection } from '../src/kernel/projection.js';
import { sortKey } from '../src/kernel/vietnamese-order.js';
import {
  type MovementAwardConferred,
  type MovementEvent,
  type MovementLaunched,
  movementStream,
} from '../src/movements/movement.events.js';
import { currentVersion, sourced } from './recording/recording.js';
import { replaced, withEntry } from './recording/replaced.js';

/** Movements (phong trào thi đua): launch, periods, documents, reviews, awards, end. */
export const movements: Projection<MovementEntry, MovementEvent> = {
  name: MOVEMENTS.name,
  version: 1,
  key: ({ data }) => data.movementId,
  streams: (key) => [movementStream(key)],
  indexes: [['sortKey']],
  on: {
    MovementLaunched: (row, event) => launched(row, event),
    MovementPeriodStated: (row, event) => {
      const { period, document } = event.data;
      const told = sourced({ ...period, ...defined({ document }) }, event);
      return row && { ...row, periods: withEntry(row.periods, undefined, told) };
    },
    DocumentLinked: (row, event) => {
      const { document, relations } = event.data;
      const told = sourced({ document, relations }, event);
      return row && { ...row, documents: withEntry(row.documents, undefined, told) };
    },
    MovementJoined: (row, event) => {
      const { participant, document } = event.data;
      const told = sourced({ participant, ...defined({ document }) }, event);
      return row && { ...row, participants: withEntry(row.participants, undefined, told) };
    },
    MovementReviewed: (row, event) => {
      const { movementId: _, occurredOn: __, ...review } = event.data;
      const before = row?.reviews.find(({ value }) => value.reviewId === review.reviewId);
      return row && { ...row, reviews: withEntry(row.reviews, before, currentVersion(before, review, event)) };
    },
    MovementClosed: (row, event) => {
      const { reason, document } = event.data;
      return row && { ...row, closed: currentVersion(row.closed, defined({ reason, document }), event) };
    },
    MovementSuccessorNamed: (row, event) => {
      const { successor, document } = event.data;
      const before = row?.successors.find(({ value }) => value.successor === successor);
      const next = currentVersion(before, { successor, ...defined({ document }) }, event);
      return row && { ...row, successors: withEntry(row.successors, before, next) };
    },
    MovementAwardConferred: (row, event) => row && { ...row, awards: conferred(row.awards, event) },
    MovementAwardRecipientNamed: (row, event) => {
      const { awardId, kind, recipient, document } = event.data;
      const award = row?.awards.find((known) => known.awardId === awardId);
      if (row === undefined || award === undefined) return row;
      const told = sourced({ kind, recipient, ...defined({ document }) }, event);
      const next = { ...award, named: withEntry(award.named, undefined, told) };
      return { ...row, awards: replaced(row.awards, award, next) };
    },
    MovementRecognitionsReported: (row, event) => {
      const { summaryId, counts, document } = event.data;
      const before = row?.recognitions.find(({ value }) => value.summaryId === summaryId);
      const next = currentVersion(before, { summaryId, counts, ...defined({ document }) }, event);
      return row && { ...row, recognitions: withEntry(row.recognitions, before, next) };
    },
  },
};

function launched(known: MovementEntry | undefined, event: Recorded<MovementLaunched>): MovementEntry {
  const { movementId, occurredOn: _, ...launch } = event.data;
  const next = currentVersion<MovementLaunch>(known?.launched, launch, event);
  const { name } = next.value;
  const row = known ?? {
    movementId,
    periods: [],
    documents: [],
    participants: [],
    reviews: [],
    awards: [],
    recognitions: [],
    successors: [],
  };
  return { ...row, launched: next, name, sortKey: sortKey(name.vi) };
}

function conferred(
  awards: readonly MovementAward[],
  event: Recorded<MovementAwardConferred>,
): readonly MovementAward[] {
  const { movementId: _, occurredOn: __, awardId, ...terms } = event.data;
  const before = awards.find((known) => known.awardId === awardId);
  const award: MovementAward = {
    awardId,
    conferred: currentVersion(before?.conferred, terms, event),
    named: before?.named ?? [],
  };
  return withEntry(awards, before, award);
}
