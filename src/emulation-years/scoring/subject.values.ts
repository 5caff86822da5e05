/**
 * What is scored and ranked (H6): a member as a whole, or a subject that it registered in the year, such as a residential area. Who
 * votes and signs is always the member.
 */
export type Subject = Readonly<{ unitId: string; subjectId?: string }>;

/** One text for each subject; of a member as a whole its id. */
export function subjectKey({ unitId, subjectId }: Subject): string {
  return subjectId === undefined ? unitId : `${unitId}|${subjectId}`;
}

/** The unit of a subject, by its key. */
export function unitOf(key: string): string {
  const [unitId = ''] = key.split('|');
  return unitId;
}

export function isSame(a: Subject, b: Subject): boolean {
  return a.unitId === b.unitId && a.subjectId === b.subjectId;
}

/** Whether both name the same subjects, each once, in whatever order. */
export function areSame(a: readonly Subject[], b: readonly Subject[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => isSame(one, other)));
}
