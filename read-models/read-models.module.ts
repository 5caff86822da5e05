import { Module } from '@nestjs/common';
import { AuditTrailController } from './audit-trail/audit-trail.controller.js';
import { GetAuditEventHandler, SearchAuditEventsHandler } from './audit-trail/audit-trail.queries.js';
import { BlocDirectoryController } from './bloc-directory/bloc-directory.controller.js';
import { GetBlocHandler, ListBlocsHandler } from './bloc-directory/bloc-directory.queries.js';
import { BlocHistoryController } from './bloc-history/bloc-history.controller.js';
import { GetBlocYearHandler, ListBlocYearsHandler } from './bloc-history/bloc-history.queries.js';
import { NameLookUp } from './name-index/namesakes.js';
import { PledgeStatusController } from './pledge-status/pledge-status.controller.js';
import { GetPledgeStatusHandler } from './pledge-status/pledge-status.queries.js';
import { Rows } from './rows.js';
import { UnitDirectoryController } from './unit-directory/unit-directory.controller.js';
import { GetUnitHandler, ListUnitsHandler } from './unit-directory/unit-directory.queries.js';

/** Everything that answers queries. It needs a ReadModelStore, a ReplayPort and the buses from around it. */
@Module({
  controllers: [
    AuditTrailController,
    BlocDirectoryController,
    BlocHistoryController,
    PledgeStatusController,
    UnitDirectoryController,
  ],
  providers: [
    GetAuditEventHandler,
    GetBlocHandler,
    GetBlocYearHandler,
    GetPledgeStatusHandler,
    GetUnitHandler,
    ListBlocsHandler,
    ListBlocYearsHandler,
    ListUnitsHandler,
    NameLookUp,
    Rows,
    SearchAuditEventsHandler,
  ],
})
export class ReadModelsModule {}
