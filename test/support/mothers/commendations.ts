import type {
  CommendationDecided,
  CommendationEvent,
  CommendationRegistered,
  DossierSubmitted,
  ProposalTakenUp,
} from '../../../src/commendations/commendation.events.js';
import type { DossierPart } from '../../../src/commendations/commendation.values.js';
import type { ProposalStanding } from '../../../src/emulation-years/conferral/proposal.standing.js';
import { emulationYearStream } from '../../../src/emulation-years/frame/frame.events.js';
import type { Gathered } from '../../../src/kernel/event.js';
import { onDay } from '../../../src/kernel/partial-date.js';
import type { Party } from '../../../src/kernel/party.js';
import { gathered } from './origins.js';
import { BLOC } from './seven-provinces.js';

/** S2: the flag of the Government for Điện Biên, proposed on 21/3/2025. What follows is [SYN]. */
export const FLAG = `${BLOC}--2024--co-chinh-phu--dien-bien`;
export const PRIME_MINISTER: Party = { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' };
const NAME = { vi: 'Ủy ban nhân dân tỉnh Điện Biên' };
const TITLE = { vi: 'Cờ thi đua của Chính phủ' };

export const OF_PROPOSAL = { blocId: BLOC, year: '2024', proposalId: 'co-chinh-phu' };

/** The record of the flag on that day. */
export const onFlag = (day: string) => ({ commendationId: FLAG, occurredOn: onDay(day) });
const inRecord = (day: string) => ({ ...onFlag(day), blocId: BLOC, year: '2024' });

/** The proposal as the year knows it. */
export function proposalStanding(changes: Partial<NonNullable<ProposalStanding['proposal']>> = {}): Gathered {
  const proposal = {
    form: 'GOVERNMENT_FLAG',
    title: TITLE,
    grantor: PRIME_MINISTER,
    nominees: [{ unitId: 'dien-bien', name: NAME }],
    proposedOn: onDay('2025-03-21'),
    withdrawn: false,
    void: false,
    ...changes,
  };
  return gathered('ProposalStanding', emulationYearStream(BLOC, '2024'), { ...OF_PROPOSAL, proposal });
}

export const takenUp: ProposalTakenUp = {
  type: 'ProposalTakenUp',
  data: {
    ...inRecord('2025-03-25'),
    ...{ proposalId: 'co-chinh-phu', unitId: 'dien-bien', unitName: NAME },
    ...{ form: 'GOVERNMENT_FLAG', title: TITLE, grantor: PRIME_MINISTER },
  },
};

export const PARTS: readonly DossierPart[] = [
  { kind: 'SUBMISSION', document: { number: '15/TTr-UBND' } },
  { kind: 'ACHIEVEMENT_REPORT', title: 'Báo cáo thành tích năm 2024' },
  { kind: 'MINUTES', vote: { kind: 'COUNTED', inFavour: 6, of: 7 } },
];

export const submitted = (day = '2025-04-01', changes: Partial<DossierSubmitted['data']> = {}): DossierSubmitted => ({
  type: 'DossierSubmitted',
  data: { ...inRecord(day), parts: PARTS, ...changes },
});

export const returned = (day = '2025-04-04'): CommendationEvent => ({
  type: 'DossierReturned',
  data: { ...inRecord(day), reason: 'Biên bản chưa có kết quả bỏ phiếu' },
});

export const decisionOf = (day: string, changes: object = {}) => ({
  number: '123/QĐ-TTg',
  date: onDay(day),
  issuer: PRIME_MINISTER,
  ...changes,
});

export const decided = (
  day = '2025-05-20',
  changes: Partial<CommendationDecided['data']> = {},
): CommendationDecided => ({
  type: 'CommendationDecided',
  data: { ...inRecord(day), document: decisionOf(day), legalBases: [{ number: '98/2023/NĐ-CP' }], ...changes },
});

export const conferredOn = (day = '2025-06-10'): CommendationEvent => ({
  type: 'CommendationConferred',
  data: { ...inRecord(day), presenter: { name: 'Nguyễn Anh Tuấn' } },
});

export const complained = (day = '2025-04-20'): CommendationEvent => ({
  type: 'ComplaintLodged',
  data: { ...inRecord(day), complaintId: 'don-1', about: 'COMPLAINT' },
});

export const cleared = (day = '2025-05-10'): CommendationEvent => ({
  type: 'ComplaintResolved',
  data: { ...inRecord(day), complaintId: 'don-1', outcome: 'DISMISSED' },
});

export const revoked = (day = '2026-03-10'): CommendationEvent => ({
  type: 'AwardRevoked',
  data: {
    ...inRecord(day),
    ...{ ground: 'FALSE_DECLARATION', by: PRIME_MINISTER, document: decisionOf(day, { number: '456/QĐ-TTg' }) },
  },
});

/** S1: 2 collectives and 15 persons, no names and no form. */
export const registered = (changes: Partial<CommendationRegistered['data']> = {}): CommendationRegistered => ({
  type: 'CommendationRegistered',
  data: {
    commendationId: 'dien-hinh-2015-2020',
    occurredOn: onDay('2020-07-03'),
    grantor: { kind: 'UNKNOWN' },
    recipients: { collectives: { count: 2, named: [] }, individuals: { count: 15, named: [] } },
    achievement: { from: { date: '2015' }, to: { date: '2020' } },
    ...changes,
  },
});
