import { type Fact, factsAt } from './facts.js';
import { BLOC, SEVEN, SIGNED_AT_CONFERENCE, SIGNING_LATER } from './seven-provinces.cast.js';
import { YEAR_2025 } from './seven-provinces.pledges.js';
import { YEAR_2024 } from './seven-provinces.scores.js';

const GUESTS = `/audit/streams/emulationYear-${BLOC}--2024/events/66`;

/** S2: each fact of the report of 22/3/2025, and where it is read. */
export const FACTS_OF_SEVEN_PROVINCES: readonly Fact[] = [
  ...factsAt(
    `/blocs/${BLOC}`,
    ['Cụm Thi đua 7 tỉnh …', 'row.name.vi', 'Cụm Thi đua 7 tỉnh miền núi biên giới phía Bắc'],
    ['Cách viết khác trong cùng bài', 'row.aliases[].value.alias', ['7 tỉnh miền núi, biên giới phía Bắc']],
    ['Lào Cai, Cao Bằng, Điện Biên, Lạng Sơn, Hà Giang, Sơn La, Lai Châu', 'row.onDay.members', SEVEN],
    ['Trao Cờ luân lưu cho Cao Bằng', 'row.onDay.flagHolder.value.holder', 'cao-bang'],
    ['Chủ tịch UBND tỉnh Lào Cai trao', 'row.onDay.flagHolder.value.giver.name', 'Trịnh Xuân Trường'],
    ['Nguyễn Bích Ngọc nhận', 'row.onDay.flagHolder.value.receiver.name', 'Nguyễn Bích Ngọc'],
    [
      'Phó Chủ tịch Thường trực UBND tỉnh Cao Bằng',
      'row.onDay.flagHolder.value.receiver.office',
      'Phó Chủ tịch Thường trực UBND tỉnh Cao Bằng',
    ],
    ['Không nêu Trưởng cụm năm 2025', 'row.leaderships[].forYear', ['2024']],
    ['Lào Cai vẫn chủ trì ngày 22/3/2025', 'row.onDay.actingHead.value.head', 'lao-cai'],
  ),
  ...factsAt(
    YEAR_2024,
    ['Tổng kết năm 2024', 'row.opened.value.label.vi', 'Năm thi đua 2024'],
    ['Trưởng cụm năm 2024: UBND tỉnh Lào Cai', 'row.leadership.value.head', 'lao-cai'],
    ['Phó Trưởng cụm: UBND tỉnh Cao Bằng', 'row.leadership.value.deputies[].unitId', ['cao-bang']],
    ['Phiên họp trù bị 21/3/2025', 'row.sessions[0].convened.value.from.date', '2025-03-21'],
    ['Hội nghị 22/3/2025', 'row.sessions[1].convened.value.from.date', '2025-03-22'],
    ['Buổi sáng', 'row.sessions[1].convened.value.timeOfDay', 'MORNING'],
    ['Tại thành phố Lào Cai', 'row.sessions[1].convened.value.place', 'thành phố Lào Cai'],
    [
      'Dự: Lào Cai, Cao Bằng, Điện Biên, Lạng Sơn, Hà Giang, Sơn La; Lai Châu không được nêu',
      'row.sessions[1].units',
      ['lao-cai', 'cao-bang', 'dien-bien', 'lang-son', 'ha-giang', 'son-la'],
    ],
    ['Cờ thi đua của Chính phủ cho Điện Biên', 'row.proposals[0].recipients', ['dien-bien']],
    ['Cờ thi đua của Chính phủ', 'row.proposals[0].title.vi', 'Cờ thi đua của Chính phủ'],
    ['Bằng khen cho Lào Cai', 'row.proposals[1].recipients', ['lao-cai']],
    ['Thủ tướng tặng', 'row.proposals[1].proposed.value.grantor.office', 'Thủ tướng Chính phủ'],
    ['Bỏ phiếu suy tôn', 'row.proposals[0].proposed.value.basis.kind', 'BALLOT'],
    ['Trưởng cụm cũng được đề nghị', 'row.proposals[1].conflictOfInterest.unitId', 'lao-cai'],
    ['7 tập thể', 'row.awards[0].conferred.value.collectives.count', 7],
    ['7 cá nhân', 'row.awards[0].conferred.value.individuals.count', 7],
    ['Điển hình tiên tiến', 'row.awards[0].conferred.value.exemplars', true],
    [
      'Bằng khen của Chủ tịch UBND tỉnh Lào Cai',
      'row.awards[0].conferred.value.grantor.office',
      'Chủ tịch UBND tỉnh Lào Cai',
    ],
    [
      'Trịnh Xuân Trường trao cho tập thể',
      'row.awards[0].conferred.value.collectives.presenter.name',
      'Trịnh Xuân Trường',
    ],
    [
      'Nguyễn Bích Ngọc (Cao Bằng) trao cho cá nhân',
      'row.awards[0].conferred.value.individuals.presenter.name',
      'Nguyễn Bích Ngọc',
    ],
    ['Trên 113.000 lao động có việc làm mới', 'row.statistics[0].value.text.vi', 'trên 113.000 lao động'],
    ['Thu NSNN trên 36.000 tỷ đồng', 'row.statistics[1].value.text.vi', 'trên 36.000 tỷ đồng'],
    ['Kim ngạch XNK trên 10 tỷ USD', 'row.statistics[2].value.text.vi', 'trên 10 tỷ USD'],
    ['Điện Biên dẫn đầu', 'row.rankings[0].places[0].subjects[].unitId', ['dien-bien']],
    ['Lào Cai xếp thứ 2', 'row.rankings[0].places[1].subjects[].unitId', ['lao-cai']],
    ['Chỉ công bố hai hạng', 'row.rankings[0].published.value.ranks', [1, 2]],
    ['Không công bố điểm', 'row.rankings[0].published.value.withPoints', []],
  ),
  ...factsAt(
    YEAR_2025,
    ['Không nêu Phó Trưởng cụm năm 2025', 'row.leadership.value.deputies', []],
    ['Chưa ký đủ', 'row.pledge.status', 'PARTIAL'],
    [
      'Lãnh đạo UBND Cao Bằng, Lai Châu, Điện Biên, Lạng Sơn, Lào Cai ký giao ước 2025',
      'row.pledge.signatures[].value.unitId',
      SIGNED_AT_CONFERENCE,
    ],
    ['Hà Giang, Sơn La ký sau', 'row.pledge.pending[].unitId', SIGNING_LATER],
    ['Không có lãnh đạo UBND tỉnh dự hội nghị', 'row.pledge.pending[0].deferred.reason', 'NO_UBND_LEADER_PRESENT'],
  ),
  ...factsAt(`/audit/streams/emulationYear-${BLOC}--2024/events/15`, [
    'Nguyễn Anh Tuấn, Phó trưởng Ban TĐKT Trung ương',
    'row.data.attendees[6].person.name',
    'Nguyễn Anh Tuấn',
  ]),
  ...factsAt(
    GUESTS,
    [
      'Lãnh đạo Sở Nội vụ, Phòng, Ban TĐKT các tỉnh',
      'row.data.attendees[0].office',
      'Lãnh đạo Sở Nội vụ, Phòng, Ban Thi đua - Khen thưởng các tỉnh',
    ],
    [
      'BTV Tỉnh ủy, Hội đồng TĐKT, sở ngành Lào Cai',
      'row.data.attendees[1].office',
      'Ban Thường vụ Tỉnh ủy, Hội đồng Thi đua - Khen thưởng, sở, ngành tỉnh Lào Cai',
    ],
    ['Tham luận: Công an tỉnh Lai Châu', 'row.data.attendees[2].office', 'Công an tỉnh Lai Châu (tham luận)'],
    ['HTX SXNN Xín Mần (Hà Giang)', 'row.data.attendees[3].office', 'HTX SXNN Xín Mần, Hà Giang (tham luận)'],
    [
      'HTX DVNN Hoa Mười (xã Chiềng Khoong, Sông Mã, Sơn La)',
      'row.data.attendees[4].office',
      'HTX DVNN Hoa Mười, xã Chiềng Khoong, Sông Mã, Sơn La (tham luận)',
    ],
    ['Cao Bằng, về du lịch', 'row.data.attendees[5].office', 'Cao Bằng (tham luận về du lịch)'],
  ),
  ...factsAt('/movements/doan-ket-sang-tao', [
    'Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc',
    'row.launched.value.launchedBy.office',
    'Thủ tướng Chính phủ',
  ]),
];
