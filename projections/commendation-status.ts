import type { CommendationRow, CommendationStatus } from '../read-models/commendations/commendations.js';
import type { Recording, Sourced } from '../read-models/recording.js';
import { leavesNobody, ofKind, type Announced, type Recipients } from '../src/commendations/commendation.values.js';
import { BATCHES, recipientKey, type RecipientKind } from '../src/emulation-years/conferral/conferral.values.js';
import { defined } from '../src/kernel/defined.js';
import type { LocalDate } from '../src/kernel/instant.js';
import { lastDayOf } from '../src/kernel/partial-date.js';
import type { Party } from '../src/kernel/party.js';
import { nameFolded } from '../src/kernel/text.js';

/** What a row says of itself by its entries. */
type Derived =
  | 'status'
  | 'granted'
  | 'suspended'
  | 'form'
  | 'title'
  | 'grantor'
  | 'grantorKey'
  | 'recipients'
  | 'recipientUnits'
  | 'day';

/** The row with what follows from its entries. */
export function refreshed(row: Omit<CommendationRow, Derived>): CommendationRow {
  const grantor = grantorIn(row);
  const recipients = recipientsIn(row);
  return {
    ...row,
    status: statusOf(row),
    granted: row.decided !== undefined || row.conferments.length > 0 || row.revocations.length > 0,
    suspended: row.complaints.some(({ resolved }) => resolved === undefined),
    grantor,
    grantorKey: keyOf(grantor),
    recipients,
    recipientUnits: unitsIn(recipients),
    day: dayOf(row),
    ...formIn(row),
  };
}

/** The form of the decision, else the one that was asked for, which may have a title. */
function formIn({
  decided,
  takenUp,
  registered,
}: Omit<CommendationRow, Derived>): Pick<CommendationRow, 'form' | 'title'> {
  const form = decided?.value.form;
  if (form !== undefined) return { form };
  if (takenUp === undefined) return { form: registered?.value.form ?? '' };
  return { form: takenUp.value.form, ...defined({ title: takenUp.value.title }) };
}

/** Where acts opened it, the acts say how far it has come (D35); else whatever is known does. */
function statusOf(row: Omit<CommendationRow, Derived>): CommendationStatus {
  const { takenUp, registered, dossier, decided, rejected, conferments, revocations } = row;
  const byActs = [takenUp, registered].some((opening) => opening?.recording.mode === 'ACT');
  const counts = (entry: Readonly<{ recording: Recording }> | undefined): boolean =>
    entry !== undefined && (!byActs || entry.recording.mode === 'ACT');
  if (isRevokedWhole(recipientsIn(row), revocations.filter(counts))) return 'REVOKED';
  if (conferments.some(counts)) return 'CONFERRED';
  if (counts(decided)) return 'DECIDED';
  if (counts(rejected)) return 'REJECTED';
  const last = dossier.findLast(counts);
  if (last !== undefined) return last.value.step === 'RETURNED' ? 'RETURNED' : 'SUBMITTED';
  return takenUp === undefined ? 'REGISTERED' : 'TAKEN_UP';
}

/** For all of them at once, or one after the other. */
function isRevokedWhole(recipients: Recipients, revocations: CommendationRow['revocations']): boolean {
  const parts = revocations.flatMap(({ value }) => value.of ?? []);
  return parts.length < revocations.length || leavesNobody(recipients, parts);
}

/** Who granted it, else who is asked to. */
function grantorIn({ decided, takenUp, registered }: Omit<CommendationRow, Derived>): Party {
  const told = [decided?.value.document?.issuer, takenUp?.value.grantor, registered?.value.grantor];
  return told.find((party) => party !== undefined && party.kind !== 'UNKNOWN') ?? { kind: 'UNKNOWN' };
}

/** A grantor as lists are searched by it: its id, or its name without regard to case. */
export function keyOf(party: Party): string {
  switch (party.kind) {
    case 'UNIT':
      return party.unitId;
    case 'OFFICE':
      return nameFolded(party.office);
    case 'BLOC':
      return party.blocId;
    case 'EXTERNAL':
      return nameFolded(party.name);
    case 'UNKNOWN':
      return '';
  }
}

/** As the decision says, else as registered or taken up; with those who were named later. */
function recipientsIn({ decided, takenUp, registered, named }: Omit<CommendationRow, Derived>): Recipients {
  const unitId = takenUp?.value.unitId;
  const nominee: Recipients = unitId === undefined ? {} : { collectives: { count: 1, named: [{ unitId }] } };
  const announced = { ...nominee, ...registered?.value.recipients, ...decided?.value.recipients };
  return named.reduce((known, { value: { kind, recipient } }) => {
    const batch: Announced = ofKind(known, kind) ?? { named: [] };
    const isKnown = batch.named.some((one) => recipientKey(one) === recipientKey(recipient));
    return isKnown ? known : withBatch(known, kind, { ...batch, named: [...batch.named, recipient] });
  }, announced);
}

function unitsIn({ collectives, individuals, blocs }: Recipients): readonly string[] {
  const named = [collectives, individuals, blocs].flatMap((batch) => batch?.named ?? []);
  return [...new Set(named.flatMap(({ unitId }) => unitId ?? []))];
}

function withBatch(recipients: Recipients, kind: RecipientKind, batch: Announced): Recipients {
  return { ...recipients, [BATCHES[kind]]: batch };
}

function dayOf({ decided, takenUp, registered }: Omit<CommendationRow, Derived>): LocalDate {
  const at = (entry: Sourced<object> | undefined): LocalDate | undefined =>
    entry && lastDayOf(entry.recording.occurredOn);
  const dated = decided?.value.document?.date;
  return (dated && lastDayOf(dated)) ?? at(decided) ?? at(takenUp) ?? at(registered) ?? ('9999-12-31' as LocalDate);
}
