import type { BlocYear } from './bloc-history.js';
import { isStanding } from './conferral-of-year.js';

/** Which steps of the course are done, left out with a reason, or still keep the year from closing (R41). */
export type StepsOfYear = Readonly<{
  done: readonly string[];
  skipped: readonly string[];
  open: readonly string[];
}>;

/** The steps of a year in their usual order (decision 20), each with how the record shows that it is done. */
const DONE: Readonly<Record<string, (year: BlocYear) => boolean>> = {
  PLEDGE: ({ pledge }) => pledge?.completed !== undefined,
  SCORING: ({ rankings }) => rankings.some(({ ranked }) => ranked.value.basis === 'SCORES'),
  VOTE: (year) => decidedOnCommendations(year),
  PROPOSALS: ({ proposals }) => proposals.some(isStanding),
  AWARDS: ({ awards }) => awards.length > 0,
  CONFERENCE: ({ sessions }) =>
    sessions.some(({ convened, closed }) => convened.value.kind === 'CLOSING' && closed !== undefined),
  ELECTION: ({ choices, year }) => choices.some(({ value }) => value.duty === 'HEAD' && value.forYear !== year),
  HANDOVER: ({ handOvers, year }) => handOvers.some(({ value }) => value.what === 'DUTY' && value.decidedIn === year),
};

/** Of a closed year what its close says, and nothing is open any more. */
export function stepsOf(year: BlocYear): StepsOfYear {
  if (year.closed !== undefined) return { ...year.closed.value, open: [] };
  const skipped = year.skipped.map(({ value }) => value.step);
  const done = Object.keys(DONE).filter((step) => DONE[step]?.(year));
  const open = year.obligatory.filter((step) => !done.includes(step) && !skipped.includes(step));
  return { done, skipped, open };
}

function decidedOnCommendations({ ballots, assents, agreedLists }: BlocYear): boolean {
  const counted = ballots.some(
    ({ opened, tallied }) => opened.value.purpose === 'COMMENDATION' && tallied !== undefined,
  );
  const assented = assents.some(
    ({ assented, objections }) => assented?.value.purpose === 'COMMENDATION' && objections.length === 0,
  );
  return counted || assented || agreedLists.length > 0;
}
