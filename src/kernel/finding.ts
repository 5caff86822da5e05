/** The same sentence for who reads Vietnamese and who reads English. */
export type Words = Readonly<{ vi: string; en: string }>;

/**
 * What was found of one thing that the service asks of a store: as it must be, to be known, forbidding to go live on it, or not
 * found out. `code` is for programs.
 */
export type Finding = Readonly<{
  code: string;
  asked: Words;
  is: 'SOUND' | 'DOUBTFUL' | 'FORBIDS' | 'UNKNOWN';
  found: Words;
  remedy?: Words;
}>;
