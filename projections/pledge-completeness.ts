import type { PledgeStatus } from '../read-models/pledge-status/pledge-status.js';
import { sizeDeclaredOn } from '../src/blocs/bloc.values.js';
import { isSignedByAll } from '../src/emulation-years/pledge/pledge.values.js';
import { lastDayOf } from '../src/kernel/partial-date.js';

/** Counts and pending list follow from members and signatures of the version in force. */
export function refreshed(row: PledgeStatus): PledgeStatus {
  const signed = new Set(
    row.signatures.filter(({ value }) => value.version === row.version).map(({ value }) => value.unitId),
  );
  const counted = { ...row, expected: expectedIn(row) };
  if (isToldComplete(row)) return { ...counted, signed: signed.size, pending: [], status: 'COMPLETE' };
  const waiting = new Map(row.pending.map((unit) => [unit.unitId, unit]));
  const pending = row.members
    .filter(({ unitId }) => !signed.has(unitId))
    .map((member) => waiting.get(member.unitId) ?? member);
  return { ...counted, signed: signed.size, pending, status: statusOf(counted, signed) };
}

/** D22: as many as are declared for the day of the last signature, where those are more than the named ones. */
function expectedIn({ members, declaredSizes = [], signatures, version }: PledgeStatus): number {
  const days = signatures
    .filter(({ value }) => value.version === version)
    .map(({ recording }) => lastDayOf(recording.occurredOn));
  const last = days.sort().at(-1);
  const standing = declaredSizes.find(({ to }) => to === undefined)?.size;
  return Math.max(members.length, (last === undefined ? standing : sizeDeclaredOn(declaredSizes, last)) ?? 0);
}

/** Claims alone know of this version, and one of them that all have signed: who it was of the members stays unknown. */
function isToldComplete({ completed, signatures, version }: PledgeStatus): boolean {
  const isAct = ({ value, recording }: PledgeStatus['signatures'][number]): boolean =>
    value.version === version && recording.mode === 'ACT';
  return completed?.recording.mode === 'CLAIM' && !signatures.some(isAct);
}

function statusOf(row: PledgeStatus, signed: ReadonlySet<string>): PledgeStatus['status'] {
  if (row.version === 0) return 'NOT_AGREED';
  if (isComplete(row, signed)) return 'COMPLETE';
  return signed.size === 0 ? 'OPEN' : 'PARTIAL';
}

/**
 * By acts the pledge is complete where that was decided, whatever size is declared or whoever joins later. Where claims tell signatures,
 * which unlock nothing, all that are known count together.
 */
function isComplete(
  { completed, signatures, version, members, expected }: PledgeStatus,
  signed: ReadonlySet<string>,
): boolean {
  if (completed?.recording.mode === 'ACT') return true;
  const isTold = signatures.some(({ value, recording }) => value.version === version && recording.mode === 'CLAIM');
  const unitIds = members.map(({ unitId }) => unitId);
  return isTold && isSignedByAll(unitIds, expected, (unitId) => signed.has(unitId));
}
