/** What carried an election: a question of a ballot that passed, or an assent. */
export type ElectionBasis =
  | Readonly<{ kind: 'BALLOT'; ballotId: string; questionId: string }>
  | Readonly<{ kind: 'ASSENT'; assentId: string }>
  | Readonly<{ kind: 'UNKNOWN' }>;
