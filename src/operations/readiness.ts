import type { Projecting } from '../../projections/projector/projecting.js';
import { defined } from '../kernel/defined.js';
import { instantOf } from '../kernel/instant.js';
import type { ForeignStream } from '../log/event-store.js';
import type { Outage } from '../log/outages.js';
import type { Unread } from '../log/upcasting.js';
import type { Running } from './running.js';

/** How far one read model is behind the log, and the event that stopped it, if one did. */
export type ModelHealth = Readonly<{
  model: string;
  version: number;
  state: string;
  position: string;
  /** The end of the log. */
  head: string;
  secondsBehind: number;
  secondsSilent: number;
  remedy?: string;
  poison?: object;
}>;

export type Reached = 'REACHABLE' | 'UNREACHABLE';

/** Whether the service can take commands and answer queries, and how far its read models are, whichever process projects. */
export type Readiness = Readonly<{
  ready: boolean;
  eventStore: Reached;
  readModelStore: Reached;
  readModels: readonly ModelHealth[];
  /** Why no command is taken at present. */
  refusing?: string;
  /** What is asked of the event store in vain, again and again, and has been for a while. */
  outages?: readonly Outage[];
  /** What a newer release wrote and this process has met, the first few: start a newer release. */
  notUnderstood?: readonly Unread[];
  /** Streams of the ledger to which others wrote, or which they ended, as far as this process has met them: the first few. */
  foreign?: readonly ForeignStream[];
  /** What its operator must know of this start, though it is ready. */
  remarks?: readonly string[];
}>;

/** What everybody may know of it: no place in the log, no instant of a record, and no place in the network or on the disk. */
export type OpenReadiness = Omit<
  Readiness,
  'readModels' | 'refusing' | 'outages' | 'notUnderstood' | 'foreign' | 'remarks'
> &
  Readonly<{
    outages?: readonly Pick<Outage, 'seconds' | 'tries'>[];
    readModels: readonly Omit<ModelHealth, 'position' | 'head' | 'poison'>[];
    notUnderstood?: readonly Pick<Unread, 'type' | 'schema'>[];
  }>;

export function withoutPlaces({
  readModels,
  outages,
  notUnderstood,
  refusing: _refusing,
  foreign: _foreign,
  remarks: _remarks,
  ...readiness
}: Readiness): OpenReadiness {
  const open = readModels.map(({ position: _, head: __, poison: ___, ...model }) => model);
  const named = notUnderstood?.map(({ type, schema }) => ({ type, schema }));
  const lasting = outages?.map(({ seconds, tries }) => ({ seconds, tries }));
  return { ...readiness, readModels: open, ...defined({ outages: lasting, notUnderstood: named }) };
}

/** Asks the stores and the projector. The composition root provides it. */
export type ReadinessCheck = () => Promise<Readiness>;
export const READINESS_CHECK = Symbol('ReadinessCheck');

/** What is asked of the stores. */
type Asked = Pick<Running, 'ledger' | 'models'> &
  Readonly<{
    /** How far the read models are, wherever they are folded. */
    folding: Pick<Projecting, 'status'>;
    events: Pick<Running['events'], 'head' | 'notUnderstood' | 'outages' | 'foreign'>;
    readModels: Pick<Running['readModels'], 'serving'>;
    remarks: readonly string[];
  }>;

/** Ready means able to take a command and answer a query. Each store is asked one question, and the log for the age of what is not folded. Read models that are behind or stopped are only listed. */
export async function readiness({ events, ledger, readModels, models, folding, remarks }: Asked): Promise<Readiness> {
  const head = events.head();
  const ask = () => readModels.serving(models);
  const serving = head.then(ask, ask);
  const [eventStore, readModelStore, refusing, healths] = await Promise.all([
    reached(head),
    reached(serving),
    ledger.doubt(),
    folding.status(instantOf(Date.now()), { head, serving }).catch(() => []),
  ]);
  const folds = healths.every(({ state }) => state !== 'STORE_UNAVAILABLE');
  const ready = eventStore === 'REACHABLE' && readModelStore === 'REACHABLE' && folds && refusing === undefined;
  const { notUnderstood, foreign } = events;
  const outages = [...events.outages, ...ledger.outages];
  return {
    ready,
    eventStore,
    readModelStore,
    readModels: healths,
    ...defined({ refusing, outages: any(outages), notUnderstood: any(notUnderstood) }),
    ...defined({ foreign: any(foreign), remarks: any(remarks) }),
  };
}

function any<One>(list: readonly One[]): readonly One[] | undefined {
  return list.length === 0 ? undefined : list;
}

function reached(question: Promise<unknown>): Promise<Reached> {
  return question.then(
    () => 'REACHABLE',
    () => 'UNREACHABLE',
  );
}
