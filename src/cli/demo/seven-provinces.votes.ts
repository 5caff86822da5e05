import { leaderOf, representativeOf, SECRETARY, SEVEN } from './seven-provinces.cast.js';
import { FLAG_BALLOT, YEAR_2024 } from './seven-provinces.scores.js';
import { onDay, type Chapter, type Request, type Step, type Words } from './story.js';

const INVENTED_COUNT: Words = { vi: 'số phiếu, ban kiểm phiếu, biên bản', en: 'counts, tellers, minutes' };
const PREPARATORY = onDay('2025-03-21');

/** [SYN] Who counted. */
const TELLERS = [
  { person: { name: 'Trưởng ban kiểm phiếu' }, unitId: 'lang-son', role: 'HEAD' },
  { person: { name: 'Ủy viên ban kiểm phiếu' }, unitId: 'lai-chau', role: 'MEMBER' },
];

/** A secret ballot on one question: opened, counted by a committee, closed. All seven are in the hall. */
function secretBallot(ballot: typeof FLAG_BALLOT | typeof CERTIFICATE_BALLOT, [yes, no]: [number, number]): Request[] {
  const path = `${YEAR_2024}/ballots`;
  const [{ questionId }] = ballot.questions;
  return [
    { by: SECRETARY, path, body: ballot },
    { by: SECRETARY, path: `${path}/${ballot.ballotId}/tellers`, body: { ...PREPARATORY, tellers: TELLERS } },
    {
      by: SECRETARY,
      path: `${path}/${ballot.ballotId}/closure`,
      body: {
        ...PREPARATORY,
        papers: { issued: 7, returned: 7, written: 0, valid: 7, invalid: 0 },
        counts: [{ questionId, for: yes, against: no, blank: 0 }],
        minutes: { title: 'Biên bản kiểm phiếu phiên trù bị ngày 21/3/2025' },
      },
    },
  ];
}

const CERTIFICATE_BALLOT = {
  ...FLAG_BALLOT,
  ballotId: 'suy-ton-bang-khen',
  questions: [{ questionId: 'bang-khen-thu-tuong', unitId: 'lao-cai', form: 'PM_CERTIFICATE' }],
} as const;

const HANDS = `${YEAR_2024}/ballots/bieu-quyet-cao-bang`;
const AGAINST: readonly string[] = ['lang-son', 'son-la'];

/** A5 (ii): five of seven are not 80 % of all members. */
const FAILED_VOTE: Step = {
  says: {
    vi: 'Biểu quyết giơ tay đề nghị Bằng khen cho Cao Bằng: 5 trên 7',
    en: 'A show of hands on a certificate for Cao Bằng: 5 of 7',
  },
  invented: { vi: 'toàn bộ cuộc biểu quyết này', en: 'this whole vote' },
  sends: [
    {
      by: SECRETARY,
      path: `${YEAR_2024}/ballots`,
      body: {
        ...FLAG_BALLOT,
        ballotId: 'bieu-quyet-cao-bang',
        method: 'SHOW_OF_HANDS',
        questions: [{ questionId: 'bang-khen-cao-bang', unitId: 'cao-bang', form: 'PM_CERTIFICATE' }],
      },
    },
    ...SEVEN.map((unitId) => ({
      by: representativeOf(unitId),
      path: `${HANDS}/votes`,
      body: {
        ...PREPARATORY,
        unitId,
        voter: leaderOf(unitId),
        answers: [{ questionId: 'bang-khen-cao-bang', choice: AGAINST.includes(unitId) ? 'AGAINST' : 'FOR' }],
      },
    })),
    { by: SECRETARY, path: `${HANDS}/closure`, body: PREPARATORY },
  ],
};

/** A5 (i): six of seven for Điện Biên, seven of seven for Lào Cai; the report gives no counts. */
export const VOTES: Chapter = {
  id: 'votes',
  title: { vi: 'Bỏ phiếu suy tôn', en: 'Votes' },
  steps: [
    {
      says: {
        vi: 'Bỏ phiếu kín suy tôn Điện Biên: 6 tán thành, 1 không tán thành',
        en: 'A secret ballot honours Điện Biên: 6 for, 1 against',
      },
      invented: INVENTED_COUNT,
      sends: secretBallot(FLAG_BALLOT, [6, 1]),
    },
    {
      says: { vi: 'Bỏ phiếu kín suy tôn Lào Cai: 7 tán thành', en: 'A secret ballot honours Lào Cai: 7 for' },
      invented: INVENTED_COUNT,
      sends: secretBallot(CERTIFICATE_BALLOT, [7, 0]),
    },
    FAILED_VOTE,
  ],
};
