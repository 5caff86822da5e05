import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { actsOf, type YearFact } from './witnesses.js';

/** To judge each commendation by itself is no choice: as many may be for as there are. */
const CHOICES: ReadonlySet<string> = new Set(['HEAD', 'DEPUTY', 'RANKING', 'CLASSIFICATION']);

/** The ballot of that id where it is a choice, with its seats. */
function choiceIn(before: readonly YearFact[], ballotId: string): Readonly<{ seats: number }> | undefined {
  const opened = before.find((known) => known.type === 'BallotOpened' && known.data.ballotId === ballotId);
  if (opened?.type !== 'BallotOpened' || !CHOICES.has(opened.data.purpose)) return undefined;
  return { seats: opened.data.seats ?? 0 };
}

/** Who chooses is for at most one for each seat. */
function choosesWithinSeats(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    const choice = fact.type === 'VoteCast' ? choiceIn(before, fact.data.ballotId) : undefined;
    if (fact.type !== 'VoteCast' || choice === undefined) continue;
    const chosen = fact.data.answers.filter((answer) => answer.choice === 'FOR').length;
    must(chosen <= choice.seats, `${fact.id} is for ${chosen} on ${choice.seats} seats`, life.log);
  }
}

/** Counted papers hold no more votes for than the valid ones have seats. */
function papersWithinSeats(life: Life): void {
  for (const { fact, before } of actsOf(life)) {
    if (fact.type !== 'VoteTallied' || fact.data.papers?.valid === undefined) continue;
    const choice = choiceIn(before, fact.data.ballotId);
    if (choice === undefined) continue;
    const chosen = fact.data.questions.reduce((sum, count) => sum + (count.for ?? 0), 0);
    const most = fact.data.papers.valid * choice.seats;
    must(chosen <= most, `${fact.id}: ${chosen} votes on papers that hold ${most}`, life.log);
  }
}

/** One head for a year, and one deputy by the rulebook of the lives: no ballot gives more seats, no assent names more. */
function oneSeat(life: Life): void {
  for (const { fact } of actsOf(life)) {
    if (fact.type !== 'BallotOpened' && fact.type !== 'AssentRecorded') continue;
    if (fact.data.purpose !== 'HEAD' && fact.data.purpose !== 'DEPUTY') continue;
    const seats = fact.type === 'BallotOpened' ? fact.data.seats : fact.data.questions.length;
    must(seats === 1, `${fact.id} gives ${seats} seats`, life.log);
  }
}

export const ELECTIONS: Properties = {
  'who chooses is for no more than there are seats (D28)': choosesWithinSeats,
  'papers that are counted hold no more votes for than they have seats (D28)': papersWithinSeats,
  'an election is for one head, and for as many deputies as the rulebook has (D28)': oneSeat,
};
