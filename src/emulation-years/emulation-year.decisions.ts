import type { Decisions } from '../kernel/decisions.js';
import { conferralDecisions } from './conferral/conferral.decider.js';
import type { OpenEmulationYear } from './course/course.commands.js';
import { courseDecisions } from './course/course.decider.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import type { EmulationYearEvent } from './emulation-year.events.js';
import type { EmulationYear } from './emulation-year.fold.js';
import { leadershipDecisions } from './leadership/leadership.decider.js';
import { pledgeDecisions } from './pledge/pledge.decider.js';
import { rankingDecisions } from './ranking/ranking.decider.js';
import { scoringDecisions } from './scoring/scoring.decider.js';
import { sessionDecisions } from './sessions/session.decider.js';
import { votingDecisions } from './voting/voting.decider.js';

type AfterOpening = Exclude<EmulationYearCommand, OpenEmulationYear>;

/** Every command about a year: whose act it is, and how the part it belongs to decides it. */
export const yearDecisions: Decisions<OpenEmulationYear, EmulationYear | undefined, EmulationYearEvent> &
  Decisions<AfterOpening, EmulationYear, EmulationYearEvent> = {
  ...courseDecisions,
  ...pledgeDecisions,
  ...sessionDecisions,
  ...scoringDecisions,
  ...votingDecisions,
  ...rankingDecisions,
  ...leadershipDecisions,
  ...conferralDecisions,
};
