/** How Node tells what the system refused: code, words, call and, for most calls, the path. */
const OF_THE_SYSTEM = /\b(E[A-Z]+): [^,']+, \w+(?: '([^']*)')?/;

/** By the code of the system, what an operator can do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'let the user of this process read and write it, and its folder',
  EPERM: 'let the user of this process read and write it, and its folder',
  EROFS: 'its disk is read-only: name a place that can be written',
  ENOSPC: 'make room on its disk',
  EDQUOT: 'make room in the quota of the user of this process',
  EISDIR: 'a folder lies where a file is wanted: move it away, or name the file',
  ENOTDIR: 'a file lies where a folder is wanted: move it away, or name the folder',
  ENOENT: 'name a file that is there',
  EMFILE: 'raise the limit of open files (ulimit -n)',
};

/** An error as the command line tells it: what the system refused comes with what to do. */
export function toldError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, code = ''] = OF_THE_SYSTEM.exec(message) ?? [];
  const remedy = Object.hasOwn(REMEDIES, code) ? REMEDIES[code] : undefined;
  return remedy === undefined ? message : `${message}: ${remedy}`;
}
