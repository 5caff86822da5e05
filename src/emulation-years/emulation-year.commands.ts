import type { ConferralCommand } from './conferral/conferral.commands.js';
import type { YearCommand } from './course/course.commands.js';
import type { LeadershipCommand } from './leadership/leadership.commands.js';
import type { PledgeCommand } from './pledge/pledge.commands.js';
import type { RankingCommand } from './ranking/ranking.commands.js';
import type { ScoringCommand } from './scoring/scoring.commands.js';
import type { SessionCommand } from './sessions/session.commands.js';
import type { VotingCommand } from './voting/voting.commands.js';

/** All requests about one bloc's year. */
export type EmulationYearCommand =
  | YearCommand
  | PledgeCommand
  | ScoringCommand
  | RankingCommand
  | SessionCommand
  | VotingCommand
  | LeadershipCommand
  | ConferralCommand;
