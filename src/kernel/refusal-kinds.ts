/** One reason: its rule, its words, and whether a claim that breaks it is recorded with a warning. */
export type Reason = Readonly<{ rule: string; vi: string; en: string; claim: 'WARNING' | 'REFUSED' }>;

/** Refuses an act, warns about a claim. */
export const binds = (rule: string, en: string, vi: string) => ({ rule, en, vi, claim: 'WARNING' }) as const;
/** Refuses both. */
export const always = (rule: string, en: string, vi: string) => ({ rule, en, vi, claim: 'REFUSED' }) as const;
