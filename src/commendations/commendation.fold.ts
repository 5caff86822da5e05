import { recipientKey, type Recipient, type RecipientKind } from '../emulation-years/conferral/conferral.values.js';
import { histories, type Fact } from '../kernel/decider.js';
import { foldBy, type Folds } from '../kernel/decisions.js';
import { defined } from '../kernel/defined.js';
import { firstDayOf, lastDayOf, type PartialDate } from '../kernel/partial-date.js';
import type { Party } from '../kernel/party.js';
import type {
  AwardRevoked,
  CommendationEvent,
  CommendationRegistered,
  DossierSubmitted,
  DossierSupplemented,
  ProposalTakenUp,
} from './commendation.events.js';
import {
  decidedFor,
  leavesNobody,
  namedIn,
  ofKind,
  type DossierPart,
  type Receivers,
  type Recipients,
  type ReturnTerm,
} from './commendation.values.js';

/** Where a dossier is: with who decides, or given back. */
export type Dossier = Readonly<{
  state: 'SUBMITTED' | 'RETURNED';
  /** Everything handed in so far; absent where a source does not tell it. */
  parts?: readonly DossierPart[];
  /** When it was last handed in or given back. */
  on: PartialDate;
  term?: ReturnTerm;
}>;

/** The state of a commendation (khen thưởng) for its decisions. */
export type Commendation = Readonly<{
  commendationId: string;
  /** In whose record it stands. */
  blocId?: string;
  year?: string;
  /** The proposal that it was taken up from. */
  proposalId?: string;
  openedOn: PartialDate;
  form?: string;
  grantor: Party;
  /** Who is commended, as the decision says, else as registered or proposed. */
  recipients: Recipients;
  dossier?: Dossier;
  decided?: Readonly<{ on: PartialDate; issuer: Party }>;
  rejected: boolean;
  conferments: readonly Receivers[];
  /** Something is handed over to all of them at once. */
  conferredWhole: boolean;
  /** By id, when each was lodged and resolved. */
  complaints: Readonly<Record<string, Readonly<{ lodgedOn: PartialDate; resolvedOn?: PartialDate }>>>;
  revoked?: Readonly<{ on: PartialDate; whole: boolean; of: readonly string[]; parts: readonly Recipients[] }>;
}>;

type Opening = ProposalTakenUp | CommendationRegistered;

const folds: Folds<Commendation, Exclude<CommendationEvent, Opening>> = {
  DossierSubmitted: (one, data) => ({ ...one, dossier: handedIn(undefined, data) }),
  DossierReturned: (one, { occurredOn }) =>
    one.dossier === undefined ? one : { ...one, dossier: { ...one.dossier, state: 'RETURNED', on: occurredOn } },
  DossierSupplemented: (one, data) => ({ ...one, dossier: handedIn(one.dossier, data) }),
  CommendationDecided: (one, { document, occurredOn, form, recipients }) => ({
    ...one,
    decided: { on: document?.date ?? occurredOn, issuer: document?.issuer ?? { kind: 'UNKNOWN' } },
    recipients: decidedFor(one.recipients, recipients),
    ...defined({ form: form ?? one.form }),
  }),
  CommendationRejected: (one) => ({ ...one, rejected: true }),
  CommendationConferred: (one, { recipients }) =>
    recipients === undefined
      ? { ...one, conferredWhole: true }
      : { ...one, conferments: [...one.conferments, recipients] },
  CommendationRecipientNamed: (one, { kind, recipient }) => ({
    ...one,
    recipients: withRecipient(one.recipients, kind, recipient),
  }),
  ComplaintLodged: (one, { complaintId, occurredOn }) => ({
    ...one,
    complaints: { ...one.complaints, [complaintId]: { lodgedOn: occurredOn } },
  }),
  ComplaintResolved: (one, { complaintId, occurredOn }) => ({
    ...one,
    complaints: {
      ...one.complaints,
      [complaintId]: { lodgedOn: complaintOf(one, complaintId)?.lodgedOn ?? occurredOn, resolvedOn: occurredOn },
    },
  }),
  AwardRevoked: (one, data) => ({ ...one, revoked: revokedBy(one, data) }),
  ObjectsRecovered: (one) => one,
};

/** `undefined` until it is taken up or registered. An act may open what a claim has made known: everything known of it is kept. */
function evolve(one: Commendation | undefined, fact: Fact<CommendationEvent>): Commendation | undefined {
  if (fact.type === 'ProposalTakenUp') return opened(one, { ...fact.data, recipients: nomineeIn(fact.data) });
  if (fact.type === 'CommendationRegistered') return opened(one, fact.data);
  return one === undefined ? undefined : foldBy(folds, one, fact);
}

/** The types of events that its stream holds. */
export const COMMENDATION_EVENTS = ['ProposalTakenUp', 'CommendationRegistered', ...Object.keys(folds)];

/** How the stream of a commendation is folded. */
export const commendationHistories = histories<Commendation | undefined, CommendationEvent>({
  initial: undefined,
  evolve,
});

export function complaintOf({ complaints }: Commendation, id: string): Commendation['complaints'][string] | undefined {
  return Object.hasOwn(complaints, id) ? complaints[id] : undefined;
}

/** The complaints that were lodged and not resolved on that day. Of a partial date that is said where it holds of every day it can mean. */
export function pendingOn({ complaints }: Commendation, day: PartialDate): readonly string[] {
  return Object.entries(complaints).flatMap(([id, { lodgedOn, resolvedOn }]) => {
    const isLodged = lastDayOf(lodgedOn) <= firstDayOf(day);
    const isResolved = resolvedOn !== undefined && firstDayOf(resolvedOn) <= lastDayOf(day);
    return isLodged && !isResolved ? [id] : [];
  });
}

/** The units that are commended, or those whose parts or people are. */
export function unitsCommended({ collectives, individuals, blocs }: Recipients): readonly string[] {
  return [collectives, individuals, blocs].flatMap((batch) =>
    (batch?.named ?? []).flatMap(({ unitId }) => unitId ?? []),
  );
}

function opened(
  known: Commendation | undefined,
  data: Opening['data'] & Readonly<{ recipients: Recipients }>,
): Commendation {
  const { commendationId, blocId, year, form, grantor, recipients, occurredOn } = data;
  const proposalId = 'proposalId' in data ? data.proposalId : undefined;
  return {
    ...{ rejected: false, conferments: [], conferredWhole: false, complaints: {}, ...known },
    ...{ commendationId, openedOn: occurredOn, grantor, recipients },
    ...defined({ blocId, year, form, proposalId }),
  };
}

/** The nominee of a proposal is one collective. */
function nomineeIn({ unitId }: ProposalTakenUp['data']): Recipients {
  return unitId === undefined ? {} : { collectives: { count: 1, named: [{ unitId }] } };
}

function handedIn(
  before: Dossier | undefined,
  { parts, returnTerm, occurredOn }: (DossierSubmitted | DossierSupplemented)['data'],
): Dossier {
  const all = parts === undefined ? before?.parts : [...(before?.parts ?? []), ...parts];
  return { state: 'SUBMITTED', on: occurredOn, ...defined({ parts: all, term: returnTerm ?? before?.term }) };
}

function withRecipient(recipients: Recipients, kind: RecipientKind, recipient: Recipient): Recipients {
  const batch = ofKind(recipients, kind) ?? { named: [] };
  const named = { ...batch, named: [...batch.named, recipient] };
  switch (kind) {
    case 'COLLECTIVE':
      return { ...recipients, collectives: named };
    case 'INDIVIDUAL':
      return { ...recipients, individuals: named };
    case 'BLOC':
      return { ...recipients, blocs: named };
  }
}

function revokedBy(
  { revoked, recipients }: Commendation,
  { of, occurredOn }: AwardRevoked['data'],
): NonNullable<Commendation['revoked']> {
  const parts = [...(revoked?.parts ?? []), ...(of === undefined ? [] : [of])];
  return {
    on: occurredOn,
    whole: revoked?.whole === true || of === undefined || leavesNobody(recipients, parts),
    of: parts.flatMap(namedIn).map(recipientKey),
    parts,
  };
}
