import type { Words } from '../../kernel/finding.js';

/** What is thought of a version: nothing against it, something to be known, or that it must not be used. */
export type Verdict = Readonly<{ is: 'SOUND' }> | Readonly<{ is: 'DOUBTFUL' | 'UNFIT'; why: Words }>;

/** What a server is called that is too old to tell its version. */
export const UNKNOWN_VERSION = 'unknown';

type Version = readonly [year: number, month: number, patch: number];

const SOUND = { is: 'SOUND' } as const;
const UNTRIED = {
  is: 'DOUBTFUL',
  why: { vi: 'bản này chưa được thử trên đó', en: 'this release was not tried on it' },
} as const;
const KDB_710 = {
  is: 'DOUBTFUL',
  why: {
    vi: 'mốc đầu tiên có thể không phải một vị trí của nhật ký (KDB-710); ở đây không gì đi tiếp từ mốc',
    en: 'its first checkpoint may be no place of the log (KDB-710); nothing here goes on from checkpoints',
  },
} as const;
const KDB_744 = {
  is: 'DOUBTFUL',
  why: {
    vi: 'một sự kiện ghi sau có thể đứng đúng chỗ của một mốc (KDB-744); ở đây không gì đi tiếp từ mốc',
    en: 'a later event may stand at the very place of a checkpoint (KDB-744); nothing here goes on from checkpoints',
  },
} as const;
const UNFIT = {
  is: 'UNFIT',
  why: {
    vi: 'bên theo dõi có thể sót sự kiện của máy chủ cũ như vậy: dùng 23.10.6 hoặc bản khác của 23.10',
    en: 'followers can miss events of so old a server: use 23.10.6, or another of 23.10',
  },
} as const;

/** From which version on what is to be thought, the newest first. */
const VERSIONS: readonly (readonly [from: Version, verdict: Verdict])[] = [
  [[25, 0, 1], UNTRIED],
  [[25, 0, 0], KDB_744],
  [[24, 10, 5], UNTRIED],
  [[24, 2, 0], KDB_710],
  [[23, 10, 0], SOUND],
  [[22, 10, 4], UNTRIED],
  [[21, 11, 0], UNFIT],
  [[21, 10, 10], UNTRIED],
];

/** From which version on data, metadata and type of an event count towards `MaxAppendSize`, and not its data alone. */
const COUNTS_WHOLE_EVENTS: Version = [24, 10, 4];

/** Whether the metadata and the type of an event count towards the limit of an append. What cannot be read is taken for new. */
export function countsWholeEvents(version: string): boolean {
  const read = versionIn(version);
  return read === undefined || !isBefore(read, COUNTS_WHOLE_EVENTS);
}

/** Judges what the server says that it is: `23.10.6`, perhaps with something behind it, or {@link UNKNOWN_VERSION}. */
export function verdictOn(version: string): Verdict {
  const read = versionIn(version);
  if (read === undefined) return UNFIT;
  return VERSIONS.find(([from]) => !isBefore(read, from))?.[1] ?? UNFIT;
}

function versionIn(version: string): Version | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (!parts) return undefined;
  const [year = 0, month = 0, patch = 0] = parts.slice(1).map(Number);
  return [year, month, patch];
}

function isBefore(version: Version, other: Version): boolean {
  const at = version.findIndex((part, index) => part !== other[index]);
  return at !== -1 && (version[at] ?? 0) < (other[at] ?? 0);
}
