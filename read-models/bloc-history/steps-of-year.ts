import { doneSteps, openSteps, type StepsOnRecord } from '../../src/emulation-years/frame/steps.values.js';
import type { Step } from '../../src/rulebooks/rulebook.values.js';
import type { Recording } from '../recording.js';
import type { BlocYear } from './bloc-history.js';

/** Which steps of the course are done, left out with a reason, or still keep the year from closing (R41). */
type Steps = Readonly<{
  done: readonly Step[];
  skipped: readonly Step[];
  open: readonly Step[];
}>;

/**
 * The steps by all that is known. `byActs` stands beside where what was done here alone says otherwise: it is what the
 * close of the year by an act finds.
 */
export type StepsOfYear = Steps & Readonly<{ byActs?: Steps }>;

export function stepsOf({ steps, closed, handOvers }: BlocYear): StepsOfYear {
  const duty = handOvers.filter(({ value }) => value.what === 'DUTY');
  const known = stepsIn(steps.known, closed, duty);
  const isAct = ({ recording }: Known): boolean => recording.mode === 'ACT';
  if (steps.acts === undefined) return known;
  const byActs = stepsIn(steps.acts, closed !== undefined && isAct(closed) ? closed : undefined, duty.filter(isAct));
  return isSame(known, byActs) ? known : { ...known, byActs };
}

type Known = Readonly<{ recording: Recording }>;

/** Of a closed year what its close says, and nothing is open any more. */
function stepsIn(record: StepsOnRecord | undefined, closed: BlocYear['closed'], duty: BlocYear['handOvers']): Steps {
  if (closed !== undefined) return { ...closed.value, open: [] };
  if (record === undefined) return { done: [], skipped: [], open: [] };
  const done = doneSteps(
    record,
    duty.map(({ value }) => value.forYear),
  );
  return { done, skipped: record.skipped, open: openSteps(record, done) };
}

function isSame(a: Steps, b: Steps): boolean {
  return a.done.join() === b.done.join() && a.skipped.join() === b.skipped.join() && a.open.join() === b.open.join();
}
