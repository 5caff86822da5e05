import { BEGINNING, type Recorded } from '../../kernel/event.js';
import { defined } from '../../kernel/defined.js';
import type { Instant } from '../../kernel/instant.js';
import { type EventStore, StreamCut } from '../event-store.js';
import { ClockTrail } from '../sqlite/clock-trail.js';
import type { Checks, Fault, Verdict } from '../sqlite/verify-log.js';

type Walk = Readonly<{ heads: Map<string, Head>; clock: ClockTrail; checks: Checks }>;
type Head = Readonly<{ revision: number; recordedAt: Instant }>;

/**
 * Reads the log up to its end as it is now and stops at the first bad place: positions rise, revisions have no gaps, every event can be
 * read in its newest schema and says nothing of itself that is not so, `recordedAt` never runs back within a stream. Then asks for the
 * first event of each stream, which a read of one that was deleted or truncated does not show though `$all` still does. Memory grows
 * with the number of streams, not of events.
 */
export async function verifyLogOn(
  store: EventStore,
  checks: Checks,
  progress: (events: number) => void,
): Promise<Verdict> {
  const walk: Walk = { heads: new Map(), clock: new ClockTrail(), checks };
  let events = 0;
  let fault: Fault | undefined;
  for await (const batch of store.readAll(BEGINNING)) {
    for (const event of batch) {
      fault = faultOf(event, walk);
      if (fault) break;
      events += 1;
    }
    if (fault) break;
    progress(events);
  }
  fault ??= (await firstCut(store, walk)) ?? atEnd(checks);
  return { events, streams: walk.heads.size, ...defined({ fault, remark: walk.clock.remark }) };
}

function atEnd({ testimony }: Checks): Fault | undefined {
  const problem = testimony?.problemAtEnd();
  return problem === undefined ? undefined : { problem };
}

function faultOf(event: Recorded, walk: Walk): Fault | undefined {
  const { position, stream, revision } = event;
  const problem = problemWith(event, walk);
  return problem === undefined ? undefined : { problem, position, stream, revision };
}

function problemWith(event: Recorded, walk: Walk): string | undefined {
  const next = (walk.heads.get(event.stream)?.revision ?? -1) + 1;
  if (event.revision !== next) return `revision ${next} of the stream is expected here`;
  const untrue = walk.checks.testimony?.problemWith(event);
  if (untrue !== undefined) return untrue;
  try {
    return outOfTime(event, walk);
  } catch (error) {
    return `the event cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** @throws NotUnderstood for what this release cannot read */
function outOfTime(event: Recorded, { heads, clock, checks }: Walk): string | undefined {
  const { stream, revision, position } = event;
  const { recordedAt } = (checks.schemas?.upcast(event) ?? event).metadata;
  const before = heads.get(stream)?.recordedAt;
  clock.passes(recordedAt, position);
  heads.set(stream, { revision, recordedAt });
  if (before === undefined || recordedAt >= before) return undefined;
  return `recorded at ${recordedAt}, before the event before it (${before})`;
}

async function firstCut(store: EventStore, { heads }: Walk): Promise<Fault | undefined> {
  for (const stream of heads.keys()) {
    try {
      for await (const _ of store.read(stream, 0, { most: 1 })) break;
    } catch (error) {
      if (!(error instanceof StreamCut)) throw error;
      return { problem: error.message, stream };
    }
  }
  return undefined;
}
