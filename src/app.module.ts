import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Registry } from 'prom-client';
import { ReadModelStore } from '../read-models/read-model-store.js';
import { ReadModelsModule } from '../read-models/read-models.module.js';
import { ReplayPort } from '../read-models/replay-port.js';
import { CommandsModule } from './commands.module.js';
import { Ledger } from './deciding/ledger.js';
import { DocsController } from './http/frame/docs.controller.js';
import { ProblemsController } from './http/frame/problems.controller.js';
import { EventStore } from './log/event-store.js';
import { HealthController } from './operations/health.controller.js';
import { MetricsController } from './operations/metrics.js';
import { READINESS_CHECK, type ReadinessCheck } from './operations/readiness.js';

/** What was opened for this process; each part is injected by its class. */
export type Parts = Readonly<{
  events: EventStore;
  ledger: Ledger;
  readModels: ReadModelStore;
  replay: ReplayPort;
  registry: Registry;
  readiness: ReadinessCheck;
}>;

/** Controllers of every process, also of one that only projects. */
const OPERATIONS = [HealthController, MetricsController, DocsController, ProblemsController];

/** The module of one process. A process that only projects answers health, metrics and documents alone. */
@Module({})
export class AppModule {
  static of(
    { events, ledger, readModels, replay, registry, readiness }: Parts,
    { answers }: { answers: boolean },
  ): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [CqrsModule.forRoot(), ...(answers ? [CommandsModule, ReadModelsModule] : [])],
      controllers: OPERATIONS,
      providers: [
        { provide: EventStore, useValue: events },
        { provide: Ledger, useValue: ledger },
        { provide: ReadModelStore, useValue: readModels },
        { provide: ReplayPort, useValue: replay },
        { provide: Registry, useValue: registry },
        { provide: READINESS_CHECK, useValue: readiness },
      ],
      exports: [EventStore, Ledger, ReadModelStore, ReplayPort],
    };
  }
}
