import type { Step } from './story.js';

const on = (date: string) => ({ occurredOn: { date } });

/** A ballot with more winners than seats: its tie is broken, and then it is found void. */
export const TIED_BALLOT: readonly Step[] = [
  {
    id: 'OpenBallot',
    body: {
      ballotId: 'hoa-phieu',
      sessionId: 'tru-bi',
      seats: 1,
      questions: [
        { questionId: 'co-chinh-phu', unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' },
        { questionId: 'bang-khen', unitId: 'lao-cai', form: 'GOVERNMENT_FLAG' },
      ],
      ...on('2025-03-21'),
    },
  },
  ...['dien-bien', 'lao-cai', 'cao-bang'].map((unitId) => ({
    id: 'CastVote',
    path: { ballotId: 'hoa-phieu' },
    body: {
      unitId,
      voter: { name: unitId },
      answers: ['co-chinh-phu', 'bang-khen'].map((questionId) => ({ questionId, choice: 'FOR' })),
      ...on('2025-03-21'),
    },
  })),
  { id: 'CloseBallot', path: { ballotId: 'hoa-phieu' }, body: on('2025-03-21') },
  {
    id: 'BreakBallotTie',
    path: { ballotId: 'hoa-phieu' },
    body: { by: { name: 'Nguyễn Văn A' }, reason: 'Chủ tọa quyết định', ...on('2025-03-21') },
  },
  { id: 'VoidBallot', path: { ballotId: 'hoa-phieu' }, body: on('2025-03-22') },
];
