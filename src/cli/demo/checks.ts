import { canonicalJson } from '../../kernel/canonical-json.js';
import type { Exhibits, YearExhibits } from './exhibits.js';
import { figure } from './paper.js';
import { BLOC as QUANG_NGAI } from './quang-ngai.cast.js';
import { BLOC as SEVEN_PROVINCES } from './seven-provinces.cast.js';
import type { Words } from './story.js';

/** A fact of the reports, and where the service shows it. */
type Expectation = Readonly<{ says: Words; expected: unknown; shown: (exhibits: Exhibits) => unknown }>;

/** An expectation with what was found. */
export type Check = Readonly<{ says: Words; expected: unknown; found: unknown; holds: boolean }>;

/** The facts that must hold for a bloc once its story is played. */
export function checksOf(exhibits: Exhibits): readonly Check[] {
  return (EXPECTED[exhibits.bloc.blocId] ?? []).map(({ says, expected, shown }) => {
    const found = shown(exhibits);
    return { says, expected, found, holds: canonicalJson(found) === canonicalJson(expected) };
  });
}

const OF_SEVEN_PROVINCES: readonly Expectation[] = [
  {
    says: { vi: 'Điện Biên dẫn đầu, Lào Cai xếp thứ hai', en: 'Điện Biên first, Lào Cai second' },
    expected: ['dien-bien', 'lao-cai'],
    shown: (exhibits) => unitsOf(yearOf(exhibits, '2024').ranking.order?.places.slice(0, 2)),
  },
  {
    says: { vi: 'Công chúng chỉ thấy hai thứ hạng, không thấy điểm', en: 'The public sees two places and no points' },
    expected: [['dien-bien', 'lao-cai'], false],
    shown: ({ published }) => [unitsOf(published.publication?.places), JSON.stringify(published).includes('968')],
  },
  {
    says: { vi: 'Phiếu: 6/7 đạt, 7/7 đạt, 5/7 không đạt', en: 'Votes: 6/7 and 7/7 pass, 5/7 fails' },
    expected: ['5/7 FAILED', '6/7 PASSED', '7/7 PASSED'],
    shown: (exhibits) => countsOf(yearOf(exhibits, '2024')),
  },
  {
    says: { vi: 'Giao ước 2025: 5/7; Hà Giang, Sơn La chưa ký', en: 'Pledge 2025: 5 of 7; Hà Giang, Sơn La pending' },
    expected: ['PARTIAL', '5/7', ['ha-giang', 'son-la']],
    shown: (exhibits) => pledgeOf(yearOf(exhibits, '2025')),
  },
  {
    says: { vi: 'Cờ luân lưu ở Cao Bằng từ 22/3/2025', en: 'The flag is at Cao Bằng from 22/3/2025' },
    expected: [
      ['2024-01-02', 'lao-cai'],
      ['2025-03-22', 'cao-bang'],
    ],
    shown: ({ bloc }) => bloc.flag.map(({ value, recording }) => [recording.occurredOn.date, value.holder]),
  },
  {
    says: { vi: 'Chưa biết Trưởng cụm năm 2025', en: 'The head of 2025 is unknown' },
    expected: [['2024'], { deputies: [] }],
    shown: (exhibits) => [
      exhibits.bloc.leaderships.map(({ forYear }) => forYear),
      yearOf(exhibits, '2025').year.leadership?.value,
    ],
  },
];

const OF_QUANG_NGAI: readonly Expectation[] = [
  {
    says: { vi: 'Đề nghị 1 + 2 + 2, chưa nêu tên', en: 'Proposals 1 + 2 + 2, nobody named' },
    expected: [
      ['GOVERNMENT_FLAG', 1, []],
      ['PROVINCE_FLAG', 2, []],
      ['CHAIRMAN_CERTIFICATE', 2, []],
    ],
    shown: (exhibits) =>
      yearOf(exhibits, '2023').year.proposals?.map(({ proposed: { value } }) => [
        value.form,
        value.count,
        value.nominees,
      ]),
  },
  {
    says: {
      vi: 'Năm 2024: Khối trưởng Sở Xây dựng, Khối phó Sở TN&MT',
      en: 'Sở Xây dựng and Sở TN&MT lead 2024',
    },
    expected: [{ head: 'so-xay-dung', deputies: [{ unitId: 'so-tnmt', ordinal: 1 }] }, 'so-xay-dung'],
    shown: (exhibits) => [yearOf(exhibits, '2024').year.leadership?.value, exhibits.bloc.onDay.actingHead?.value.head],
  },
  {
    says: { vi: 'Giao ước 2024: 8/8', en: 'Pledge 2024: 8 of 8' },
    expected: ['COMPLETE', '8/8', []],
    shown: (exhibits) => pledgeOf(yearOf(exhibits, '2024')),
  },
  {
    says: { vi: 'Hội nghị 5/1/2024 thuộc năm 2023, năm đã kết thúc', en: 'The conference belongs to 2023, now closed' },
    expected: [['2024-01-05'], [], 'CLOSED'],
    shown: (exhibits) => [
      daysOf(yearOf(exhibits, '2023')),
      daysOf(yearOf(exhibits, '2024')),
      yearOf(exhibits, '2023').year.status,
    ],
  },
];

const EXPECTED: Readonly<Record<string, readonly Expectation[]>> = {
  [SEVEN_PROVINCES]: OF_SEVEN_PROVINCES,
  [QUANG_NGAI]: OF_QUANG_NGAI,
};

/** @throws RangeError when the service shows no such year. */
function yearOf({ years }: Exhibits, label: string): YearExhibits {
  const found = years.find(({ year }) => year.year === label);
  if (found === undefined) throw new RangeError(`The service shows no year ${label}`);
  return found;
}

function unitsOf(
  places: readonly Readonly<{ subjects: readonly Readonly<{ unitId: string }>[] }>[] = [],
): readonly string[] {
  return places.flatMap(({ subjects }) => subjects.map(({ unitId }) => unitId));
}

function countsOf({ votes }: YearExhibits): readonly string[] {
  const questions = votes.flatMap(({ ballot }) => ballot?.tally?.value.questions ?? []);
  return questions.map((question) => `${figure(question.for)}/${figure(question.base)} ${question.outcome}`).sort();
}

function pledgeOf({ pledge: { status, signed, expected, pending } }: YearExhibits): unknown {
  return [status, `${signed}/${expected}`, pending.map(({ unitId }) => unitId).sort()];
}

function daysOf({ year }: YearExhibits): readonly string[] {
  return year.sessions.map(({ convened }) => convened.value.from.date);
}
