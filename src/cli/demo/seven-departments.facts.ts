import { type Fact, factsAt } from './facts.js';
import { BLOC, MOVEMENT, SEVEN, SLOGAN, YEARS } from './seven-departments.cast.js';

const YEAR_2024 = `${YEARS}/2024`;
const ATTENDANCE = `/audit/streams/emulationYear-${BLOC}--2024/events/2`;

/** S0: each fact of the report of 29/11, and where it is read. */
export const FACTS_OF_SEVEN_DEPARTMENTS: readonly Fact[] = [
  ...factsAt(
    `/blocs/${BLOC}`,
    [
      'Khối thi đua Sở Giao thông vận tải 7 tỉnh biên giới miền núi phía Bắc',
      'row.name.vi',
      'Khối thi đua Sở Giao thông vận tải 7 tỉnh biên giới miền núi phía Bắc',
    ],
    ['Khối của ngành, không theo địa giới', 'row.kind', 'BLOC'],
    ['Bộ GTVT theo dõi', 'row.established.value.parent.name', 'Bộ Giao thông vận tải'],
    ['7 Sở', 'row.established.value.declaredSize', 7],
    ['Không nêu cờ luân lưu', 'row.flag', []],
    [
      'Bàn giao nhiệm vụ trưởng khối thi đua năm 2025 cho Sở GTVT Lạng Sơn',
      'row.onDay.actingHead.value',
      { by: 'HANDOVER', forYear: '2025', head: 'gtvt-lang-son' },
    ],
  ),
  ...factsAt(
    YEAR_2024,
    [
      'Sở GTVT: Lào Cai, Sơn La, Lai Châu, Điện Biên, Hà Giang, Cao Bằng, Lạng Sơn',
      'row.members.value.members[].name.vi',
      ['Lào Cai', 'Sơn La', 'Lai Châu', 'Điện Biên', 'Hà Giang', 'Cao Bằng', 'Lạng Sơn'].map(
        (province) => `Sở Giao thông vận tải ${province}`,
      ),
    ],
    ['Đánh giá các hoạt động thi đua năm 2024', 'row.opened.value.label.vi', 'Năm thi đua 2024'],
    ['Chiều 29/11 (năm: theo ngữ cảnh)', 'row.sessions[0].convened.value.from.date', '2024-11-29'],
    ['Buổi chiều', 'row.sessions[0].convened.value.timeOfDay', 'AFTERNOON'],
    ['Họp khi năm thi đua chưa hết', 'row.opened.value.period.to', '2024-12-31'],
    ['Đơn vị trưởng khối năm 2024: Sở GTVT Lào Cai', 'row.leadership.value.head', 'gtvt-lao-cai'],
    ['Không nêu phó trưởng khối năm 2024', 'row.leadership.value.deputies', []],
    ['Đại diện lãnh đạo 7 Sở', 'row.sessions[0].units.length', 7],
    ['Bầu đơn vị trưởng khối năm 2025: Sở GTVT Lạng Sơn', 'row.choices[0].value.unitId', 'gtvt-lang-son'],
    ['Nhất trí bầu', 'row.choices[0].value.basis', { kind: 'ASSENT', assentId: 'truong-khoi-2025' }],
    ['Không có bỏ phiếu, không có số phiếu', 'row.ballots', []],
    ['Ý kiến, kiến nghị gửi Bộ', 'row.recommendations[0].value.to.name', 'Bộ Giao thông vận tải'],
    ['Không nêu xếp hạng', 'row.rankings', []],
    ['Không nêu đề nghị khen thưởng', 'row.proposals', []],
    ['Không nêu khen thưởng', 'row.awards', []],
    ['Không chấm điểm, không khen thưởng mà năm vẫn đủ', 'row.steps.open', []],
  ),
  ...factsAt(`${YEAR_2024}/scores`, ['Không nêu điểm', 'items[].row.status', SEVEN.map(() => 'BLANK')]),
  ...factsAt(
    ATTENDANCE,
    ['Giám đốc Sở GTVT Lào Cai Nguyễn Quốc Huy', 'row.data.attendees[0].person.name', 'Nguyễn Quốc Huy'],
    ['Trần Việt Hà, Vụ trưởng Vụ Hợp tác quốc tế', 'row.data.attendees[7].person.name', 'Trần Việt Hà'],
    [
      'Lãnh đạo Vụ Tổ chức cán bộ (Bộ GTVT)',
      'row.data.attendees[8].office',
      'Đại diện lãnh đạo Vụ Tổ chức cán bộ (Bộ GTVT)',
    ],
    ['Lãnh đạo hai Vụ là khách', 'row.data.attendees[8].role', 'GUEST'],
  ),
  ...factsAt(`/audit/streams/emulationYear-${BLOC}--2024/events/1`, [
    'Tham luận của các đại biểu',
    'row.data.agenda[1]',
    'Tham luận của các đại biểu',
  ]),
  ...factsAt(
    `${YEARS}/2025/pledge`,
    ['Thống nhất nội dung giao ước', 'row.versions[0].value.agreedBy', 'MEMBERS'],
    ['Nội dung giao ước không nêu', 'row.contents', []],
    ['Các đơn vị ký kết giao ước thi đua', 'row.status', 'COMPLETE'],
  ),
  ...factsAt(`${YEARS}/2025`, ['Không nêu phó trưởng khối năm 2025', 'row.leadership.value.deputies', []]),
  ...factsAt(MOVEMENT, ['Chủ đề', 'row.launched.value.theme.vi', SLOGAN]),
];
