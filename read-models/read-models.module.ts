import { Module } from '@nestjs/common';
import { AuditTrailController } from './audit-trail/audit-trail.controller.js';
import {
  GetAuditEventHandler,
  GetRecordedEventHandler,
  SearchAuditEventsHandler,
} from './audit-trail/audit-trail.queries.js';
import { BlocDirectoryController } from './bloc-directory/bloc-directory.controller.js';
import { GetBlocHandler, ListBlocsHandler } from './bloc-directory/bloc-directory.queries.js';
import { BlocHistoryController } from './bloc-history/bloc-history.controller.js';
import { GetBlocYearHandler, ListBlocYearsHandler } from './bloc-history/bloc-history.queries.js';
import { NameLookUp } from './name-index/namesakes.js';
import { PledgeStatusController } from './pledge-status/pledge-status.controller.js';
import { GetPledgeStatusHandler } from './pledge-status/pledge-status.queries.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { GetOwnAwardsHandler, GetProposalHandler, GetProposalsHandler } from './proposals/proposals.queries.js';
import { RankingQueriesController } from './ranking/ranking.controller.js';
import { GetRankingExplanationHandler, GetRankingHandler } from './ranking/ranking.queries.js';
import { YearAudience } from './year-audience.js';
import { Rows } from './rows.js';
import { ScoreSheetController } from './score-sheet/score-sheet.controller.js';
import { GetScoreSheetHandler, ListScoreSheetsHandler } from './score-sheet/score-sheet.queries.js';
import { UnitDirectoryController } from './unit-directory/unit-directory.controller.js';
import { GetUnitHandler, ListUnitsHandler } from './unit-directory/unit-directory.queries.js';
import { VoteRecordController } from './vote-record/vote-record.controller.js';
import { GetVoteHandler, ListVotesHandler } from './vote-record/vote-record.queries.js';

/** Everything that answers queries. It needs a ReadModelStore, a ReplayPort and the buses from around it. */
@Module({
  controllers: [
    AuditTrailController,
    BlocDirectoryController,
    BlocHistoryController,
    PledgeStatusController,
    ProposalsController,
    RankingQueriesController,
    ScoreSheetController,
    UnitDirectoryController,
    VoteRecordController,
  ],
  providers: [
    GetAuditEventHandler,
    GetBlocHandler,
    GetBlocYearHandler,
    GetOwnAwardsHandler,
    GetPledgeStatusHandler,
    GetProposalHandler,
    GetProposalsHandler,
    GetRankingExplanationHandler,
    GetRankingHandler,
    GetRecordedEventHandler,
    GetScoreSheetHandler,
    GetUnitHandler,
    GetVoteHandler,
    ListBlocsHandler,
    ListBlocYearsHandler,
    ListScoreSheetsHandler,
    ListUnitsHandler,
    ListVotesHandler,
    NameLookUp,
    Rows,
    SearchAuditEventsHandler,
    YearAudience,
  ],
})
export class ReadModelsModule {}
