/** Where two JSON values first differ, as a JSON pointer (RFC 6901), and what stands there in each. `undefined` where they are equal. */
export type ValuesApart = Readonly<{ at: string; expected: unknown; found: unknown }>;

export function firstDifference(expected: unknown, found: unknown, at = ''): ValuesApart | undefined {
  if (Object.is(expected, found)) return undefined;
  if (!isComposite(expected) || !isComposite(found)) return { at, expected, found };
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const apart = firstDifference(
      expected[name],
      found[name],
      `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    );
    if (apart !== undefined) return apart;
  }
  return undefined;
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
