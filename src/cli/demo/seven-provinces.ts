import { BLOC, leaderOf, NGUYEN_ANH_TUAN, PLACE, type Province, SECRETARY, SEVEN } from './seven-provinces.cast.js';
import { CONFERENCE_DAY, PROPOSALS } from './seven-provinces.conference.js';
import { FOUNDING } from './seven-provinces.founding.js';
import { PLEDGE_2024, PLEDGE_2025 } from './seven-provinces.pledges.js';
import { RANKING, SCORES, YEAR_2024 } from './seven-provinces.scores.js';
import { VOTES } from './seven-provinces.votes.js';
import { type BlocStory, type Chapter, onDay } from './story.js';

function attendees(units: readonly Province[]): object[] {
  return units.map((unitId) => ({ person: leaderOf(unitId), unitId, role: 'MEMBER' }));
}

/** The host and the units that the report lists; Lai Châu is not listed, and signs. */
const ATTENDING: readonly Province[] = ['lao-cai', 'cao-bang', 'dien-bien', 'lang-son', 'ha-giang', 'son-la'];

/** A2 */
const SESSIONS: Chapter = {
  id: 'sessions',
  title: { vi: 'Phiên trù bị và hội nghị tổng kết', en: 'Preparatory session and closing conference' },
  steps: [
    {
      says: {
        vi: 'Triệu tập phiên trù bị 21/3/2025 và hội nghị tổng kết sáng 22/3/2025, cho năm 2024',
        en: 'The preparatory session of 21/3/2025 and the conference of 22/3/2025 are convened, for 2024',
      },
      sends: [
        { by: SECRETARY, path: `${YEAR_2024}/sessions`, body: session('tru-bi', 'PREPARATORY', '2025-03-21') },
        { by: SECRETARY, path: `${YEAR_2024}/sessions`, body: session('tong-ket', 'CLOSING', '2025-03-22') },
      ],
    },
    {
      says: { vi: 'Triệu tập một phiên trù bị sau hội nghị', en: 'A preparatory session after the conference' },
      refused: 'INVALID_DATES',
      sends: [{ by: SECRETARY, path: `${YEAR_2024}/sessions`, body: session('tru-bi-2', 'PREPARATORY', '2025-03-23') }],
    },
    {
      says: { vi: 'Bảy tỉnh dự phiên trù bị', en: 'Seven provinces attend the preparatory session' },
      invented: { vi: 'thành phần', en: 'who came' },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2024}/sessions/tru-bi/attendance`,
          body: { ...onDay('2025-03-21'), attendees: attendees(SEVEN) },
        },
      ],
    },
    {
      says: {
        vi: 'Dự hội nghị: sáu tỉnh được nêu tên, và khách mời',
        en: 'Six provinces are listed at the conference, and a guest',
      },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2024}/sessions/tong-ket/attendance`,
          body: {
            ...onDay('2025-03-22'),
            attendees: [...attendees(ATTENDING), { person: NGUYEN_ANH_TUAN, role: 'GUEST' }],
          },
        },
      ],
    },
  ],
};

function session(sessionId: string, kind: string, day: string): Readonly<Record<string, unknown>> {
  const date = { date: day };
  return { ...onDay(day), sessionId, kind, from: date, to: date, timeOfDay: 'MORNING', place: PLACE };
}

const CLOSURE: Chapter = {
  id: 'closure',
  title: { vi: 'Kết thúc năm 2024', en: 'The close of 2024' },
  steps: [
    {
      says: { vi: 'Bế mạc hai phiên họp, kết thúc năm thi đua 2024', en: 'Both sessions and the year 2024 are closed' },
      invented: { vi: 'ngày kết thúc năm', en: 'the day the year closes' },
      sends: [
        { by: SECRETARY, path: `${YEAR_2024}/sessions/tru-bi/closure`, body: onDay('2025-03-21') },
        { by: SECRETARY, path: `${YEAR_2024}/sessions/tong-ket/closure`, body: onDay('2025-03-22') },
        { by: SECRETARY, path: `${YEAR_2024}/closure`, body: onDay('2025-03-31') },
      ],
    },
  ],
};

/** S2: the cluster of seven provinces from its pledge of 2024 to the pledge of 2025, as reported on 22/3/2025. */
export const SEVEN_PROVINCES: BlocStory = {
  blocId: BLOC,
  title: {
    vi: 'Cụm Thi đua 7 tỉnh miền núi biên giới phía Bắc, năm 2024',
    en: 'Cluster of seven northern border provinces, 2024',
  },
  source: {
    title: 'Bài báo về hội nghị tổng kết năm 2024 của Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc',
    publisher: 'vietnam.vn',
    date: '2025-03-22',
  },
  chapters: [FOUNDING, PLEDGE_2024, SESSIONS, SCORES, RANKING, VOTES, PROPOSALS, CONFERENCE_DAY, PLEDGE_2025, CLOSURE],
};
