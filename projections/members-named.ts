import { MOST_ENTRIES } from '../read-models/recording.js';
import { eachOnce } from '../src/emulation-years/frame/frame.values.js';

type Named = Readonly<{ unitId: string }>;

/**
 * Who is or was named as a member of the year and is none of `members`: it left, came after the period, or an update took it out. What it
 * is called by others still has to be said.
 */
export function namedBeside<Member extends Named>(
  members: readonly Member[],
  told: readonly Member[],
  before: Readonly<{ members: readonly Member[]; namedBeside: readonly Member[] }> | undefined,
): readonly Member[] {
  const all = [...members, ...told, ...(before?.members ?? []), ...(before?.namedBeside ?? [])];
  return eachOnce(all).slice(members.length, members.length + MOST_ENTRIES);
}
