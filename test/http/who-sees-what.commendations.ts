import type { Event } from '../../src/kernel/event.js';
import type { Told } from '../support/history.js';
import { BLOC } from '../support/mothers/seven-provinces.js';

const COMMENDED = { commendationId: `${BLOC}--2024--giay-khen--lao-cai`, blocId: BLOC, year: '2024' };

/** What was taken up for Lào Cai, with its dossier; and what the public sees of it once it is decided. */
export const COMMENDATION: readonly Told<Event>[] = [
  {
    type: 'ProposalTakenUp',
    data: {
      ...{ ...COMMENDED, occurredOn: { date: '2025-03-25' }, proposalId: 'giay-khen', unitId: 'lao-cai' },
      ...{ form: 'GIAY-KHEN', grantor: { kind: 'EXTERNAL', name: 'Thủ tướng' } },
    },
  },
  {
    type: 'DossierSubmitted',
    data: { ...COMMENDED, occurredOn: { date: '2025-03-26' }, parts: [{ kind: 'SUBMISSION', title: 'TO-TRINH' }] },
  },
  {
    type: 'ComplaintLodged',
    data: {
      ...{ ...COMMENDED, complaintId: 'to-cao', occurredOn: { date: '2025-03-27' }, about: 'DENUNCIATION' },
      ...{ by: { kind: 'EXTERNAL', name: 'NGUOI-TO-CAO' }, matter: 'NGUOI-TO-CAO' },
    },
  },
];
/** A review of a pool: the numbers are open, whom it agreed to is for the bloc that proposed them, and whom not for superiors. */
export const REVIEWED: Told<Event> = {
  type: 'CouncilReviewRecorded',
  data: {
    ...{ councilReviewId: 'hop-2024', occurredOn: { date: '2025-03-26' } },
    forms: [{ form: 'XET-CO', proposed: 2, agreed: 1 }],
    named: [
      {
        ...{ form: 'XET-CO', outcome: 'AGREED', name: 'DUOC-CHON', unitId: 'lao-cai' },
        proposal: { blocId: BLOC, year: '2024', proposalId: 'giay-khen' },
      },
      { form: 'XET-CO', outcome: 'NOT_AGREED', name: 'KHONG-CHON' },
    ],
  },
};
/** Of a commendation that is in no bloc's record. */
export const OF_NO_BLOC: readonly Told<Event>[] = [
  {
    type: 'CommendationRegistered',
    data: {
      ...{ commendationId: 'khong-cum', occurredOn: { date: '2025-03-26' }, form: 'KIN', grantor: { kind: 'UNKNOWN' } },
      recipients: { individuals: { named: [{ name: 'KIN', unitId: 'lao-cai' }] } },
    },
  },
  {
    type: 'ComplaintLodged',
    data: {
      commendationId: 'khong-cum',
      complaintId: 'don',
      occurredOn: { date: '2025-03-27' },
      about: 'DENUNCIATION',
    },
  },
  {
    type: 'ComplaintResolved',
    data: {
      ...{ commendationId: 'khong-cum', complaintId: 'don', occurredOn: { date: '2025-03-28' }, outcome: 'DISMISSED' },
      document: { number: '77/KIN', title: 'Thông báo GIAY-LAM-VIEC' },
    },
  },
];
export const DECIDED: Told<Event> = {
  type: 'CommendationDecided',
  data: { ...COMMENDED, occurredOn: { date: '2025-04-20' }, document: { number: '99/QD-TANG' } },
};
