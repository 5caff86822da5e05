import { type Fact, factsAt } from './facts.js';
import {
  DIRECTOR,
  EXEMPLARS,
  NEXT_EXEMPLARS,
  PLAN_OF_DEPARTMENT,
  PLAN_OF_PROVINCE,
  THAI_NGUYEN,
} from './thai-nguyen.cast.js';

const UNKNOWN_NAME = { count: 1, named: [] };

/** Bằng khen của Chủ tịch UBND tỉnh: whom and for when. */
function certificate(id: string, told: string, field: string, value: unknown): readonly Fact[] {
  return factsAt(`/commendations/${id}`, [told, field, value]);
}

/** S1: each fact of the report of 3/7/2020, and where it is read. */
export const FACTS_OF_THAI_NGUYEN: readonly Fact[] = [
  ...factsAt(`/units/${THAI_NGUYEN}`, [
    'Sở Giao thông vận tải Thái Nguyên',
    'row.name.full.vi',
    'Sở Giao thông vận tải Thái Nguyên',
  ]),
  ...factsAt(
    `/movements/${EXEMPLARS}`,
    [
      'Hội nghị điển hình tiên tiến 2015 – 2020',
      'row.reviews[0].value.meeting',
      'Hội nghị điển hình tiên tiến 2015 – 2020',
    ],
    ['Ngày 3/7/2020, khi giai đoạn chưa hết', 'row.reviews[0].recording.occurredOn.date', '2020-07-03'],
    ['Nguồn: Văn phòng Sở', 'row.reviews[0].recording.source.publisher', 'Văn phòng Sở'],
    ['Đăng ngày 03-07-2020', 'row.reviews[0].recording.source.date', '2020-07-03'],
    [
      'Người lao động trong toàn ngành; phòng, ban, đơn vị, đoàn thể',
      'row.launched.value.audience',
      'Người lao động trong toàn ngành; phòng, ban, đơn vị, đoàn thể',
    ],
    ['Giai đoạn 2015 – 2020', 'row.periods[0].value', { from: { date: '2015' }, to: { date: '2020' } }],
    ['Theo kế hoạch: giai đoạn 2016-2020', 'row.periods[1].value.from.date', '2016'],
    ['Giai đoạn 2016-2020 theo Kế hoạch số 1255/SGTVT-VP', 'row.periods[1].value.document.number', '1255/SGTVT-VP'],
    [
      'Kết quả: kết cấu hạ tầng giao thông; an toàn giao thông',
      'row.reviews[0].value.results',
      ['Xây dựng, bảo vệ kết cấu hạ tầng giao thông', 'An toàn giao thông'],
    ],
    [
      'UBND tỉnh đánh giá hoàn thành xuất sắc và hoàn thành tốt nhiệm vụ (năm nào: chưa rõ)',
      'row.reviews[0].value.ratings[0].ratings',
      ['Hoàn thành xuất sắc nhiệm vụ', 'Hoàn thành tốt nhiệm vụ'],
    ],
    ['2 tập thể, không nêu tên', 'row.awards[0].conferred.value.collectives', { count: 2, named: [] }],
    ['15 cá nhân, không nêu tên', 'row.awards[0].conferred.value.individuals', { count: 15, named: [] }],
    ['Phong trào tiếp theo', 'row.successors[].value.successor', [NEXT_EXEMPLARS]],
  ),
  ...factsAt(
    `/movements/${NEXT_EXEMPLARS}`,
    ['Giám đốc Sở Lê Văn Vịnh phát động', 'row.launched.value.person', DIRECTOR],
    ['Phong trào thi đua 2021 – 2025', 'row.periods[0].value', { from: { date: '2021' }, to: { date: '2025' } }],
  ),
  ...factsAt(
    `/documents?number=${encodeURIComponent('58/KH-UBND')}`,
    ['Kế hoạch số 58/KH-UBND ngày 27/6/2016 của UBND tỉnh', 'items[0].row.documents[0].document', PLAN_OF_PROVINCE],
    ['Sở triển khai kế hoạch của tỉnh', 'items[0].row.documents[0].relatedFrom[0].relation', 'IMPLEMENTS'],
  ),
  ...factsAt(`/documents?number=${encodeURIComponent('1255/SGTVT-VP')}`, [
    'Kế hoạch số 1255/SGTVT-VP ngày 20/9/2016 của Sở',
    'items[0].row.documents[0].document',
    PLAN_OF_DEPARTMENT,
  ]),
  ...certificate('qlcl-2017', 'Phòng QLCLCT và ATGT (2017 …', 'row.year', '2017'),
  ...certificate('qlcl-2019', '… 2019)', 'row.year', '2019'),
  ...certificate(
    'qlcl-2019',
    'Bằng khen của Chủ tịch UBND tỉnh',
    'row.grantor.office',
    'Chủ tịch UBND tỉnh Thái Nguyên',
  ),
  ...certificate('khtc-2018', 'Phòng Kế hoạch Tài chính (2018)', 'row.year', '2018'),
  ...certificate('khtc-2018', 'Phòng của Sở, không phải Sở', 'row.recipients.collectives.named', [
    { unitId: 'phong-khtc' },
  ]),
  ...certificate('ban-atgt', 'Văn phòng Ban ATGT tỉnh, liên tục trong 5 năm (năm nào: chưa rõ)', 'row.achievement', {
    consecutiveYears: 5,
    wording: 'liên tục trong 5 năm',
  }),
  ...certificate('ca-nhan-2018', '01 cá nhân (không nêu tên)', 'row.recipients.individuals', UNKNOWN_NAME),
  ...certificate('ca-nhan-2018', 'Điển hình tiên tiến năm 2018', 'row.year', '2018'),
];
