import { Module } from '@nestjs/common';
import { AuditTrailController } from './audit-trail/audit-trail.controller.js';
import { BlocDirectoryController } from './bloc-directory/bloc-directory.controller.js';
import { BlocHistoryController } from './bloc-history/bloc-history.controller.js';
import { CommendationsController } from './commendations/commendations.controller.js';
import { CouncilReviewsController } from './council-reviews/council-reviews.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { ExplanationController } from './explanation/explanation.controller.js';
import { MovementsController } from './movements/movements.controller.js';
import { PledgeStatusController } from './pledge-status/pledge-status.controller.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { RankingQueriesController } from './ranking/ranking.controller.js';
import { Rows } from './rows.js';
import { RulebookDirectoryController } from './rulebook-directory/rulebook-directory.controller.js';
import { ScoreSheetController } from './score-sheet/score-sheet.controller.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { UnitDirectoryController } from './unit-directory/unit-directory.controller.js';
import { UnitLineageController } from './unit-lineage/unit-lineage.controller.js';
import { UnitMentionsController } from './unit-mentions/unit-mentions.controller.js';
import { VoteRecordController } from './vote-record/vote-record.controller.js';

/** Everything that answers queries. It needs a ReadModelStore and a ReplayPort from around it. */
@Module({
  controllers: [
    AuditTrailController,
    BlocDirectoryController,
    BlocHistoryController,
    CommendationsController,
    CouncilReviewsController,
    DocumentsController,
    ExplanationController,
    MovementsController,
    PledgeStatusController,
    ProposalsController,
    RankingQueriesController,
    RulebookDirectoryController,
    ScoreSheetController,
    StatisticsController,
    UnitDirectoryController,
    UnitLineageController,
    UnitMentionsController,
    VoteRecordController,
  ],
  providers: [Rows],
})
export class ReadModelsModule {}
