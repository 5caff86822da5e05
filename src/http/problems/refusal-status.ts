import { HttpStatus } from '@nestjs/common';
import type { Refusal } from '../../kernel/refusal.js';
import type { RefusalCode } from '../../kernel/refusal-table.js';

const { FORBIDDEN, NOT_FOUND, CONFLICT, BAD_REQUEST, UNPROCESSABLE_ENTITY } = HttpStatus;

/**
 * The status of every refusal; a new code without a line does not compile. 403: this caller or person may not.
 * 404: there is nothing at that address. 409: the state of the record does not allow it (now). 422: the content can never be
 * valid, or names what does not exist. {@link statusOf} has the exceptions.
 */
export const STATUS_OF: Record<RefusalCode, HttpStatus> = {
  NOT_ENTITLED: FORBIDDEN,
  INVALID_INPUT: BAD_REQUEST,
  UNKNOWN_UNIT: UNPROCESSABLE_ENTITY,
  UNKNOWN_BLOC: NOT_FOUND,
  UNKNOWN_RULEBOOK: UNPROCESSABLE_ENTITY,
  UNKNOWN_YEAR: NOT_FOUND,
  UNKNOWN_REFERENCE: UNPROCESSABLE_ENTITY,
  ALREADY_EXISTS: CONFLICT,
  NOT_ON_RECORD: CONFLICT,
  UNKNOWN_IN_ACT: UNPROCESSABLE_ENTITY,
  RULEBOOK_INVALID: UNPROCESSABLE_ENTITY,
  DATE_IN_FUTURE: UNPROCESSABLE_ENTITY,
  BACKDATED_TOO_FAR: UNPROCESSABLE_ENTITY,
  OWN_HAND_REQUIRED: FORBIDDEN,
  NOT_A_MEMBER: FORBIDDEN,
  ALREADY_SIGNED: CONFLICT,
  CONTENT_NOT_AGREED: CONFLICT,
  SIGNATORY_NOT_AUTHORISED: FORBIDDEN,
  PLEDGE_DEADLINE_PASSED: CONFLICT,
  PLEDGE_FROZEN: CONFLICT,
  NO_PLEDGE: CONFLICT,
  INCOMPLETE_SCORE: UNPROCESSABLE_ENTITY,
  SCORE_OUT_OF_RANGE: UNPROCESSABLE_ENTITY,
  POINTS_NOT_DEFINED: UNPROCESSABLE_ENTITY,
  EVIDENCE_REQUIRED: UNPROCESSABLE_ENTITY,
  REASON_REQUIRED: UNPROCESSABLE_ENTITY,
  SCORING_CLOSED: CONFLICT,
  NOT_APPRAISED: CONFLICT,
  SELF_APPRAISAL: FORBIDDEN,
  SCORE_FROZEN: CONFLICT,
  SUBJECT_NOT_REGISTERED: CONFLICT,
  NOT_IN_GROUP: CONFLICT,
  CLASS_NOT_MET: CONFLICT,
  CLASS_NOT_DECIDED: CONFLICT,
  TIE_NOT_DECIDED: CONFLICT,
  MEMBERS_VOTE_FIRST: CONFLICT,
  RANKING_INCOMPLETE: CONFLICT,
  RANKING_OUTDATED: CONFLICT,
  SCORES_NOT_AGREED: CONFLICT,
  NOT_ELIGIBLE: FORBIDDEN,
  ALREADY_VOTED: CONFLICT,
  GUEST_CANNOT_VOTE: FORBIDDEN,
  NOT_ITS_SPEAKER: FORBIDDEN,
  AUTHORITY_REQUIRED: UNPROCESSABLE_ENTITY,
  NO_QUORUM: CONFLICT,
  BALLOT_CLOSED: CONFLICT,
  INVALID_CHOICE: UNPROCESSABLE_ENTITY,
  THRESHOLD_NOT_MET: CONFLICT,
  WRITTEN_NOT_ALLOWED: CONFLICT,
  UNIT_EXCLUDED: CONFLICT,
  NOT_LEADING: CONFLICT,
  QUOTA_EXCEEDED: CONFLICT,
  DUPLICATE_COMMENDATION: CONFLICT,
  RECIPIENT_COUNT_MISMATCH: UNPROCESSABLE_ENTITY,
  ROLE_CONFLICT: UNPROCESSABLE_ENTITY,
  HANDOVER_NOT_ALLOWED: CONFLICT,
  NOT_FLAG_HOLDER: CONFLICT,
  FINAL_STATE: CONFLICT,
  DOCUMENT_REQUIRED: UNPROCESSABLE_ENTITY,
  INVALID_PERIOD: UNPROCESSABLE_ENTITY,
  UNIT_NOT_ACTIVE: CONFLICT,
  UNIT_NOT_YET: CONFLICT,
  BLOC_NOT_ACTIVE: CONFLICT,
  YEAR_INCOMPLETE: CONFLICT,
  DUPLICATE_COMMAND: UNPROCESSABLE_ENTITY,
  CONCURRENCY_CONFLICT: CONFLICT,
  INVALID_TRANSITION: CONFLICT,
  RULEBOOK_LOCKED: CONFLICT,
  RULEBOOK_NOT_ADOPTED: CONFLICT,
  INVALID_DATES: UNPROCESSABLE_ENTITY,
  NOMINATION_REQUIRED: CONFLICT,
  NOT_UNANIMOUS: CONFLICT,
  BALLOT_VOID: CONFLICT,
  TALLY_INCONSISTENT: UNPROCESSABLE_ENTITY,
  TELLERS_INVALID: UNPROCESSABLE_ENTITY,
  PROPOSAL_NOT_DECIDED: CONFLICT,
};

/** The values of the parameters in the address of a request, by name. */
export type Address = Readonly<Record<string, unknown>>;

/** A unit or a thing of the record can be named by a body, and by an address: of what the address names it is 404. */
export function statusOf({ code, facts }: Refusal, address: Address): HttpStatus {
  const [parameter, id] =
    code === 'UNKNOWN_UNIT' ? ['unitId', facts['unit']] : [`${String(facts['kind'])}Id`, facts['id']];
  const isAddressed = mayBeMissing(code, parameter) && Object.hasOwn(address, parameter) && address[parameter] === id;
  return isAddressed ? NOT_FOUND : STATUS_OF[code];
}

/** Whether that code can mean what this parameter of an address names. */
export function mayBeMissing(code: RefusalCode, parameter: string): boolean {
  if (code === 'UNKNOWN_UNIT') return parameter === 'unitId';
  return code === 'UNKNOWN_REFERENCE' && THINGS_OF_RECORD.has(parameter);
}

/** Parameters of addresses that name a thing of the record, each by its kind. */
const THINGS_OF_RECORD = new Set([
  'sessionId',
  'ballotId',
  'assentId',
  'listId',
  'proposalId',
  'awardId',
  'movementId',
]);
