import type { TokenClaims } from '../../identity/signing-key.js';
import { type BlocStory, type Chapter, INVENTED_DAY, type Request, toldBy } from './story.js';

/** S3: who and where. Names as the report prints them; ids are ours. */
export const BLOC = 'khoi-huyen-lao-cai';
export const YEARS = `/blocs/${BLOC}/years`;
const HEAD = 'bac-ha';
/** The report names the head alone; the other eight are [SYN]. */
export const NINE = [HEAD, ...Array.from({ length: 8 }, (_, nth) => `huyen-${nth + 2}`)];
/** "Nghị quyết số 10" of the standing committee: a number, an issuer and no date. */
export const RESOLUTION = {
  kind: 'RESOLUTION',
  number: '10',
  issuer: { kind: 'EXTERNAL', name: 'Ban Thường vụ Tỉnh ủy Lào Cai' },
} as const;

const COUNCIL: TokenClaims = {
  subject: 'hoi-dong-lao-cai',
  name: 'Thường trực Hội đồng Thi đua - Khen thưởng tỉnh Lào Cai',
  role: 'council',
};
const SOURCE = { title: 'Hội nghị tổng kết Khối thi đua năm 2023', publisher: 'Báo Lào Cai', document: RESOLUTION };
const told = toldBy(COUNCIL, SOURCE);
const CLOSING_DAY = '2023-12-19';

function nameOf(unitId: string): string {
  return unitId === HEAD ? 'Ủy ban nhân dân huyện Bắc Hà' : `Ủy ban nhân dân ${unitId}`;
}

function opening(year: string): Request {
  return told(YEARS, `${year}-01-01`, {
    year,
    label: { vi: `Năm thi đua ${year}` },
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
  });
}

function figure(statisticId: string, title: string, value: string): Request {
  const quantity = { value, qualifier: 'AT_LEAST', unit: 'người' };
  return told(`${YEARS}/2023/statistics`, CLOSING_DAY, { statisticId, title, quantity });
}

function counted(of: string, counting: string, value: string, unit: string): object {
  return { of, counted: counting, quantity: { value, qualifier: 'EXACT', unit } };
}

/** One heading under which each unit has its own focus; the report words none of them. */
function drafting(year: string, date: string): Request {
  return told(`${YEARS}/${year}/pledge/drafts`, date, {
    contents: [{ number: 1, text: { vi: 'Nội dung trọng tâm' } }],
    targets: NINE.map((unitId) => ({ unitId, content: 1, focus: `Trọng tâm của ${unitId}` })),
  });
}

const FOUNDING: Chapter = {
  id: 'founding',
  title: { vi: 'Khối và các thành viên', en: 'The bloc and its members' },
  steps: [
    {
      says: {
        vi: 'Chín huyện, thị xã, thành phố; chỉ Bắc Hà được nêu tên',
        en: 'Nine districts; only Bắc Hà is named',
      },
      invented: { vi: 'tám đơn vị', en: 'eight units' },
      sends: NINE.map((unitId) => {
        const name = { vi: nameOf(unitId) };
        return told('/units', 'unknown', { unitId, kind: 'DISTRICT', name: { full: name, short: name } });
      }),
    },
    {
      says: { vi: 'Khối thi đua có 9 đơn vị', en: 'The bloc has nine units' },
      invented: INVENTED_DAY,
      sends: [
        told('/blocs', '2023-01-01', {
          blocId: BLOC,
          kind: 'BLOC',
          name: { vi: 'Khối thi đua các huyện, thị xã, thành phố' },
          labels: { head: { vi: 'Trưởng Khối' } },
          aliases: [],
          parent: { kind: 'EXTERNAL', name: 'Hội đồng TĐKT tỉnh Lào Cai' },
          declaredSize: 9,
        }),
        ...NINE.map((unitId) => told(`/blocs/${BLOC}/members`, '2023-01-01', { unitId })),
      ],
    },
    {
      says: { vi: 'UBND huyện Bắc Hà là đơn vị Trưởng Khối năm 2023', en: 'Bắc Hà is the head of 2023' },
      invented: INVENTED_DAY,
      sends: [told(`/blocs/${BLOC}/first-leadership`, '2023-01-01', { forYear: '2023', head: HEAD, deputies: [] })],
    },
    {
      says: {
        vi: 'Năm 2023: mỗi đơn vị chủ động lựa chọn nội dung trọng tâm của giao ước',
        en: 'In 2023 each unit chooses its own focus of the pledge',
      },
      invented: { vi: 'ngày, lời của nội dung', en: 'day, wording of the contents' },
      sends: [opening('2023'), drafting('2023', '2023-01-01')],
    },
  ],
};

const CONFERENCE: Chapter = {
  id: 'conference',
  title: { vi: 'Hội nghị 18 - 19/12/2023', en: 'The conference of 18-19/12/2023' },
  steps: [
    {
      says: { vi: 'Hội nghị tổng kết hai ngày tại huyện Bắc Hà', en: 'A closing conference of two days at Bắc Hà' },
      sends: [
        told(`${YEARS}/2023/sessions`, '2023-12-18', {
          sessionId: 'tong-ket',
          kind: 'CLOSING',
          place: 'huyện Bắc Hà',
          from: { date: '2023-12-18' },
          to: { date: CLOSING_DAY },
        }),
        told(`${YEARS}/2023/sessions/tong-ket/attendance`, '2023-12-18', {
          attendees: [{ office: 'Đại diện Hội đồng Thi đua - Khen thưởng tỉnh', role: 'GUEST' }],
        }),
      ],
    },
    {
      says: {
        vi: 'UBND huyện Bắc Hà khen thưởng 4 tập thể, 5 cá nhân điển hình tiên tiến trong khối',
        en: 'Bắc Hà honours 4 collectives and 5 persons of the bloc',
      },
      sends: [
        told(`${YEARS}/2023/awards`, CLOSING_DAY, {
          awardId: 'dien-hinh-2023',
          grantor: { kind: 'UNIT', unitId: HEAD },
          exemplars: true,
          collectives: { count: 4, named: [] },
          individuals: { count: 5, named: [] },
        }),
      ],
    },
    {
      says: {
        vi: 'Các cấp khen thưởng 2.291 lượt tập thể và 22.922 cá nhân',
        en: 'All levels commended collectives on 2,291 occasions, and 22,922 persons',
      },
      sends: [
        told(`${YEARS}/2023/commendation-summaries`, CLOSING_DAY, {
          summaryId: 'cac-cap-2023',
          counts: [
            counted('COLLECTIVE', 'OCCASION', '2291', 'lượt tập thể'),
            counted('INDIVIDUAL', 'RECIPIENT', '22922', 'cá nhân'),
          ],
        }),
      ],
    },
    {
      says: {
        vi: 'Hơn 700.000 người, trong đó hơn 20.000 cán bộ, công chức, viên chức',
        en: 'More than 700,000 people, of whom more than 20,000 officials',
      },
      sends: [
        figure('quy-mo', 'Số người tham gia', '700000'),
        figure('can-bo', 'Cán bộ, công chức, viên chức', '20000'),
      ],
    },
    {
      says: { vi: 'Hội đồng TĐKT tỉnh dự và phát biểu', en: 'The council of the province is addressed' },
      invented: { vi: 'kiến nghị', en: 'what is asked' },
      sends: [
        told(`${YEARS}/2023/recommendations`, CLOSING_DAY, {
          to: { kind: 'EXTERNAL', name: 'Hội đồng TĐKT tỉnh' },
          text: 'Hướng dẫn bình xét',
        }),
      ],
    },
  ],
};

const PLEDGE_2024: Chapter = {
  id: 'pledge-2024',
  title: { vi: 'Giao ước thi đua năm 2024', en: 'The pledge of 2024' },
  steps: [
    {
      says: { vi: 'Mở năm 2024, thống nhất nội dung giao ước', en: 'The year 2024 opens, its pledge is agreed' },
      invented: { vi: 'ngày mở năm, lời của nội dung', en: 'opening day, wording of the contents' },
      sends: [
        opening('2024'),
        drafting('2024', CLOSING_DAY),
        told(`${YEARS}/2024/pledge/agreement`, CLOSING_DAY, { agreedBy: 'MEMBERS' }),
      ],
    },
    {
      says: { vi: 'Các đơn vị trong khối ký giao ước thi đua năm 2024', en: 'The units of the bloc sign for 2024' },
      sends: NINE.map((unitId) => told(`${YEARS}/2024/pledge/signatures`, CLOSING_DAY, { unitId })),
    },
  ],
};

/** S3: the bloc of nine districts, towns and cities of Lào Cai, entered from its report: every request is a claim. */
export const NINE_DISTRICTS: BlocStory = {
  blocId: BLOC,
  title: {
    vi: 'Khối thi đua các huyện, thị xã, thành phố tỉnh Lào Cai, năm 2023',
    en: 'Bloc of nine districts, towns and cities of Lào Cai, 2023',
  },
  source: SOURCE,
  chapters: [FOUNDING, CONFERENCE, PLEDGE_2024],
};
