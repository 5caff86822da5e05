import { Module } from '@nestjs/common';
import { ConferralController } from './conferral/conferral.controller.js';
import { DecideForYearHandler } from './emulation-year.handlers.js';
import { LeadershipController } from './leadership/leadership.controller.js';
import { PledgeController } from './pledge/pledge.controller.js';
import { RankingController } from './ranking/ranking.controller.js';
import { ExclusionsController } from './scoring/exclusions.controller.js';
import { ScoringController } from './scoring/scoring.controller.js';
import { SessionController } from './sessions/session.controller.js';
import { VotingController } from './voting/voting.controller.js';
import { YearCommands } from './year-commands.service.js';
import { YearController } from './frame/frame.controller.js';

@Module({
  controllers: [
    YearController,
    PledgeController,
    ScoringController,
    ExclusionsController,
    RankingController,
    SessionController,
    VotingController,
    LeadershipController,
    ConferralController,
  ],
  providers: [YearCommands, DecideForYearHandler],
})
export class EmulationYearModule {}
