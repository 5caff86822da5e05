/** What carried an election: a question of a ballot that passed, or an assent. */
export type ElectionBasis =
  | Readonly<{ kind: 'BALLOT'; ballotId: string; questionId: string }>
  | Readonly<{ kind: 'ASSENT'; assentId: string }>
  | Readonly<{ kind: 'UNKNOWN' }>;

export const DESIGNATION_METHODS = ['DESIGNATED', 'IN_TURN', 'UNKNOWN'] as const;

/** How a duty is settled without an election: by a superior's decision, or in turn (H2); a source may not say. */
export type DesignationMethod = (typeof DESIGNATION_METHODS)[number];
