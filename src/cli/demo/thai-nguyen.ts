import type { Chapter, Request, Story } from './story.js';
import {
  BY_DEPARTMENT,
  DIRECTOR,
  EXEMPLARS,
  NEXT_EXEMPLARS,
  PLAN_OF_DEPARTMENT,
  PLAN_OF_PROVINCE,
  PROVINCE,
  SOURCE,
  THAI_NGUYEN,
  told,
  years,
} from './thai-nguyen.cast.js';

const MOVEMENT = `/movements/${EXEMPLARS}`;
const CHAIRMAN = { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Thái Nguyên' };
const CONFERENCE_DAY = '2020-07-03';

function unit(unitId: string, kind: string, name: string, parentId?: string): Request {
  const names = { full: { vi: name }, short: { vi: name } };
  return told('/units', 'unknown', { unitId, kind, name: names, ...(parentId === undefined ? {} : { parentId }) });
}

/** Bằng khen of the chairman, known from the report alone; the year as far as it is told. */
function certificate(commendationId: string, recipients: object, more: object): readonly Request[] {
  const body = { commendationId, form: 'Bằng khen của Chủ tịch UBND tỉnh', grantor: CHAIRMAN, recipients, ...more };
  return [told('/commendations', 'unknown', body), told(`/commendations/${commendationId}/decision`, 'unknown', {})];
}

function office(unitId: string): object {
  return { collectives: { count: 1, named: [{ unitId }] } };
}

const FOUNDING: Chapter = {
  id: 'founding',
  title: { vi: 'Sở và các phòng', en: 'The department and its offices' },
  steps: [
    {
      says: { vi: 'UBND tỉnh, Sở Giao thông vận tải, ba phòng của Sở', en: 'The department and three of its offices' },
      sends: [
        unit(PROVINCE, 'PROVINCE', 'Ủy ban nhân dân tỉnh Thái Nguyên'),
        unit(THAI_NGUYEN, 'DEPARTMENT', 'Sở Giao thông vận tải Thái Nguyên', PROVINCE),
        unit('phong-qlcl', 'SUB_UNIT', 'Phòng Quản lý chất lượng công trình và An toàn giao thông', THAI_NGUYEN),
        unit('phong-khtc', 'SUB_UNIT', 'Phòng Kế hoạch Tài chính', THAI_NGUYEN),
        unit('van-phong-ban-atgt', 'SUB_UNIT', 'Văn phòng Ban An toàn giao thông tỉnh', THAI_NGUYEN),
      ],
    },
  ],
};

const COURSE: Chapter = {
  id: 'movement',
  title: { vi: 'Phong trào điển hình tiên tiến 2015 – 2020', en: 'The movement of exemplars 2015-2020' },
  steps: [
    {
      says: { vi: 'Phong trào 2015 – 2020, trong toàn ngành', en: 'The movement of 2015-2020, in the whole sector' },
      invented: { vi: 'tên phong trào, đơn vị phát động', en: 'name of the movement, who launched it' },
      sends: [
        told('/movements', 'unknown', {
          movementId: EXEMPLARS,
          name: { vi: 'Phong trào thi đua xây dựng điển hình tiên tiến' },
          launchedBy: BY_DEPARTMENT,
          audience: 'Người lao động trong toàn ngành; phòng, ban, đơn vị, đoàn thể',
          period: years('2015', '2020'),
        }),
      ],
    },
    {
      says: {
        vi: 'Kế hoạch số 1255/SGTVT-VP triển khai Kế hoạch số 58/KH-UBND, giai đoạn 2016-2020',
        en: 'The plan of the department implements that of the province, for 2016-2020',
      },
      sends: [
        told(`${MOVEMENT}/documents`, '2016-09-20', {
          document: PLAN_OF_DEPARTMENT,
          relations: [{ relation: 'IMPLEMENTS', document: PLAN_OF_PROVINCE }],
        }),
        told(`${MOVEMENT}/periods`, '2016-09-20', { period: years('2016', '2020'), document: PLAN_OF_DEPARTMENT }),
      ],
    },
    {
      says: { vi: 'Hội nghị ngày 3/7/2020, khi giai đoạn chưa hết', en: 'The review of 3/7/2020, within the period' },
      sends: [
        told(`${MOVEMENT}/reviews`, CONFERENCE_DAY, {
          reviewId: 'hoi-nghi-2020',
          kind: 'FINAL',
          meeting: 'Hội nghị điển hình tiên tiến 2015 – 2020',
          results: ['Xây dựng, bảo vệ kết cấu hạ tầng giao thông', 'An toàn giao thông'],
          ratings: [
            {
              of: BY_DEPARTMENT,
              by: { kind: 'UNIT', unitId: PROVINCE },
              ratings: ['Hoàn thành xuất sắc nhiệm vụ', 'Hoàn thành tốt nhiệm vụ'],
              period: years('2015', '2020'),
            },
          ],
        }),
      ],
    },
    {
      says: { vi: 'Biểu dương, khen thưởng 2 tập thể và 15 cá nhân', en: '2 collectives and 15 persons are honoured' },
      sends: [
        told(`${MOVEMENT}/awards`, CONFERENCE_DAY, {
          awardId: 'bieu-duong-2020',
          grantor: BY_DEPARTMENT,
          reviewId: 'hoi-nghi-2020',
          collectives: { count: 2, named: [] },
          individuals: { count: 15, named: [] },
          exemplars: true,
        }),
      ],
    },
    {
      says: { vi: 'Giám đốc Sở Lê Văn Vịnh phát động phong trào 2021 – 2025', en: 'The director launches 2021-2025' },
      sends: [
        told('/movements', CONFERENCE_DAY, {
          movementId: NEXT_EXEMPLARS,
          name: { vi: 'Phong trào thi đua giai đoạn 2021-2025' },
          launchedBy: BY_DEPARTMENT,
          person: DIRECTOR,
          period: years('2021', '2025'),
          predecessors: [EXEMPLARS],
        }),
        told(`${MOVEMENT}/successors`, CONFERENCE_DAY, { successor: NEXT_EXEMPLARS }),
      ],
    },
  ],
};

/** "Như: …" names some of them: the list is not exhaustive. */
const PAST_AWARDS: Chapter = {
  id: 'past-awards',
  title: { vi: 'Bằng khen của Chủ tịch UBND tỉnh qua các năm', en: 'Certificates of the chairman over the years' },
  steps: [
    {
      says: { vi: 'Ba phòng của Sở', en: 'Three offices of the department' },
      sends: [
        ...certificate('qlcl-2017', office('phong-qlcl'), { year: '2017' }),
        ...certificate('qlcl-2019', office('phong-qlcl'), { year: '2019' }),
        ...certificate('khtc-2018', office('phong-khtc'), { year: '2018' }),
        ...certificate('ban-atgt', office('van-phong-ban-atgt'), {
          achievement: { consecutiveYears: 5, wording: 'liên tục trong 5 năm' },
        }),
      ],
    },
    {
      says: { vi: '01 cá nhân năm 2018, không nêu tên', en: 'One person in 2018, not named' },
      sends: certificate('ca-nhan-2018', { individuals: { count: 1, named: [] } }, { year: '2018' }),
    },
  ],
};

/** S1: a unit that is no bloc, entered from its report: every request is a claim. */
export const EXEMPLARS_OF_THAI_NGUYEN: Story = {
  title: {
    vi: 'Sở Giao thông vận tải Thái Nguyên, Hội nghị điển hình tiên tiến 2015 – 2020',
    en: 'Department of transport of Thái Nguyên, exemplars of 2015-2020',
  },
  source: SOURCE,
  chapters: [FOUNDING, COURSE, PAST_AWARDS],
};
