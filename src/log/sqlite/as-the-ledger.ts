import { chmodSync, chownSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Gives a file that is made beside a ledger, or for its place, the mode of the ledger, and its owner and group as far as this process
 * may: who reads the ledger reads what stands beside it, as SQLite sees to with a WAL. A file of another user stays as it is.
 */
export function asTheLedger(file: string, ledger: string): void {
  const me = process.geteuid?.();
  const [own, wanted] = [statSync(file), statSync(ledger, { throwIfNoEntry: false })];
  // Who opens the ledger next says that it is not there.
  if (wanted === undefined || (me !== 0 && me !== own.uid)) return;
  const { uid, gid } = ownerFor(own, wanted, me);
  if (uid !== own.uid || gid !== own.gid) chownSync(file, uid, gid);
  const mode = wanted.mode & 0o666;
  if ((own.mode & 0o777) !== mode) chmodSync(file, mode);
}

/** Gives a file that root makes where no ledger was to the owner of its folder, whose process is to open it. */
export function asItsFolder(file: string): void {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(file));
  chownSync(file, uid, gid);
}

/** Root gives a file to anybody, others to the groups that they are in. */
function ownerFor(own: Stats, wanted: Stats, me: number | undefined): Pick<Stats, 'uid' | 'gid'> {
  if (me === 0) return wanted;
  const isIn = process.getgroups?.().includes(wanted.gid) === true;
  return { uid: own.uid, gid: isIn ? wanted.gid : own.gid };
}
