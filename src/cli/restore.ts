import { sqlitePathOf } from '../log/open-event-store.js';
import { type Restored, restoreLog } from '../log/sqlite/restore-log.js';
import { assertSound } from './backup.js';
import { assertFile } from './places.js';
import { toldError } from './told-error.js';

/**
 * Puts a backup in the place of the event store that the URL names. What stood there is kept beside it. Prints what it
 * did. The file itself may be the backup, where its WAL is lost. Returns the exit code: 0 when the backup is in its place, 1 when nothing was changed.
 */
export function restore(url: string, backup: string, print: (line: string) => void): number {
  try {
    const path = sqlitePathOf(url);
    const places = [
      { named: 'EVENT_STORE', path },
      { named: '<backup>', path: backup },
    ];
    for (const place of places) assertFile(place);
    const restored = restoreLog(backup, path, assertSound);
    for (const line of toldOf(restored, { path, backup })) print(line);
    return 0;
  } catch (error) {
    print(`Nothing was restored: ${toldError(error)}`);
    return 1;
  }
}

function toldOf(
  { events, replaced, wasOpen, whole, takenBack, loss, left, lossOfBackup }: Restored,
  { path, backup }: Readonly<{ path: string; backup: string }>,
): readonly string[] {
  const lines = [
    [takenBack.length > 0, interrupted(path, takenBack)],
    [
      wasOpen,
      `${backup} was not closed in peace, and no WAL lies beside it${whole === undefined ? ': what was in that alone is missing' : `. ${whole}`}`,
    ],
    [lossOfBackup !== undefined, `${backup} was cut, or is older than what stood beside it: ${lossOfBackup}`],
    [replaced.length > 0, `What stood at ${path} is kept in ${replaced.join(', ')}`],
    [loss !== undefined, `Not all that was acknowledged is in ${backup}: ${loss}`],
    [left !== undefined, `${backup} is older than what stood at ${path}: ${left} stood there`],
    [
      true,
      `${path} holds the ${events} events of ${backup}, verified. Start the service; read models that had gone further are built anew`,
    ],
  ] as const;
  return lines.filter(([isSo]) => isSo).map(([, line]) => line);
}

/** What is said of a restore that was interrupted before it took effect. */
export function interrupted(path: string, takenBack: readonly string[]): string {
  return `A restore of ${path} was interrupted before it took effect: the ledger was as before, and ${takenBack.join(', ')} removed`;
}
