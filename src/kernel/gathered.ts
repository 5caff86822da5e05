import type { Gathered } from './event.js';

/**
 * A kind of fact that decisions gather from other streams, by the name it is kept under. Who gathers and who decides both
 * name it by this token, so that name and type are tied once.
 */
export type GatheredKind<Data extends object> = Readonly<{
  type: string;
  /** Never set: it ties the type of the facts to the token. */
  data?: Data;
}>;

export function gatheredKind<Data extends object>(type: string): GatheredKind<Data> {
  return { type };
}

/** The facts of that kind among the gathered ones, in the order they were gathered. */
export function gatheredOf<Data extends object>(
  gathered: readonly Gathered[],
  kind: GatheredKind<Data>,
): readonly Data[] {
  return gathered.filter(({ type }) => type === kind.type).map(({ data }) => data as Data);
}
