import {
  COMMENDATIONS,
  type CommendationRow,
  type Complaint,
  type DossierStep,
} from '../read-models/commendations/commendations.js';
import { NOTHING_VISIBLE } from '../read-models/visibility.js';
import {
  commendationStream,
  type CommendationEvent,
  type CommendationRegistered,
  type ComplaintLodged,
  type ComplaintResolved,
  type DossierReturned,
  type DossierSubmitted,
  type DossierSupplemented,
  type ProposalTakenUp,
} from '../src/commendations/commendation.events.js';
import { lastDayOfTerm } from '../src/commendations/commendation.values.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import { lastDayOf } from '../src/kernel/partial-date.js';
import type { Projection } from '../src/kernel/projection.js';
import { refreshed } from './commendation-status.js';
import { currentVersion, sourced } from './recording/recording.js';
import { withEntry } from './recording/replaced.js';
import { withVisibility } from './visibility.js';

/** Commendations (khen thưởng), one row each: what a proposal became, and awards that are known otherwise. */
export const commendations: Projection<CommendationRow, CommendationEvent> = {
  name: COMMENDATIONS.name,
  version: 1,
  key: ({ data }) => data.commendationId,
  streams: (key) => [commendationStream(key)],
  indexes: [
    ['granted', 'day'],
    ['blocId', 'day'],
    ['year', 'day'],
    ['status', 'day'],
    ['form', 'day'],
    ['grantorKey', 'day'],
    ['day'],
  ],
  besides: withVisibility,
  on: {
    ProposalTakenUp: (row, event) => takenUp(row, event),
    CommendationRegistered: (row, event) => registered(row, event),
    DossierSubmitted: (row, event) => row && withStep(row, stepOf('SUBMITTED', event), event),
    DossierSupplemented: (row, event) => row && withStep(row, stepOf('SUPPLEMENTED', event), event),
    DossierReturned: (row, event) => row && withStep(row, returnIn(event), event),
    CommendationDecided: (row, event) => {
      const { document, signatory, legalBases, form, recipients } = event.data;
      const value = defined({ document, signatory, legalBases, form, recipients });
      return row && refreshed({ ...row, decided: currentVersion(row.decided, value, event) });
    },
    CommendationRejected: (row, event) => {
      const { by, reason, document } = event.data;
      const value = defined({ by, reason, document });
      return row && refreshed({ ...row, rejected: currentVersion(row.rejected, value, event) });
    },
    CommendationConferred: (row, event) => {
      const { recipients, presenter, place, document } = event.data;
      const value = sourced(defined({ recipients, presenter, place, document }), event);
      return row && refreshed({ ...row, conferments: withEntry(row.conferments, undefined, value) });
    },
    CommendationRecipientNamed: (row, event) => {
      const { kind, recipient } = event.data;
      const value = sourced({ kind, recipient }, event);
      return row && refreshed({ ...row, named: withEntry(row.named, undefined, value) });
    },
    ComplaintLodged: (row, event) => row && refreshed(lodged(row, event)),
    ComplaintResolved: (row, event) => row && refreshed(resolved(row, event)),
    AwardRevoked: (row, event) => {
      const { ground, by, of, reason, recovery, document } = event.data;
      const value = sourced({ by, ...defined({ ground, of, reason, recovery, document }) }, event);
      return row && refreshed({ ...row, revocations: withEntry(row.revocations, undefined, value) });
    },
    ObjectsRecovered: (row, event) => {
      const { by, items, note, document } = event.data;
      const value = sourced(defined({ by, items, note, document }), event);
      return row && refreshed({ ...row, recoveries: withEntry(row.recoveries, undefined, value) });
    },
  },
};

const NOTHING_YET = {
  dossier: [],
  conferments: [],
  named: [],
  complaints: [],
  revocations: [],
  recoveries: [],
  visibility: NOTHING_VISIBLE,
} as const;

function takenUp(row: CommendationRow | undefined, event: Recorded<ProposalTakenUp>): CommendationRow {
  const { commendationId, blocId, year, proposalId, unitId, unitName, form, title, grantor, document } = event.data;
  const value = { proposalId, form, grantor, ...defined({ unitId, unitName, title, document }) };
  const { visibility } = row ?? NOTHING_YET;
  // The nominee is the member here: its representative sees what the papers are.
  const members = unitId === undefined ? visibility.members : [unitId];
  return refreshed({
    ...(row ?? NOTHING_YET),
    ...{ commendationId, blocId, year, visibility: { ...visibility, members } },
    takenUp: currentVersion(row?.takenUp, value, event),
  });
}

function registered(row: CommendationRow | undefined, event: Recorded<CommendationRegistered>): CommendationRow {
  const { commendationId, blocId = '', year = '', form, grantor, recipients, achievement, document } = event.data;
  const value = { grantor, recipients, ...defined({ form, achievement, document }) };
  return refreshed({
    ...(row ?? NOTHING_YET),
    ...{ commendationId, blocId, year },
    registered: currentVersion(row?.registered, value, event),
  });
}

function stepOf(
  step: DossierStep['step'],
  { data }: Recorded<DossierSubmitted> | Recorded<DossierSupplemented>,
): DossierStep {
  const { parts, returnTerm, occurredOn } = data;
  const to = 'to' in data ? data.to : undefined;
  const returnableUntil = returnTerm && lastDayOfTerm(returnTerm, lastDayOf(occurredOn));
  return { step, ...defined({ to, parts, returnTerm, returnableUntil }) };
}

function returnIn({ data: { by, reason, document } }: Recorded<DossierReturned>): DossierStep {
  return { step: 'RETURNED', ...defined({ by, reason, document }) };
}

function withStep(row: CommendationRow, step: DossierStep, event: Recorded): CommendationRow {
  return refreshed({ ...row, dossier: withEntry(row.dossier, undefined, sourced(step, event)) });
}

function lodged(row: CommendationRow, event: Recorded<ComplaintLodged>): CommendationRow {
  const { complaintId, about, by, matter, document } = event.data;
  const before = row.complaints.find((one) => one.complaintId === complaintId);
  const value: Complaint['lodged']['value'] = defined({ about, by, matter, document });
  const next = { ...before, complaintId, lodged: currentVersion(before?.lodged, value, event) };
  return { ...row, complaints: withEntry(row.complaints, before, next) };
}

function resolved(row: CommendationRow, event: Recorded<ComplaintResolved>): CommendationRow {
  const { complaintId, outcome, reason, document } = event.data;
  const before = row.complaints.find((one) => one.complaintId === complaintId);
  if (before === undefined) return row;
  const value: NonNullable<Complaint['resolved']>['value'] = defined({ outcome, reason, document });
  const next = { ...before, resolved: currentVersion(before.resolved, value, event) };
  return { ...row, complaints: withEntry(row.complaints, before, next) };
}
