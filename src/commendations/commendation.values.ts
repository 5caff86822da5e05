import type { Batch, Recipient, RecipientKind } from '../emulation-years/conferral/conferral.values.js';
import { BATCHES } from '../emulation-years/conferral/conferral.values.js';
import type { LocalDate } from '../kernel/instant.js';
import type { PartialDate } from '../kernel/partial-date.js';
import type { Party, ReferenceDocument } from '../kernel/party.js';
import type { Quantity } from '../kernel/quantity.js';
import { nameFolded } from '../kernel/text.js';

/** Between the parts of the id of a commendation that was taken up from a proposal, as between the ids of a stream. */
const BETWEEN = '--';

/**
 * The id of the commendation of a proposal and its nominee: one for each, whoever takes it up. Such an id is none that a caller can
 * give, whose words have single dashes between them.
 */
export function idTakenUp({
  blocId,
  year,
  proposalId,
  unitId,
}: Readonly<Record<'blocId' | 'year' | 'proposalId', string>> & { unitId?: string }): string {
  return [blocId, year, proposalId, ...(unitId === undefined ? [] : [unitId])].join(BETWEEN);
}

/** Who is commended, by kind: how many, and which of them by name. A kind of which nothing is told is absent. */
export type Recipients = Readonly<{
  collectives?: Announced;
  individuals?: Announced;
  blocs?: Announced;
}>;
export type Announced = Pick<Batch, 'count' | 'named'>;

/** Who received it at a ceremony, and from whose hands, which need not be the grantor's. */
export type Receivers = Readonly<{ collectives?: Batch; individuals?: Batch; blocs?: Batch }>;

/** Whom a decision is for: all that it tells, in place of all that was asked for; where it tells nobody, as was asked. */
export function decidedFor(asked: Recipients, told: Recipients | undefined): Recipients {
  return told === undefined || Object.values(told).every((batch) => batch === undefined) ? asked : told;
}

/** Whether nobody of them is left without the others: of each kind that is told, as many are taken away as it has. */
export function leavesNobody(recipients: Recipients, without: readonly Recipients[]): boolean {
  const kinds = Object.values(BATCHES).filter((kind) => recipients[kind] !== undefined);
  return (
    kinds.length > 0 &&
    kinds.every((kind) => {
      const taken = without.reduce((sum, one) => sum + (one[kind]?.count ?? one[kind]?.named.length ?? 0), 0);
      return taken >= (recipients[kind]?.count ?? Infinity);
    })
  );
}

/** All that are named, of whatever kind. */
export function namedIn({ collectives, individuals, blocs }: Recipients): readonly Recipient[] {
  return [collectives, individuals, blocs].flatMap((batch) => batch?.named ?? []);
}

/** The recipients of that kind. */
export function ofKind<One>(
  recipients: Readonly<{ collectives?: One; individuals?: One; blocs?: One }>,
  kind: RecipientKind,
): One | undefined {
  return recipients[BATCHES[kind]];
}

/**
 * The time of the achievement, as far as it is told: from when to when; or a number of years in a row without saying which
 * ("liên tục trong 5 năm"), from which no year is concluded.
 */
export type Achievement = Readonly<{
  from?: PartialDate;
  to?: PartialDate;
  consecutiveYears?: number;
  wording?: string;
}>;

/** What a dossier (hồ sơ) consists of: tờ trình, báo cáo thành tích, biên bản bình xét, and whatever else. */
export const DOSSIER_PARTS = ['SUBMISSION', 'ACHIEVEMENT_REPORT', 'MINUTES', 'OTHER'] as const;
export type DossierPartKind = (typeof DOSSIER_PARTS)[number];

/** What must be in it (R30): NĐ 152/2025/NĐ-CP Art. 42, 311/QĐ-BNV. */
export const REQUIRED_PARTS = [
  'SUBMISSION',
  'ACHIEVEMENT_REPORT',
  'MINUTES',
] as const satisfies readonly DossierPartKind[];

/** The result that minutes tell: votes, as far as their counts are told, or agreement without a vote (thống nhất, nhất trí). */
export type MinutedVote = Readonly<{ kind: 'COUNTED'; inFavour?: number; of?: number } | { kind: 'UNANIMOUS' }>;

/** A part of a dossier; `vote` is the result in the minutes, `sha256` the file's where it is kept. */
export type DossierPart = Readonly<{
  kind: DossierPartKind;
  title?: string;
  document?: ReferenceDocument;
  vote?: MinutedVote;
  sha256?: string;
}>;

/** How days of a term are counted: all days, or Mondays to Fridays but for the days off that are named. */
export const COUNTED_DAYS = ['DAYS', 'WORKING_DAYS'] as const;

/** Within how many days of its receipt a dossier may be returned, and by which text: no number is assumed. */
export type ReturnTerm = Readonly<{
  days: number;
  counted: (typeof COUNTED_DAYS)[number];
  daysOff?: readonly LocalDate[];
  basis?: ReferenceDocument;
}>;

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEKEND: readonly number[] = [0, 6];

/** The last day of the term; the day of the receipt does not count. */
export function lastDayOfTerm({ days, counted, daysOff = [] }: ReturnTerm, received: LocalDate): LocalDate {
  let day = received;
  for (let left = days; left > 0;) {
    const next = new Date(Date.parse(day) + DAY_MS);
    day = next.toISOString().slice(0, 10) as LocalDate;
    if (counted === 'DAYS' || !(WEEKEND.includes(next.getUTCDay()) || daysOff.includes(day))) left -= 1;
  }
  return day;
}

/** A legal text that a decision cites, by its number or, where none is told, by its title. */
export type CitedLaw = Readonly<{ number?: string; title?: string; article?: string }>;

/**
 * What is pending against the achievement (R29): khiếu nại, tố cáo, báo chí, kiểm tra, thanh tra, kiểm toán, điều tra, truy tố and xét
 * xử, kỷ luật, or as its matter words it. No commendation is considered while it is verified (NĐ 152/2025/NĐ-CP
 * Art. 4).
 */
export const CASE_KINDS = [
  'COMPLAINT',
  'DENUNCIATION',
  'PRESS_REPORT',
  'EXAMINATION',
  'INSPECTION',
  'AUDIT',
  'INVESTIGATION',
  'PROSECUTION',
  'DISCIPLINE',
  'OTHER',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/**
 * What became of a complaint: it was right, in part, wrong, or taken back; what became of another case: a violation was found, or none;
 * or as its reason words it.
 */
export const RESOLUTIONS = [
  'UPHELD',
  'PARTLY_UPHELD',
  'DISMISSED',
  'WITHDRAWN',
  'VIOLATION_FOUND',
  'NO_VIOLATION',
  'OTHER',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What is to be recovered with a revocation, by whom; perhaps only if there is any, or under a condition. */
export type RecoveryOrder = Readonly<{
  by?: Party;
  items?: readonly string[];
  ifAny?: boolean;
  condition?: string;
}>;

/** Something that was given back; a source may not say how much. */
export type RecoveredItem = Readonly<{ item: string; quantity?: Quantity }>;

/**
 * Whether it is the same authority: the same body, or the same office of the same body, whoever holds it by then. Of an unknown party
 * nothing can be said.
 */
export function isSameAuthority(one: Party, other: Party): boolean {
  const key = authorityKey(one);
  return key !== undefined && key === authorityKey(other);
}

/** One text for an authority, without the person in the office; `undefined` where it is unknown. */
export function authorityKey(party: Party): string | undefined {
  switch (party.kind) {
    case 'UNIT':
      return `UNIT ${party.unitId}`;
    case 'OFFICE':
      return `OFFICE ${nameFolded(party.office)} ${party.unitId ?? ''}`.trim();
    case 'BLOC':
      return `BLOC ${party.blocId}`;
    case 'EXTERNAL':
      return `EXTERNAL ${nameFolded(party.name)}`;
    case 'UNKNOWN':
      return undefined;
  }
}
