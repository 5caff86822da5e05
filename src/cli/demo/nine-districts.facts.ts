import { type Fact, factsAt } from './facts.js';
import { BLOC, NINE, RESOLUTION, YEARS } from './nine-districts.js';

/** S3: each fact of the report of 18-19/12, and where it is read. */
export const FACTS_OF_NINE_DISTRICTS: readonly Fact[] = [
  ...factsAt(
    `/blocs/${BLOC}`,
    ['Khối thi đua các huyện, thị xã, thành phố', 'row.name.vi', 'Khối thi đua các huyện, thị xã, thành phố'],
    ['9 đơn vị', 'row.established.value.declaredSize', 9],
    ['Không nêu cờ luân lưu', 'row.flag', []],
    ['Không nêu trưởng khối năm 2024', 'row.leaderships[].forYear', ['2023']],
  ),
  ...factsAt(
    `${YEARS}/2023`,
    ['Trong 2 ngày 18 …', 'row.sessions[0].convened.value.from.date', '2023-12-18'],
    ['… đến 19/12, khi năm chưa hết', 'row.sessions[0].convened.value.to.date', '2023-12-19'],
    ['Tại huyện Bắc Hà', 'row.sessions[0].convened.value.place', 'huyện Bắc Hà'],
    ['UBND huyện Bắc Hà, đơn vị Trưởng Khối năm 2023', 'row.leadership.value.head', 'bac-ha'],
    ['Không nêu phó trưởng khối', 'row.leadership.value.deputies', []],
    ['Hơn 700.000 người', 'row.statistics[0].value.text.vi', 'trên 700.000 người'],
    ['Cán bộ, công chức, viên chức hơn 20.000', 'row.statistics[1].value.text.vi', 'trên 20.000 người'],
    ['2.291 lượt tập thể', 'row.summaries[0].value.counts[0].text.vi', '2.291 lượt tập thể'],
    ['Lượt, không phải số tập thể', 'row.summaries[0].value.counts[0].counted', 'OCCASION'],
    ['22.922 cá nhân', 'row.summaries[0].value.counts[1].text.vi', '22.922 cá nhân'],
    ['UBND huyện Bắc Hà khen thưởng', 'row.awards[0].conferred.value.grantor.unitId', 'bac-ha'],
    ['4 tập thể', 'row.awards[0].conferred.value.collectives.count', 4],
    ['5 cá nhân', 'row.awards[0].conferred.value.individuals.count', 5],
    ['Điển hình tiên tiến trong khối', 'row.awards[0].conferred.value.exemplars', true],
    ['Mỗi đơn vị chủ động lựa chọn từng nội dung trọng tâm', 'row.pledgeDraft.value.targets.length', 9],
    ['Không nêu xếp hạng', 'row.rankings', []],
    ['Không nêu bỏ phiếu', 'row.ballots', []],
    ['Không nêu bầu trưởng khối', 'row.choices', []],
  ),
  ...factsAt(`${YEARS}/2023/scores`, ['Không nêu điểm', 'items[].row.status', NINE.map(() => 'BLANK')]),
  ...factsAt(`/audit/streams/emulationYear-${BLOC}--2023/events/3`, [
    'Đại diện Hội đồng TĐKT tỉnh (không nêu tên) phát biểu',
    'row.data.attendees[0].office',
    'Đại diện Hội đồng Thi đua - Khen thưởng tỉnh',
  ]),
  ...factsAt(
    `${YEARS}/2024/pledge`,
    ['Các đơn vị trong khối ký giao ước thi đua năm 2024', 'row.signed', 9],
    ['Giao ước năm 2024 ký đủ', 'row.status', 'COMPLETE'],
  ),
  ...factsAt('/documents?number=10', [
    'Nghị quyết số 10 của Ban Thường vụ Tỉnh ủy (không nêu ngày)',
    'items[0].row.documents[].document',
    [RESOLUTION],
  ]),
];
