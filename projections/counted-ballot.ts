import type { CountedBallot } from '../read-models/vote-record/vote-record.js';
import type { BallotTieBroken, BallotVoided, VoteTallied } from '../src/emulation-years/voting/voting.events.js';
import { tieBroken } from '../src/emulation-years/voting/voting.values.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import { currentVersion, outranks } from './recording/recording.js';

/** The ballot with its count. */
export function tallied<Ballot extends CountedBallot>(open: Ballot, event: Recorded<VoteTallied>): Ballot {
  const { present, voted, written, papers, questions, minutes } = event.data;
  const tally = { questions, ...defined({ present, voted, written, papers, minutes }) };
  return { ...open, tally: currentVersion(open.tally, tally, event) };
}

/** The ballot with the tie decided in its count; a claim decides nothing about a count made here. */
export function tieDecided<Ballot extends CountedBallot>(open: Ballot, event: Recorded<BallotTieBroken>): Ballot {
  const { tally, terms } = open;
  if (tally === undefined || outranks(tally.recording, event.metadata.mode.kind)) return open;
  const questions = tieBroken(tally.value.questions, event.data.questionId, terms.value.seats);
  return { ...open, tally: { ...tally, value: { ...tally.value, questions } } };
}

/** The ballot with the finding that it is void. */
export function foundVoid<Ballot extends CountedBallot>(open: Ballot, event: Recorded<BallotVoided>): Ballot {
  const { ground, document } = event.data;
  return { ...open, voided: currentVersion(open.voided, defined({ ground, document }), event) };
}
