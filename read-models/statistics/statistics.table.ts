import type { RecipientKind } from '../../src/emulation-years/conferral/conferral.values.js';
import { tableOf } from '../../src/http/shapes/table.js';
import type { Quantity } from '../../src/kernel/quantity.js';
import type { Value } from '../../src/sheets/value.js';
import { partyText, recordingColumns } from '../columns.js';
import type { Recording } from '../recording.js';
import type { Listed } from '../rows.js';
import type { StatisticsOfYearView } from './statistics.dto.js';

const KIND: Readonly<Record<RecipientKind, string>> = {
  COLLECTIVE: 'tập thể',
  INDIVIDUAL: 'cá nhân',
  BLOC: 'khối, cụm',
};
const QUALIFIER: Readonly<Record<Quantity['qualifier'], string>> = {
  EXACT: 'đúng',
  AT_LEAST: 'trên',
  AT_MOST: 'không quá',
  ABOUT: 'khoảng',
};

/** One number, or one thing asked, of one year. */
type Line = Readonly<{
  year: string;
  what: string;
  title: string;
  qualifier?: string;
  value?: Value;
  unit?: string;
  recording: Recording;
}>;

/** A line for each number and each recommendation, so that no cell holds two kinds. */
export const STATISTICS_TABLE = tableOf<Listed<StatisticsOfYearView>, Line>(
  'Số liệu các năm',
  ({ items }) => items.flatMap(({ row }) => linesOf(row)),
  [
    { header: 'Năm', of: ({ year }) => year },
    { header: 'Loại số liệu', of: ({ what }) => what },
    { header: 'Nội dung', of: ({ title }) => title },
    { header: 'Mức độ', of: ({ qualifier }) => qualifier },
    { header: 'Giá trị', of: ({ value }) => value },
    { header: 'Đơn vị tính', of: ({ unit }) => unit },
    ...recordingColumns<Line>(({ recording }) => recording),
  ],
);

function linesOf({
  year,
  figures,
  counts,
  placements,
  awards,
  recommendations,
}: StatisticsOfYearView): readonly Line[] {
  return [
    ...figures.map(({ value, recording }) => ({
      ...{ year, what: 'chỉ tiêu', title: value.title, recording },
      ...numberOf(value.quantity),
    })),
    ...counts.flatMap(({ value, recording }) =>
      value.counts.map(({ of, counted, form, quantity }) => ({
        ...{ year, what: `khen thưởng các cấp${counted === 'OCCASION' ? ' (lượt)' : ''}`, recording },
        ...{ title: [KIND[of], form].filter(Boolean).join(', '), ...numberOf(quantity) },
      })),
    ),
    ...placements.flatMap(({ value, recording }) =>
      value.counts.map(({ place, count }) => ({
        ...{ year, what: 'xếp hạng của đơn vị trực thuộc', title: `${value.unitId}: hạng ${place}` },
        ...{ qualifier: QUALIFIER.EXACT, value: count, unit: 'đơn vị', recording },
      })),
    ),
    ...awards.flatMap(({ awardId, form, announced, recording }) =>
      announced.map(({ of, count }) => ({
        ...{ year, what: 'khen thưởng của đơn vị trưởng', title: form ?? awardId, recording },
        ...{ value: count ?? 'chưa rõ', unit: KIND[of] },
      })),
    ),
    ...recommendations.map(({ value, recording }) => ({
      ...{ year, what: 'kiến nghị', title: value.text, recording },
      ...{ value: partyText(value.to), unit: 'nơi nhận' },
    })),
  ];
}

function numberOf({ value, qualifier, unit }: Quantity): Pick<Line, 'qualifier' | 'value' | 'unit'> {
  return { qualifier: QUALIFIER[qualifier], value: { decimal: value }, unit };
}
