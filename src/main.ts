import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { PROJECTIONS } from '../projections/all.js';
import type { Projecting } from '../projections/projector/projecting.js';
import { FoldedElsewhere } from '../projections/projector/folded-elsewhere.js';
import { AskedPast } from '../projections/projector/asked-past.js';
import { KnownLog } from '../projections/projector/vetting.js';
import { vetAtStart } from '../projections/projector/vetting-at-start.js';
import { openReadModelStore } from '../read-models/open-read-model-store.js';
import type { ReadModelStore } from '../read-models/read-model-store.js';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import type { Ledger } from './deciding/ledger.js';
import type { Report } from './deciding/optimistic/echoes.js';
import { httpApp } from './http/frame/http-app.js';
import type { Progress } from './http/frame/read-your-writes.js';
import type { TokenVerifier } from './identity/token-verifier.js';
import { ledgerOn } from './ledger-on.js';
import type { Waits } from './log/back-off.js';
import type { EventStore } from './log/event-store.js';
import { fileOf, openEventStore } from './log/open-event-store.js';
import { UnderstoodEventStore } from './log/understood-event-store.js';
import type { NotUnderstood } from './log/upcasting.js';
import { watchAdmission } from './operations/admission-metrics.js';
import { AppendMetrics } from './operations/append-metrics.js';
import { listenAt } from './operations/listening.js';
import { toldAtStart } from './operations/told-at-start.js';
import { countRetries, MeasuredEventStore } from './operations/measured-event-store.js';
import { MeasuredLedger } from './operations/measured-ledger.js';
import { countFailures, measureLag, measureRequests } from './operations/metrics.js';
import { progressOf } from './operations/progress.js';
import { readiness, type ReadinessCheck } from './operations/readiness.js';
import { serviceLog } from './operations/service-log.js';
import { logSlowRequests } from './operations/slow-requests.js';
import { toldFailures } from './operations/told-failures.js';
import { toldRoom } from './operations/told-room.js';
import { startingOn, tellListening } from './operations/starting-on.js';
import { verifierOf } from './operations/verifying.js';
import type { Wish } from './operations/tracing/sampling.js';
import type { Tracing } from './operations/tracing/tracing.js';
import { admitted, projectorOn } from './projector-on.js';
import { type Replays, replaysOn } from './replays-on.js';
import { ACTORS, SCHEMAS } from './slices.js';

/** A running service. `close` stops accepting, finishes what is in hand, and closes the stores. */
export type Service = Readonly<{
  app: NestFastifyApplication;
  /** Where it answers, `http://127.0.0.1:3000`. */
  url: string;
  progress: Progress;
  /** What `/health/ready` shows to the operator. */
  readiness: ReadinessCheck;
  close: () => Promise<void>;
}>;

export type ServiceOptions = Readonly<{
  log?: Logger;
  /**
   * Called once, with `OutcomeUnknown` when the disk hides whether events were stored, and when the file of a log that is only
   * read is another by now. The process should stop.
   */
  onFatal?: (reason: Error) => void;
  /** What the operator must know of this start. */
  remarks?: readonly string[];
  /** The word of the operator that the clock is right, even where the last record is of a later instant. */
  trustClock?: boolean | undefined;
  /** Between two tries to reach a store that is away, where others than the usual ones are wanted. */
  waits?: Waits | undefined;
}>;

const READ_MODELS = PROJECTIONS.map(({ name }) => name);

type Stores = Readonly<{ events: UnderstoodEventStore; ledger: Ledger; readModels: ReadModelStore }>;

/**
 * Opens the stores, wires the parts and listens.
 * @throws Error when a setting, a store, a key or a route keeps the service from starting; nothing stays open then.
 */
export async function createService(config: Config, options: ServiceOptions = {}): Promise<Service> {
  const { log = serviceLog(config.logLevel), onFatal = () => undefined } = options;
  log.info(startingOn(config), 'starting');
  const registry = new Registry();
  const open: Open = {};
  const ended = new AbortController();
  const close = async (): Promise<void> => {
    const began = performance.now();
    log.info('stopping');
    ended.abort();
    await closeAll(open);
    log.info({ ms: Math.round(performance.now() - began) }, 'stopped');
  };
  try {
    const stores = await openAll(config, open, { ...options, registry, log, onFatal });
    const remarks = await toldAtStart(stores.events, { ...options, log });
    const { projector, tracing } = open;
    const replays = (open.replays = replaysOn(config.eventStore, stores.events));
    const progress = progressOf({ ...stores, models: READ_MODELS, projector });
    const known = new KnownLog(stores.events);
    await vetAtStart(stores.readModels, { names: READ_MODELS, known, signal: ended.signal });
    const verifier = await verifierOf(config, log);
    const parts = { ...stores, replays, registry, tracing, projector, log, verifier, progress };
    const folding = projector ?? new FoldedElsewhere(PROJECTIONS, stores);
    measureLag(registry, () => folding.eventsBehind());
    const check = () => readiness({ ...parts, models: READ_MODELS, folding, remarks });
    projector?.start();
    const app = (open.app = await assemble(config, { ...parts, readiness: check }));
    await projector?.begun();
    const url = await listenAt(app, config);
    await tellListening(config, url, log);
    return { app, url, progress, readiness: check, close };
  } catch (error) {
    await close().catch((failure: unknown) => log.error({ err: failure }, 'what was opened cannot be closed'));
    throw error;
  }
}

/** What is open so far, and is to be closed whatever comes after. */
type Open = {
  tracing?: Tracing | undefined;
  engine?: EventStore;
  readModels?: ReadModelStore;
  projector?: Projecting;
  replays?: Replays;
  app?: NestFastifyApplication;
};

async function closeAll({ tracing, engine, readModels, projector, replays, app }: Open): Promise<void> {
  // Together: what waits to be folded is refused at once, so that the requests that wait for it do not hold up the stop.
  await Promise.all([app?.close(), replays?.close()]);
  await projector?.stop();
  // Nothing is traced any more: the last spans are sent while the log is closed.
  await Promise.all([tracing?.close(), engine?.close().then(() => readModels?.close())]);
}

/** The stores with what watches them, and what folds from one into the other, not yet at work. */
async function openAll(
  config: Config,
  open: Open,
  { registry, log, ...told }: Omit<Opening, 'tracing'>,
): Promise<Stores> {
  const tracing = (open.tracing = await tracingOf(config, log, (wish) => open.projector?.traced(wish)));
  const stores = await openStores(config, open, { registry, tracing, log, ...told });
  if (config.role === 'api') return stores;
  const projector = (open.projector = projectorOf(config, stores, { registry, tracing, log, ...told }));
  if (config.role === 'projector') return stores;
  return { ...stores, ledger: admitted(stores.ledger, projector, watchAdmission(registry, log)) };
}

type Assembly = Stores &
  Readonly<{
    replays: Replays;
    registry: Registry;
    tracing: Tracing | undefined;
    projector: Projecting | undefined;
    log: Logger;
    verifier: TokenVerifier;
    progress: Progress;
    readiness: ReadinessCheck;
  }>;

function assemble(config: Config, parts: Assembly): Promise<NestFastifyApplication> {
  const { events, ledger, readModels, replays, registry, tracing, log, verifier, progress, readiness } = parts;
  const replay = new AskedPast({ events, ledger, replay: (question, asking) => replays.ask(question, asking) });
  const module = AppModule.of(
    { events, ledger, readModels, replay, registry, readiness },
    { answers: config.role !== 'projector' },
  );
  const observers = [
    (server: FastifyInstance) => measureRequests(server, registry),
    (server: FastifyInstance) => tracing?.ofRequests(server),
    (server: FastifyInstance) => logSlowRequests(server, log),
  ];
  return httpApp(module, { config, log, verifier, actors: ACTORS, progress, observers });
}

/** Loads the tracing code only where it is configured. */
async function tracingOf(
  { tracing, role }: Config,
  log: Logger,
  wished: (wish: Wish) => void,
): Promise<Tracing | undefined> {
  if (tracing === undefined) return undefined;
  const module = await import('./operations/tracing/tracing.js');
  return new module.Tracing(tracing, { role, log, wished });
}

type Watchers = Readonly<{ registry: Registry; tracing: Tracing | undefined; log: Logger }> &
  Pick<ServiceOptions, 'waits'>;
type Opening = Watchers & Pick<ServiceOptions, 'trustClock'> & Required<Pick<ServiceOptions, 'onFatal'>>;

/** Only a process that takes commands opens the log for writing. The log comes first: where there is none, nothing is made. */
async function openStores(config: Config, open: Open, opening: Opening): Promise<Stores> {
  const { registry, tracing, onFatal, log, trustClock, waits } = opening;
  const told = { ...countRetries(registry), report: (problem: string) => log.warn(problem), waits };
  const engine = (open.engine = await openEventStore(config.eventStore, {
    readOnly: config.role === 'projector',
    onFatal,
    onCommit: () => open.projector?.appended(),
    trustClock,
    onFull: toldRoom(log),
    ...told,
    mayBeAway: true,
  }));
  const report = (problem: string, error: unknown): void => log.error({ err: error }, problem);
  const rows = { ledger: fileOf(config.eventStore), mayBeAway: true };
  const readModels = (open.readModels = await openReadModelStore(config.readModels, report, rows));
  return { ...logAndLedger(engine, { registry, tracing, log, ...told }), readModels };
}

/** The log as this release understands it and the ledger on it, both measured, and traced where that is configured. */
function logAndLedger(engine: EventStore, watchers: Watchers & Report): Pick<Stores, 'events' | 'ledger'> {
  const { registry, tracing, log, ...told } = watchers;
  const metrics = new AppendMetrics(registry);
  const measured = new MeasuredEventStore(engine, metrics);
  const hear = (met: NotUnderstood): void => log.error(met.event, met.message);
  const events = new UnderstoodEventStore(tracing?.ofAppends(measured) ?? measured, SCHEMAS, hear);
  const watchWriter = (ledger: Ledger): Ledger => {
    const measuredLedger = new MeasuredLedger(ledger, metrics);
    return tracing?.ofDecisions(measuredLedger) ?? measuredLedger;
  };
  return { events, ledger: ledgerOn(engine, { events, watchWriter, ...told }) };
}

function projectorOf(config: Config, stores: Stores, { registry, tracing, log, waits }: Watchers): Projecting {
  const tell = toldFailures(log);
  const report = (problem: string, error: unknown): void => {
    failed();
    tell(problem, error);
  };
  const projector = projectorOn(config, { ...stores, report, watch: tracing?.folds, waits });
  const { failed } = countFailures(registry);
  return projector;
}
