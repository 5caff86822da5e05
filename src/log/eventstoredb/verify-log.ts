import { BEGINNING, type Recorded } from '../../kernel/event.js';
import { type EventStore, StreamCut } from '../event-store.js';
import { type Checks, type Fault, type Verdict, VerifiedWalk } from '../verified-walk.js';

/**
 * Reads the log up to its end as it is now and stops at the first bad place that a walk through its events shows. Then asks for the
 * first event of each stream, which a read of one that was deleted or truncated does not show though `$all` still does.
 */
export async function verifyLogOn(
  store: EventStore,
  checks: Checks,
  progress: (events: number) => void,
): Promise<Verdict> {
  const walk = new VerifiedWalk(checks);
  return walk.verdict((await firstFaultIn(store, walk, progress)) ?? (await firstCut(store, walk)) ?? atEnd(walk));
}

async function firstFaultIn(
  store: EventStore,
  walk: VerifiedWalk,
  progress: (events: number) => void,
): Promise<Fault | undefined> {
  for await (const batch of store.readAll(BEGINNING)) {
    for (const event of batch) {
      const fault = faultOf(event, walk);
      if (fault) return fault;
    }
    progress(walk.checked);
  }
  return undefined;
}

function faultOf(event: Recorded, walk: VerifiedWalk): Fault | undefined {
  const { position, stream, revision } = event;
  const problem = walk.outOfOrder(event) ?? walk.problemWith(event, () => event);
  return problem === undefined ? undefined : { problem, position, stream, revision };
}

async function firstCut(store: EventStore, { streams }: VerifiedWalk): Promise<Fault | undefined> {
  for (const stream of streams) {
    try {
      for await (const _ of store.read(stream, 0, { most: 1 })) break;
    } catch (error) {
      if (!(error instanceof StreamCut)) throw error;
      return { problem: error.message, stream };
    }
  }
  return undefined;
}

function atEnd({ missing }: VerifiedWalk): Fault | undefined {
  return missing === undefined ? undefined : { problem: missing };
}
