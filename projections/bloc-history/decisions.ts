import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import {
  isVoid,
  type AssentOfYear,
  type BallotOfYear,
  type LeaderChoice,
  type Nomination,
} from '../../read-models/bloc-history/decisions-of-year.js';
import type { Recording } from '../../read-models/recording.js';
import { assentKey, ballotKey, citedDecision } from '../../src/emulation-years/frame/cited-decision.values.js';
import type {
  DeputyDesignated,
  DeputyElected,
  DeputyNominated,
  HeadDesignated,
  HeadElected,
  HeadNominated,
  LeadershipEvent,
} from '../../src/emulation-years/leadership/leadership.events.js';
import { decisionsBehind } from '../../src/emulation-years/ranking/ranking.values.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { sourced, currentVersion } from '../recording/recording.js';
import { withMore, withValue, type YearFolds } from './entries.js';
import { withEntry } from '../recording/replaced.js';
import { withOpened } from '../visibility.js';

/** Ballots with their outcome, assents, agreed lists. Single votes have a read model of their own. */
export const votingRowFolds: YearFolds<VotingEvent> = {
  BallotOpened: (row, event) => {
    const { ballotId, sessionId, purpose, method, questions, threshold, members } = event.data;
    const before = row.ballots.find(isBallot(event.data));
    const value = { purpose, method, questions, ...defined({ sessionId, threshold, members }) };
    const opened = currentVersion(before?.opened, value, event);
    return { ...row, ballots: withEntry(row.ballots, before, { tiesBroken: [], ...before, ballotId, opened }) };
  },
  VoteTallied: (row, event) => {
    const { present, voted, written, questions } = event.data;
    return {
      ...row,
      ballots: withMore(row.ballots, isBallot(event.data), (ballot) => ({
        ...ballot,
        tallied: currentVersion(ballot.tallied, { questions, ...defined({ present, voted, written }) }, event),
      })),
    };
  },
  BallotTieBroken: (row, event) => {
    const { questionId, reason } = event.data;
    return {
      ...row,
      ballots: withMore(row.ballots, isBallot(event.data), (ballot) => ({
        ...ballot,
        tiesBroken: withEntry(ballot.tiesBroken, undefined, sourced({ questionId, ...defined({ reason }) }, event)),
      })),
    };
  },
  BallotVoided: (row, event) => {
    const { ballotId, ground, document } = event.data;
    const voided = {
      ...row,
      ballots: withMore(row.ballots, isBallot(event.data), (ballot) => ({
        ...ballot,
        voided: currentVersion(ballot.voided, defined({ ground, document }), event),
      })),
    };
    return withVoidResults(voided, ballotKey(ballotId), event);
  },
  AssentRecorded: (row, event) => {
    const { sessionId, purpose, questions, present, members } = event.data;
    const { assent, before } = assentOf(row, event.data.assentId);
    const value = { purpose, questions, ...defined({ sessionId, present: present?.length, members }) };
    const next = { ...assent, assented: currentVersion(assent.assented, value, event) };
    return { ...row, assents: withEntry(row.assents, before, next) };
  },
  ObjectionRecorded: (row, event) => {
    const { unitId, text } = event.data;
    const { assent, before } = assentOf(row, event.data.assentId);
    const objection = sourced(defined({ unitId, text }), event);
    const next = { ...assent, objections: withEntry(assent.objections, undefined, objection) };
    return withVoidResults(
      { ...row, assents: withEntry(row.assents, before, next) },
      assentKey(event.data.assentId),
      event,
    );
  },
  AgreedListRecorded: (row, event) => {
    const { listId, sessionId, entries, agreedBy, agreedByAll } = event.data;
    const value = { listId, entries, ...defined({ sessionId, agreedBy, agreedByAll }) };
    return { ...row, agreedLists: withValue(row.agreedLists, value, event, (known) => known.listId === listId) };
  },
};

/** Who was named for a duty, and who was chosen. Heads and deputies are known by the year they are for. */
export const leadershipRowFolds: YearFolds<LeadershipEvent> = {
  HeadNominated: (row, event) => nominated(row, 'HEAD', event),
  DeputyNominated: (row, event) => nominated(row, 'DEPUTY', event),
  HeadElected: (row, event) => chosen(row, { ...electedBy(event), duty: 'HEAD' }, event),
  DeputyElected: (row, event) =>
    chosen(row, { ...electedBy(event), duty: 'DEPUTY', ...defined({ ordinal: event.data.ordinal }) }, event),
  HeadDesignated: (row, event) => chosen(row, { ...designatedBy(event), duty: 'HEAD' }, event),
  DeputyDesignated: (row, event) =>
    chosen(row, { ...designatedBy(event), duty: 'DEPUTY', ...defined({ ordinal: event.data.ordinal }) }, event),
};

/** Of what everybody may see and what rests on that decision, everybody sees that it is void: this event is open too. */
function withVoidResults(row: BlocYear, decision: string, event: Recorded): BlocYear {
  const isBehind = ({ ranked, shown }: BlocYear['rankings'][number]): boolean =>
    shown !== undefined && decisionsBehind(ranked.value).map(citedDecision).includes(decision);
  const cites = row.choices.some(({ value }) => citedIn(value) === decision) || row.rankings.some(isBehind);
  return cites ? withOpened(row, event) : row;
}

function isBallot({ ballotId }: Readonly<{ ballotId: string }>): (ballot: BallotOfYear) => boolean {
  return (ballot) => ballot.ballotId === ballotId;
}

/** An objection may come before the assent it ends. */
function assentOf({ assents }: BlocYear, assentId: string): { assent: AssentOfYear; before: AssentOfYear | undefined } {
  const before = assents.find((known) => known.assentId === assentId);
  return { assent: before ?? { assentId, objections: [] }, before };
}

function nominated(
  row: BlocYear,
  duty: Nomination['duty'],
  event: Recorded<HeadNominated | DeputyNominated>,
): BlocYear {
  const { forYear, unitId, by } = event.data;
  const value: Nomination = {
    duty,
    forYear,
    unitId,
    ...('ordinal' in event.data ? { ordinal: event.data.ordinal } : {}),
    ...defined({ by }),
  };
  const isSame = (known: Nomination): boolean =>
    known.duty === duty && known.forYear === forYear && known.unitId === unitId && known.by === by;
  return { ...row, nominations: withValue(row.nominations, value, event, isSame) };
}

function chosen(row: BlocYear, choice: LeaderChoice, event: Recorded): BlocYear {
  const before = row.choices.find(({ value, recording }) => {
    if (value.duty !== choice.duty || value.forYear !== choice.forYear || value.ordinal !== choice.ordinal)
      return false;
    // What is decided anew stands beside what was void.
    return !isVoidChoice(row, value, recording) || citedIn(value) === citedIn(choice);
  });
  return { ...row, choices: withEntry(row.choices, before, currentVersion(before, choice, event)) };
}

function isVoidChoice(row: BlocYear, { basis }: LeaderChoice, recording: Recording): boolean {
  return basis !== undefined && isVoid(row, basis, recording);
}

function citedIn({ basis }: LeaderChoice): string | undefined {
  return basis && citedDecision(basis);
}

type Chosen = Omit<LeaderChoice, 'duty'>;

function electedBy({ data: { forYear, unitId, basis } }: HeadElected | DeputyElected): Chosen {
  return { forYear, method: 'ELECTED', basis, ...defined({ unitId }) };
}

function designatedBy({ data: { forYear, unitId, method, document } }: HeadDesignated | DeputyDesignated): Chosen {
  return { forYear, method, ...defined({ unitId, document }) };
}
