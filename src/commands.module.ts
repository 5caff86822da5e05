import { Module } from '@nestjs/common';
import { BlocController } from './blocs/bloc.controller.js';
import { BlocLeadershipController } from './blocs/bloc-leadership.controller.js';
import { CommendationController } from './commendations/commendation.controller.js';
import { ComplaintController } from './commendations/complaint.controller.js';
import { TakingUpController } from './commendations/taking-up.controller.js';
import { CouncilReviewController } from './council-reviews/council-review.controller.js';
import { DecideHandler } from './deciding/decide.handler.js';
import { ConferralController } from './emulation-years/conferral/conferral.controller.js';
import { YearController } from './emulation-years/course/course.controller.js';
import { LeadershipController } from './emulation-years/leadership/leadership.controller.js';
import { PledgeController } from './emulation-years/pledge/pledge.controller.js';
import { RankingController } from './emulation-years/ranking/ranking.controller.js';
import { ExclusionsController } from './emulation-years/scoring/exclusions.controller.js';
import { ScoringController } from './emulation-years/scoring/scoring.controller.js';
import { GroupsController } from './emulation-years/scoring/groups.controller.js';
import { AgreementsController } from './emulation-years/scoring/agreements.controller.js';
import { SubjectsController } from './emulation-years/scoring/subjects.controller.js';
import { SessionController } from './emulation-years/sessions/session.controller.js';
import { VotingController } from './emulation-years/voting/voting.controller.js';
import { NextController } from './emulation-years/next.controller.js';
import { CommandSender } from './http/frame/command-sender.js';
import { ACTORS_OF_COMMANDS, ImportController } from './imports/import.controller.js';
import { MovementController } from './movements/movement.controller.js';
import { RecognitionController } from './movements/recognition.controller.js';
import { RulebookController } from './rulebooks/rulebook.controller.js';
import { ACTORS } from './slices.js';
import { UnitController } from './units/unit.controller.js';

/** Every route that takes a command, or asks who decides. It needs a Ledger and the bus from around it. */
@Module({
  controllers: [
    UnitController,
    BlocController,
    BlocLeadershipController,
    RulebookController,
    YearController,
    PledgeController,
    AgreementsController,
    ScoringController,
    GroupsController,
    SubjectsController,
    ExclusionsController,
    RankingController,
    SessionController,
    VotingController,
    LeadershipController,
    ConferralController,
    TakingUpController,
    CommendationController,
    ComplaintController,
    CouncilReviewController,
    NextController,
    MovementController,
    RecognitionController,
    ImportController,
  ],
  providers: [CommandSender, DecideHandler, { provide: ACTORS_OF_COMMANDS, useValue: ACTORS }],
})
export class CommandsModule {}
