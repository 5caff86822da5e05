import { type DynamicModule, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Registry } from 'prom-client';
import { pledgeStatus } from '../projections/pledge-status.projection.js';
import { ReadModelStore } from '../read-models/read-model-store.js';
import { ReplayPort } from '../read-models/replay-port.js';
import { EventStore } from './event-store/event-store.js';
import { Ledger } from './event-store/ledger.js';
import { DocsController } from './http/docs.controller.js';
import { HealthController, READINESS_CHECK, type ReadinessCheck } from './http/health.controller.js';
import { MetricsController } from './http/metrics.js';
import { ProblemsController } from './http/problems.controller.js';
import type { AnyProjection } from './kernel/projection.js';

/** What was opened for this process, and is handed to whoever asks for it by its class. */
export type Parts = Readonly<{
  events: EventStore;
  readModels: ReadModelStore;
  replay: ReplayPort;
  registry: Registry;
  readiness: ReadinessCheck;
}>;

/** Where @CommandHandler and @QueryHandler leave what they handle. */
const HANDLES = ['__commandHandler__', '__queryHandler__'];

/** Everything that takes commands. */
const SLICES: readonly Type<unknown>[] = [];

/** Everything that is folded. */
export const PROJECTIONS: readonly AnyProjection[] = [pledgeStatus];

/** Everything that answers queries. */
const READ_MODELS: readonly Type<unknown>[] = [];

/** What runs beside the rest in every process. */
const OPERATIONS = [HealthController, MetricsController, DocsController, ProblemsController];

/** The composition of one process. A process that only projects shows its health and nothing else. */
@Module({})
export class AppModule {
  static of(
    { events, readModels, replay, registry, readiness }: Parts,
    { answers }: { answers: boolean },
  ): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [CqrsModule.forRoot(), ...(answers ? [...SLICES, ...READ_MODELS] : [])],
      controllers: OPERATIONS,
      providers: [
        { provide: EventStore, useValue: events },
        { provide: Ledger, useValue: new Ledger(events) },
        { provide: ReadModelStore, useValue: readModels },
        { provide: ReplayPort, useValue: replay },
        { provide: Registry, useValue: registry },
        { provide: READINESS_CHECK, useValue: readiness },
      ],
      exports: [EventStore, Ledger, ReadModelStore, ReplayPort],
    };
  }
}

/**
 * The buses let a second handler of the same command or query silently replace the first; the service does not start so.
 * @throws Error naming the command or query.
 */
export function assertOneHandlerEach(app: INestApplicationContext): void {
  const seen = new Map<unknown, string>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.providers.values()) {
      const target = handledBy(metatype);
      if (target === undefined || metatype === null) continue;
      const first = seen.get(target);
      if (first !== undefined) throw new Error(`${target.name} has two handlers: ${first} and ${metatype.name}`);
      seen.set(target, metatype.name);
    }
  }
}

function handledBy(metatype: unknown): Type<unknown> | undefined {
  if (typeof metatype !== 'function') return undefined;
  const targets = HANDLES.map((key) => Reflect.getMetadata(key, metatype) as unknown);
  return targets.find((target): target is Type<unknown> => typeof target === 'function');
}
