import { DecisionTestimony } from '../deciding/testimony.js';
import { sqlitePathOf } from '../log/open-event-store.js';
import { verifyLog } from '../log/sqlite/verify-log.js';
import type { Checks, Fault, Verdict } from '../log/verified-walk.js';
import { SCHEMAS } from '../slices.js';
import { assertFile } from './places.js';

/** Events between two lines of progress. */
export const REPORT_EVERY = 100_000;

/**
 * Checks the event store that the URL names, from its file to its last event, while others may be writing to it.
 * Prints progress and the first bad place. Returns the exit code: 0 when all is sound, 1 otherwise.
 */
export function verifyStore(
  url: string,
  print: (line: string) => void,
  checks: Checks = { schemas: SCHEMAS, testimony: new DecisionTestimony() },
): number {
  const path = sqlitePathOf(url);
  assertFile({ named: 'EVENT_STORE', path });
  print(`Checking the file ${path}`);
  const verification = verifyLog(path, checks);
  const progress = checkedEvery(REPORT_EVERY, print);
  for (let step = verification.next(); ; step = verification.next()) {
    if (step.done) return toldVerdict(step.value, print);
    progress(step.value);
  }
}

/** Prints how many events were checked, whenever so many more were. */
export function checkedEvery(events: number, print: (line: string) => void): (checked: number) => void {
  let next = events;
  return (checked) => {
    if (checked < next) return;
    print(`${checked} events checked`);
    next = checked + events;
  };
}

/** Prints what came of a verification. Returns the exit code: 0 when all is sound, 1 otherwise. */
export function toldVerdict({ events, streams, fault, remark }: Verdict, print: (line: string) => void): number {
  if (remark !== undefined) print(`To be known: ${remark}`);
  print(
    fault ? `Bad after ${events} sound events: ${inWords(fault)}` : `Sound: ${events} events in ${streams} streams`,
  );
  return fault ? 1 : 0;
}

/** The position of the fault and the problem, in one line. */
export function inWords({ problem, position, stream, revision }: Fault): string {
  const place = [
    position === undefined ? [] : [`position ${position}`],
    stream === undefined ? [] : [`stream ${stream}`],
    revision === undefined ? [] : [`revision ${revision}`],
  ].flat();
  return place.length === 0 ? problem : `${place.join(', ')}: ${problem}`;
}
