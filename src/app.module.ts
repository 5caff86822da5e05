import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Registry } from 'prom-client';
import { ReadModelStore } from '../read-models/read-model-store.js';
import { ReadModelsModule } from '../read-models/read-models.module.js';
import { ReplayPort } from '../read-models/replay-port.js';
import { BlocModule } from './blocs/bloc.module.js';
import { EmulationYearModule } from './emulation-years/emulation-year.module.js';
import { EventStore } from './log/event-store.js';
import { Ledger } from './deciding/ledger.js';
import { DocsController } from './http/frame/docs.controller.js';
import { HealthController } from './operations/health.controller.js';
import { MetricsController } from './operations/metrics.js';
import { READINESS_CHECK, type ReadinessCheck } from './operations/readiness.js';
import { ProblemsController } from './http/frame/problems.controller.js';
import { RulebookModule } from './rulebooks/rulebook.module.js';
import { UnitModule } from './units/unit.module.js';

/** What was opened for this process; each part is injected by its class. */
export type Parts = Readonly<{
  events: EventStore;
  readModels: ReadModelStore;
  replay: ReplayPort;
  registry: Registry;
  readiness: ReadinessCheck;
}>;

const SLICES: readonly Type<unknown>[] = [UnitModule, BlocModule, RulebookModule, EmulationYearModule];

/** Controllers of every process, also of one that only projects. */
const OPERATIONS = [HealthController, MetricsController, DocsController, ProblemsController];

/** The module of one process. A process that only projects answers health, metrics and documents alone. */
@Module({})
export class AppModule {
  static of(
    { events, readModels, replay, registry, readiness }: Parts,
    { answers }: { answers: boolean },
  ): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [CqrsModule.forRoot(), ...(answers ? [...SLICES, ReadModelsModule] : [])],
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
