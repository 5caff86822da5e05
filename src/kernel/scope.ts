/**
 * What a score or ranking is about (H6). A member is scored as a whole unless the rulebook declares otherwise:
 * a subject it chose (a residential area), a track (chuyên môn, công đoàn), a group of the bloc, a part of the period.
 * An absent part means the whole. Who votes and signs is always the member.
 */
export type Scope = Readonly<{ subject?: string; track?: string; group?: string; subPeriod?: string }>;

/** One text per scope, for keys. The whole is the empty text. */
export function scopeKey({ subject, track, group, subPeriod }: Scope): string {
  const parts = [subject, track, group, subPeriod].map((part) => part ?? '');
  return parts.every((part) => part === '') ? '' : parts.join('|');
}
