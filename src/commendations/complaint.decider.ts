import { breach, mustSay, refuse, type Circumstances, type Deciding } from '../kernel/decider.js';
import { mustFollow } from '../kernel/happened.js';
import type { LodgeComplaint, ResolveComplaint } from './commendation.commands.js';
import type { ComplaintLodged, ComplaintResolved } from './commendation.events.js';
import { complaintOf, type Commendation } from './commendation.fold.js';
import { inRecord } from './in-record.js';

/** Something is to be verified first: until it is resolved nothing is considered (R29). */
export function* lodgeComplaint(command: LodgeComplaint & Circumstances, one: Commendation): Deciding<ComplaintLodged> {
  const { data } = command;
  const { complaintId } = data;
  if (complaintOf(one, complaintId)) yield* refuse('ALREADY_EXISTS', { kind: 'complaint', id: complaintId });
  if (one.rejected) yield breach('INVALID_TRANSITION', { step: 'COMMENDATION_REJECTED' });
  if (one.revoked?.whole === true) yield breach('INVALID_TRANSITION', { step: 'AWARD_REVOKED' });
  yield* mustSay(command, data.about, { kind: 'matter of the complaint', field: '/about' });
  return [{ type: 'ComplaintLodged', data: inRecord(one, data) }];
}

/** What became of it; a revocation, where it was right, is a decision of its own. */
export function* resolveComplaint(
  command: ResolveComplaint & Circumstances,
  one: Commendation,
): Deciding<ComplaintResolved> {
  const { data } = command;
  const { complaintId } = data;
  const complaint = complaintOf(one, complaintId);
  if (complaint === undefined) return yield* refuse('UNKNOWN_REFERENCE', { kind: 'complaint', id: complaintId });
  if (complaint.resolvedOn !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'resolution', id: complaintId });
  yield* mustFollow(command, complaint.lodgedOn, data.occurredOn, 'COMMENDATION');
  yield* mustSay(command, data.outcome, { kind: 'outcome of the complaint', field: '/outcome' });
  return [{ type: 'ComplaintResolved', data: inRecord(one, data) }];
}
