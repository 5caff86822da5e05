import { defined } from '../kernel/defined.js';
import type { Commendation } from './commendation.fold.js';

/** The data of a fact with the bloc and the year in whose record it stands. */
export function inRecord<Data extends object>(
  { blocId, year }: Commendation,
  data: Data,
): Data & { blocId?: string; year?: string } {
  return { ...data, ...defined({ blocId, year }) };
}
