/** What a subscription sends before it says that it has caught up. */
export type FirstCheckpoint = 'NONE' | 'LAST_OR_NO_PLACE' | 'LAST' | 'BEHIND_THE_END';

/** Up to 24.10.3 the data of an event counts towards the size of an append, later also the metadata and twice the type. */
export function countsWholeEvents(version: string): boolean {
  return isFrom(version, [24, 10, 4]);
}

/** `LAST_OR_NO_PLACE` is what the vendor calls KDB-710, `BEHIND_THE_END` KDB-744. */
export function firstCheckpointOf(version: string): FirstCheckpoint {
  if (!isFrom(version, [24, 2, 0])) return 'NONE';
  if (!isFrom(version, [24, 10, 5])) return 'LAST_OR_NO_PLACE';
  return isFrom(version, [25, 0, 0]) && !isFrom(version, [25, 0, 1]) ? 'BEHIND_THE_END' : 'LAST';
}

function isFrom(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const differing = least.findIndex((part, index) => part !== (parts[index] ?? 0));
  return differing === -1 || (parts[differing] ?? 0) > (least[differing] ?? 0);
}
