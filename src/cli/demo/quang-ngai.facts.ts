import { type Fact, factsAt } from './facts.js';
import { BLOC, EIGHT } from './quang-ngai.cast.js';
import { CONTENTS_2024, YEAR_2024 } from './quang-ngai.js';
import { YEAR_2023 } from './quang-ngai.scores.js';

const CHAIRMAN = 'Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi';

/** A movement by its name, which is a fact, and its period where that is told. */
function movement(id: string, name: string, period?: readonly [string, string]): readonly Fact[] {
  return factsAt(
    `/movements/${id}`,
    [name, 'row.name.vi', name],
    ...(period === undefined
      ? []
      : [
          [
            `Giai đoạn ${period.join('-')}`,
            'row.periods[0].value',
            { from: { date: period[0] }, to: { date: period[1] } },
          ] as const,
        ]),
  );
}

/** S4: each fact of the report of 5/1/2024, and where it is read. */
export const FACTS_OF_QUANG_NGAI: readonly Fact[] = [
  ...factsAt(`/blocs/${BLOC}`, [
    'Khối thi đua Kinh tế ngành tỉnh Quảng Ngãi',
    'row.name.vi',
    'Khối thi đua Kinh tế ngành tỉnh Quảng Ngãi',
  ]),
  ...factsAt(
    YEAR_2023,
    ['8 cơ quan, đơn vị', 'row.members.value.members.length', 8],
    ['Tên tám cơ quan, đơn vị', 'row.members.value.members[].name.vi', EIGHT.map(({ full }) => full)],
    ['Tổng kết năm 2023', 'row.opened.value.label.vi', 'Năm thi đua 2023'],
    ['Chiều 5/1/2024, tháng Một năm sau', 'row.sessions[0].convened.value.from.date', '2024-01-05'],
    ['Buổi chiều', 'row.sessions[0].convened.value.timeOfDay', 'AFTERNOON'],
    ['Khối trưởng năm 2023: BQLDA giao thông', 'row.leadership.value.head', 'ban-giao-thong'],
    [
      'Khối trưởng hoàn thành xuất sắc nhiệm vụ',
      'row.classifications[0].value.classification',
      'Hoàn thành xuất sắc nhiệm vụ',
    ],
    [
      'Báo cáo kết quả chấm điểm của Tổ giúp việc Khối',
      'row.scoreReports[0].value.title',
      'Báo cáo kết quả chấm điểm của Tổ giúp việc Khối năm 2023',
    ],
    ['Giới thiệu Khối trưởng, Khối phó …', 'row.nominations[].value.unitId', ['so-xay-dung', 'so-tnmt']],
    ['… rồi bình bầu: Sở Xây dựng, Sở TN&MT', 'row.choices[].value.unitId', ['so-xay-dung', 'so-tnmt']],
    ['Thống nhất danh sách đề nghị', 'row.agreedLists[0].value.entries[].count', [1, 2, 2]],
    [
      'Cờ thi đua Chính phủ; Cờ thi đua xuất sắc; Bằng khen',
      'row.proposals[].title.vi',
      ['Cờ thi đua của Chính phủ', 'Cờ thi đua xuất sắc của UBND tỉnh', 'Bằng khen của Chủ tịch UBND tỉnh'],
    ],
    ['1 + 2 + 2', 'row.proposals[].proposed.value.count', [1, 2, 2]],
    ['Không nêu tên đơn vị được đề nghị', 'row.proposals[].recipients', [[], [], []]],
    ['UBND tỉnh tặng Cờ', 'row.proposals[1].proposed.value.grantor.name', 'Ủy ban nhân dân tỉnh Quảng Ngãi'],
    ['Chủ tịch UBND tỉnh tặng Bằng khen', 'row.proposals[2].proposed.value.grantor.office', CHAIRMAN],
  ),
  ...factsAt(
    YEAR_2024,
    ['Khối trưởng năm 2024: Sở Xây dựng', 'row.leadership.value.head', 'so-xay-dung'],
    ['Khối phó năm 2024: Sở TN&MT', 'row.leadership.value.deputies[].unitId', ['so-tnmt']],
    ['Giao ước năm 2024: ba nội dung', 'row.pledge.contents[].text.vi', CONTENTS_2024.map(({ text }) => text.vi)],
    ['Nội dung có số thứ tự', 'row.pledge.contents[].number', [1, 2, 3]],
  ),
  ...movement('nong-thon-moi', 'Quảng Ngãi chung sức xây dựng nông thôn mới', ['2021', '2025']),
  ...movement('vi-nguoi-ngheo', '…vì người nghèo - không để ai bị bỏ lại phía sau'),
  ...movement('van-hoa-cong-so', 'CBCCVC thi đua thực hiện văn hóa công sở', ['2019', '2025']),
  ...movement('dan-van-kheo', 'Dân vận khéo'),
  ...movement('cai-cach-hanh-chinh', 'Đẩy mạnh cải cách hành chính'),
  ...movement('ket-cau-ha-tang', '…kết cấu hạ tầng đồng bộ, hiện đại, thực hành tiết kiệm, chống lãng phí'),
];
