import type { ConferralEvent } from './conferral/conferral.events.js';
import type { YearEvent } from './frame/frame.events.js';
import type { LeadershipEvent } from './leadership/leadership.events.js';
import type { PledgeEvent } from './pledge/pledge.events.js';
import type { RankingEvent } from './ranking/ranking.events.js';
import type { ScoringEvent } from './scoring/scoring.events.js';
import type { SessionEvent } from './sessions/session.events.js';
import type { VotingEvent } from './voting/voting.events.js';

/** All facts of one bloc's year: the stream an inspector opens. */
export type EmulationYearEvent =
  YearEvent | PledgeEvent | ScoringEvent | RankingEvent | SessionEvent | VotingEvent | LeadershipEvent | ConferralEvent;
