// A minimal decider that records pairs of events, so that its history shows every lost, doubled or torn decision.
import { randomBytes } from 'node:crypto';
import { FoldedStreams } from '../../dist/src/deciding/folded-streams.js';
import { commandHandler } from '../../dist/src/deciding/optimistic/handle-command.js';
import { instantOf } from '../../dist/src/kernel/instant.js';
import { EventSchemas } from '../../dist/src/log/upcasting.js';

const SCHEMAS = new EventSchemas(['Counted']);
const MOST_EVENTS_KEPT = 250_000;

const counting = {
  fold: { initial: 0, evolve: (counted) => counted + 1 },
  decide: ({ data }, counted) => ({
    accepted: true,
    events: [
      { type: 'Counted', data: { ...data, nth: counted } },
      { type: 'Counted', data: { ...data, nth: counted + 1 } },
    ],
    warnings: [],
  }),
};

/** Decides requests to count on that store. */
export function countingOn(store) {
  const streams = new FoldedStreams({ store, fold: counting.fold, schemas: SCHEMAS }, MOST_EVENTS_KEPT);
  const now = () => instantOf(Date.now());
  return commandHandler({ store, decider: counting, streams, schemas: SCHEMAS, now, randomBytes });
}

export function request(stream, idempotencyKey) {
  return {
    stream,
    command: { type: 'Count', data: { what: 'giao ước thi đua' } },
    mode: { kind: 'ACT' },
    origin: { subject: 'crash-test', name: 'Crash test', role: 'secretary' },
    gathered: [],
    idempotencyKey,
    correlationId: idempotencyKey,
    policy: 1,
  };
}

/** A unit of its own for each key, decided where the log is written. */
export function registration(key) {
  const name = { full: { vi: key }, short: { vi: key } };
  const data = { unitId: key, kind: 'PROVINCE', name, occurredOn: { date: '2008-01-01' } };
  const { stream: _, command: __, gathered: ___, ...requested } = request('', key);
  const origin = { ...requested.origin, role: 'council' };
  return { command: { type: 'RegisterUnit', data }, requested: { ...requested, origin } };
}
