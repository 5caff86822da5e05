import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger, pino } from 'pino';
import { Registry } from 'prom-client';
import { PROJECTIONS } from '../projections/all.js';
import { Projector } from '../projections/projector/projector.js';
import { Replay } from '../projections/projector/replay.js';
import { openReadModelStore } from '../read-models/open-read-model-store.js';
import { type ReadModelStore, ReadModelsUnavailable } from '../read-models/read-model-store.js';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import type { EventStore, OutcomeUnknown } from './log/event-store.js';
import { openEventStore } from './log/open-event-store.js';
import type { Reached, Readiness } from './operations/health.controller.js';
import { httpApp } from './http/frame/http-app.js';
import { countRetries, MeasuredEventStore } from './operations/measured-event-store.js';
import { measureProjections } from './operations/metrics.js';
import type { Progress } from './http/frame/read-your-writes.js';
import { SigningKey } from './identity/signing-key.js';
import { ownKeys, remoteKeys, TokenVerifier } from './identity/token-verifier.js';
import { BEGINNING, type Position } from './kernel/event.js';
import { instantOf } from './kernel/instant.js';
import type { Tracing } from './operations/tracing/tracing.js';

/** A running service. `close` stops accepting, finishes what is in hand, and closes the stores. */
export type Service = Readonly<{
  app: NestFastifyApplication;
  /** Where it answers, `http://127.0.0.1:3000`. */
  url: string;
  progress: Progress;
  close: () => Promise<void>;
}>;

export type ServiceOptions = Readonly<{
  log?: Logger;
  /** Called once when the disk hides whether events were stored. The process should stop. */
  onFatal?: (reason: OutcomeUnknown) => void;
}>;

const LOOK_EVERY_MS = 25;

type Stores = Readonly<{ events: EventStore; readModels: ReadModelStore }>;

/** The log of the service: structured, on standard error, so that standard output stays the operator's. */
export function serviceLog(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}

/**
 * Opens the stores, wires the parts and listens.
 * @throws Error when a setting, a store, a key or a route keeps the service from starting; nothing stays open then.
 */
export async function createService(config: Config, options: ServiceOptions = {}): Promise<Service> {
  const { log = serviceLog(config.logLevel), onFatal = () => undefined } = options;
  const verifier = await tokenVerifier(config);
  const registry = new Registry();
  const tracing = await tracingOf(config, log);
  const stores = await openStores(config, { registry, tracing, onFatal });
  const projector = config.role === 'api' ? undefined : projectorOf(stores, { registry, tracing, log });
  const progress = progressOf(stores, projector);
  let app: NestFastifyApplication | undefined;
  const close = async (): Promise<void> => {
    await app?.close();
    await projector?.stop();
    await closeStores(stores);
    await tracing?.close();
  };
  try {
    app = await assemble(config, { ...stores, registry, tracing, projector, log, verifier, progress });
    projector?.start();
    await app.listen(config.port, config.host);
    const url = await app.getUrl();
    log.info({ url, role: config.role }, 'listening');
    return { app, url, progress, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Assembly = Stores &
  Readonly<{
    registry: Registry;
    tracing: Tracing | undefined;
    projector: Projector | undefined;
    log: Logger;
    verifier: TokenVerifier;
    progress: Progress;
  }>;

function assemble(config: Config, parts: Assembly): Promise<NestFastifyApplication> {
  const { events, readModels, registry } = parts;
  const replay = new Replay(PROJECTIONS, events);
  const module = AppModule.of(
    { events, readModels, replay, registry, readiness: () => readiness(parts) },
    { answers: config.role !== 'projector' },
  );
  return httpApp(module, { ...parts, config });
}

async function tokenVerifier({ keys, tokenIssuer, tokenAudience }: Config): Promise<TokenVerifier> {
  const source = keys.kind === 'JWKS' ? remoteKeys(keys.url) : ownKeys((await SigningKey.at(keys.path)).publicKey);
  return new TokenVerifier(source, { issuer: tokenIssuer, audience: tokenAudience });
}

/** Loads the tracing code only where it is configured. */
async function tracingOf({ tracing, role }: Config, log: Logger): Promise<Tracing | undefined> {
  if (tracing === undefined) return undefined;
  const module = await import('./operations/tracing/tracing.js');
  return new module.Tracing(tracing, { role, log });
}

type Watching = Readonly<{ registry: Registry; tracing: Tracing | undefined }>;
type Opening = Watching & Readonly<{ onFatal: (reason: OutcomeUnknown) => void }>;

/** Only a process that takes commands opens the log for writing. */
async function openStores(config: Config, { registry, tracing, onFatal }: Opening): Promise<Stores> {
  const readModels = await openReadModelStore(config.readModels);
  try {
    const events = await openEventStore(config.eventStore, {
      readOnly: config.role === 'projector',
      onFatal,
      ...countRetries(registry),
    });
    const measured = new MeasuredEventStore(events, registry);
    return { events: tracing?.ofAppends(measured) ?? measured, readModels };
  } catch (error) {
    await readModels.close();
    throw error;
  }
}

async function closeStores({ events, readModels }: Stores): Promise<void> {
  await events.close();
  await readModels.close();
}

function projectorOf(
  { events, readModels }: Stores,
  { registry, tracing, log }: Watching & Readonly<{ log: Logger }>,
): Projector {
  const report = (problem: string, error: unknown): void => {
    failed();
    log.error({ err: error }, problem);
  };
  const watch = tracing?.folds;
  const projector = new Projector({ projections: PROJECTIONS, events, store: readModels, report, watch });
  const { failed } = measureProjections(registry, () => projector.eventsBehind());
  return projector;
}

function progressOf({ events, readModels }: Stores, projector: Projector | undefined): Progress {
  return {
    head: () => events.head(),
    caughtUp: (position, withinMs) =>
      projector === undefined || projector.standsBy
        ? seenAt(readModels, position, withinMs)
        : projector.caughtUpTo(position, { timeoutMs: withinMs }),
  };
}

/** Where another process projects, only the read-model store knows its progress. */
async function seenAt(readModels: ReadModelStore, position: Position, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const positions = await Promise.all(PROJECTIONS.map(({ name }) => readModels.position(name).catch(notSeen)));
    if (positions.every((reached) => reached >= position)) return true;
    if (performance.now() >= deadline) return false;
    await pause(LOOK_EVERY_MS);
  }
}

/** An unreachable store has reached nothing; it may be back before the deadline. */
function notSeen(error: unknown): Position {
  if (error instanceof ReadModelsUnavailable) return BEGINNING;
  throw error;
}

/** Ready means able to take a command and answer a query. Read models that are behind or stopped are only listed. */
async function readiness({ events, readModels, projector }: Assembly): Promise<Readiness> {
  const [eventStore, readModelStore, models] = await Promise.all([
    reached(events.head()),
    reached(readModels.position(PROJECTIONS[0]?.name ?? '')),
    projector ? projector.status(instantOf(Date.now())).catch(() => []) : [],
  ]);
  const folding = models.every(({ state }) => state !== 'STORE_UNAVAILABLE');
  const ready = eventStore === 'REACHABLE' && readModelStore === 'REACHABLE' && folding;
  return { ready, eventStore, readModelStore, readModels: models };
}

function reached(question: Promise<unknown>): Promise<Reached> {
  return question.then(
    () => 'REACHABLE',
    () => 'UNREACHABLE',
  );
}
