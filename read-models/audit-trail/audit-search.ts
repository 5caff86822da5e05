import { defined } from '../../src/kernel/defined.js';
import { endOfDayInHanoi, instantOf, isLocalDate, parseInstant } from '../../src/kernel/instant.js';
import type { PageQuery } from '../read-model-store.js';
import { given } from '../rows.js';
import type { AuditRequest } from './audit-trail.dto.js';

/** What was recorded at one instant follows in the order of the log: the key is the position. */
const IN_TIME = ['recordedAt'] as const;

/** The rows that the request asks for, of the trail or, with a `document`, of the citations. */
export function searchFor(request: AuditRequest, document?: string): Omit<PageQuery, 'limit' | 'after'> {
  const { bloc, year, unit, actor, type, from, to, order } = request;
  return {
    where: given({ blocId: bloc, year, unitId: unit, subject: actor, type, document }),
    orderBy: IN_TIME,
    descending: order === 'NEWEST_FIRST',
    ...defined({ from: from && startOf(from), to: to && endOf(to) }),
  };
}

function endOf(to: string): string {
  return isLocalDate(to) ? endOfDayInHanoi(to) : (parseInstant(to) ?? to);
}

/** A day begins a millisecond after the day before it has ended. */
function startOf(from: string): string {
  if (!isLocalDate(from)) return parseInstant(from) ?? from;
  return instantOf(Date.parse(endOfDayInHanoi(from)) - 86_400_000 + 1);
}
