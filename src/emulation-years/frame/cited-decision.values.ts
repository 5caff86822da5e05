/** As much of a basis as names the decision that it cites: a ballot or an assent of the year. Other kinds cite neither. */
export type Citing = Readonly<{ kind: string; ballotId?: string; assentId?: string }>;

/** The ballot or the assent that is cited, as one text; `undefined` where there is none. */
export function citedDecision({ kind, ballotId, assentId }: Citing): string | undefined {
  if (kind === 'BALLOT' && ballotId !== undefined) return ballotKey(ballotId);
  return kind === 'ASSENT' && assentId !== undefined ? assentKey(assentId) : undefined;
}

export function ballotKey(ballotId: string): string {
  return `BALLOT ${ballotId}`;
}

export function assentKey(assentId: string): string {
  return `ASSENT ${assentId}`;
}
