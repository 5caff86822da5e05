/** What a fact is about, as far as it matters to who may see it. The table is `SEES` in `identity/policy.ts`. */
export type Matter =
  /** What is done in public: names, members, leaders, pledges, sessions, own awards, figures, rulebooks. */
  | 'OPEN'
  /** Who stands where. */
  | 'PLACES'
  /** Who was given which class. */
  | 'CLASSES'
  /** The figures of one unit: its card line by line, its total, how it came about. */
  | 'CARD'
  | 'VOTES'
  | 'PROPOSALS'
  /**
   * Working papers beside the cards: drafts, reports, exclusions, exemptions, nominations, open steps, and what a rule
   * saw when it warned.
   */
  | 'PAPERS';
