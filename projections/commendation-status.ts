import type { CommendationRow, CommendationStatus, Complaint } from '../read-models/commendations/commendations.js';
import type { Recording, Sourced } from '../read-models/recording.js';
import {
  decidedFor,
  leavesNobody,
  ofKind,
  type Announced,
  type Recipients,
} from '../src/commendations/commendation.values.js';
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

type Entries = Omit<CommendationRow, Derived>;

/** The row with what follows from its entries: where acts opened it, from those of acts alone (D35). */
export function refreshed({ title: _, ...row }: Entries & Pick<Partial<CommendationRow>, 'title'>): CommendationRow {
  const counting = counted(row);
  const grantor = grantorIn(counting);
  const recipients = recipientsIn(counting);
  return {
    ...row,
    status: statusOf(counting),
    granted: counting.decided !== undefined || counting.conferments.length > 0 || counting.revocations.length > 0,
    suspended: counting.complaints.some(({ resolved }) => resolved === undefined),
    grantor,
    grantorKey: keyOf(grantor),
    recipients,
    recipientUnits: unitsIn(recipients),
    day: dayOf(counting),
    ...formIn(counting),
  };
}

/** The entries that say how it stands. What a claim tells beside an act opens, decides and revokes nothing. */
function counted(row: Entries): Entries {
  const openings = [row.takenUp, row.registered];
  if (!openings.some((opening) => opening?.recording.mode === 'ACT')) return row;
  const { takenUp, registered, decided, rejected, ...rest } = row;
  return {
    ...rest,
    ...defined({ takenUp: actOf(takenUp), registered: actOf(registered) }),
    ...defined({ decided: actOf(decided), rejected: actOf(rejected) }),
    dossier: row.dossier.filter(isAct),
    conferments: row.conferments.filter(isAct),
    named: row.named.filter(isAct),
    complaints: row.complaints.filter(({ lodged }) => isAct(lodged)).map(asResolvedByActs),
    revocations: row.revocations.filter(isAct),
  };
}

function asResolvedByActs({ resolved, ...complaint }: Complaint): Complaint {
  return { ...complaint, ...defined({ resolved: actOf(resolved) }) };
}

function actOf<Entry extends Readonly<{ recording: Recording }>>(entry: Entry | undefined): Entry | undefined {
  return entry !== undefined && isAct(entry) ? entry : undefined;
}

function isAct({ recording }: Readonly<{ recording: Recording }>): boolean {
  return recording.mode === 'ACT';
}

/** The form of the decision, else the one that was asked for, which may have a title. */
function formIn({ decided, takenUp, registered }: Entries): Pick<CommendationRow, 'form' | 'title'> {
  const form = decided?.value.form;
  if (form !== undefined) return { form };
  if (takenUp === undefined) return { form: registered?.value.form ?? '' };
  return { form: takenUp.value.form, ...defined({ title: takenUp.value.title }) };
}

/** How far it has come. */
function statusOf(row: Entries): CommendationStatus {
  const { takenUp, dossier, decided, rejected, conferments, revocations } = row;
  if (isRevokedWhole(recipientsIn(row), revocations)) return 'REVOKED';
  if (conferments.length > 0) return 'CONFERRED';
  if (decided !== undefined) return 'DECIDED';
  if (rejected !== undefined) return 'REJECTED';
  const last = dossier.at(-1);
  if (last !== undefined) return last.value.step === 'RETURNED' ? 'RETURNED' : 'SUBMITTED';
  return takenUp === undefined ? 'REGISTERED' : 'TAKEN_UP';
}

/** For all of them at once, or one after the other. */
function isRevokedWhole(recipients: Recipients, revocations: CommendationRow['revocations']): boolean {
  const parts = revocations.flatMap(({ value }) => value.of ?? []);
  return parts.length < revocations.length || leavesNobody(recipients, parts);
}

/** Who granted it, else who is asked to. */
function grantorIn({ decided, takenUp, registered }: Entries): Party {
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
function recipientsIn({ decided, takenUp, registered, named }: Entries): Recipients {
  const unitId = takenUp?.value.unitId;
  const nominee: Recipients = unitId === undefined ? {} : { collectives: { count: 1, named: [{ unitId }] } };
  const announced = decidedFor({ ...nominee, ...registered?.value.recipients }, decided?.value.recipients);
  // Whom a decision names it names all of: of those who were named before, those alone whom it tells too.
  const decidedAt = decided?.value.recipients === undefined ? -1 : decided.recording.event.revision;
  const later = named.filter(({ recording }) => recording.event.revision > decidedAt);
  return later.reduce((known, { value: { kind, recipient } }) => {
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

function dayOf({ decided, takenUp, registered }: Entries): LocalDate {
  const at = (entry: Sourced<object> | undefined): LocalDate | undefined =>
    entry && lastDayOf(entry.recording.occurredOn);
  const dated = decided?.value.document?.date;
  return (dated && lastDayOf(dated)) ?? at(decided) ?? at(takenUp) ?? at(registered) ?? ('9999-12-31' as LocalDate);
}
