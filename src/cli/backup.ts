import { sqlitePathOf } from '../log/open-event-store.js';
import { copyLog } from '../log/sqlite/copy-log.js';
import { removeKilledCopies } from '../log/sqlite/partial-copy.js';
import { verifyLog } from '../log/sqlite/verify-log.js';
import type { Verdict } from '../log/verified-walk.js';
import { assertApart, assertFile, assertFolder } from './places.js';
import { toldError } from './told-error.js';
import { inWords } from './verify-store.js';

/**
 * Copies the event store that the URL names into a new file while the service goes on, and verifies the copy before it
 * gets its name: that it is whole, also where a newer release wrote what this one does not understand.
 * Prints progress. Returns the exit code: 0 when the backup is there and sound, 1 otherwise.
 */
export async function backup(url: string, target: string, print: (line: string) => void): Promise<number> {
  let tenths = 0;
  try {
    const source = { named: 'EVENT_STORE', path: sqlitePathOf(url) };
    const copy = { named: '<file>', path: target };
    for (const place of [source, copy]) assertFile(place);
    assertApart([source, copy]);
    assertFolder(copy);
    const killed = removeKilledCopies(target);
    if (killed.length > 0) print(`A backup to ${target} was interrupted: ${killed.join(', ')} removed`);
    const events = await copyLog(source.path, target, {
      progress: ({ copied, total }) => {
        const reached = Math.floor((copied * 10) / Math.max(total, 1));
        if (reached > tenths) print(`${reached * 10} % copied`);
        tenths = Math.max(tenths, reached);
      },
      verify: assertWhole,
    });
    print(`${target} holds the first ${events} events, verified`);
    return 0;
  } catch (error) {
    print(`No backup was made: ${toldError(error)}`);
    return 1;
  }
}

/** @returns how many events the file holds. @throws Error that names the first bad place. */
export function assertSound(path: string): number {
  const { events, fault } = verdictOn(path);
  if (fault) throw new Error(`the copy is not sound: ${inWords(fault)}`);
  return events;
}

function assertWhole(copy: string, expected: number): void {
  const events = assertSound(copy);
  if (events !== expected) throw new Error(`the copy holds ${events} events instead of ${expected}`);
}

function verdictOn(copy: string): Verdict {
  const verification = verifyLog(copy, {});
  for (;;) {
    const step = verification.next();
    if (step.done) return step.value;
  }
}
