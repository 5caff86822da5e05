import type { RankingBasis, SheetDerivation } from '../../src/emulation-years/ranking/ranking.values.js';
import { isSame, subjectKey, type Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { defined } from '../../src/kernel/defined.js';
import { precisionOf, UNKNOWN_DATE, vietnameseDate } from '../../src/kernel/partial-date.js';
import { inVietnamese } from '../../src/kernel/points.js';
import { type Place, type RankingVersion, shortName, type TieKeyUsed, type YearRanking } from '../ranking/ranking.js';
import type { Recording, Sourced } from '../recording.js';
import { readable, sentence, type Sentence } from './sentence.js';

/** Why the unit stands on its place: its total against the one before, the tie key, the hand of people. */
export function placeExplained(
  row: YearRanking,
  { value: order, recording }: Sourced<RankingVersion>,
  subject: Subject,
): readonly Sentence[] {
  const lists = [order.groups, ...order.apart.map(({ groups }) => groups)];
  const groups = lists.find((list) => list.some((group) => holds(group, subject))) ?? [];
  const place = groups.findIndex((group) => holds(group, subject));
  const own = groups[place];
  if (own === undefined) return [];
  const at: At = { row, order, recording, subject, own, ...defined({ previous: groups[place - 1] }) };
  return [
    ...(order.basis === 'SCORES' ? rankedByScores(at) : [agreedOrder(at)]),
    ...keyUsed(at),
    ...sameRank(at),
    ...order.ties
      .filter(({ value }) => value.order.some((one) => isSame(one, subject)))
      .map((tie) => brokenTie(row, tie)),
  ];
}

function holds({ subjects }: Place, subject: Subject): boolean {
  return subjects.some((one) => isSame(one, subject));
}

type At = Readonly<{
  row: YearRanking;
  order: RankingVersion;
  recording: Recording;
  subject: Subject;
  own: Place;
  previous?: Place;
}>;

function rankedByScores({ row, order, recording, subject, own, previous }: At): readonly Sentence[] {
  const total = totalOf(order, subject);
  if (total === undefined) return [];
  const { rank } = own;
  const facts = { ...subject, rank, exact: total.exact, points: total.points };
  const [ahead] = previous?.subjects ?? [];
  const aheadTotal = totalOf(order, ahead);
  if (ahead === undefined || aheadTotal === undefined) {
    return [
      sentence(
        'RANK',
        [`Tổng ${inVietnamese(total.points)} điểm: xếp thứ ${rank}.`, `Total ${total.points}: rank ${rank}.`],
        facts,
        [recording],
      ),
    ];
  }
  const name = shortName(row, ahead);
  return [
    sentence(
      'RANK',
      [
        `Tổng ${inVietnamese(total.points)} điểm: xếp thứ ${rank}, sau ${name} (${inVietnamese(aheadTotal.points)}).`,
        `Total ${total.points}: rank ${rank}, behind ${name} (${aheadTotal.points}).`,
      ],
      { ...facts, behind: subjectKey(ahead), behindExact: aheadTotal.exact, behindPoints: aheadTotal.points },
      [recording],
    ),
  ];
}

function agreedOrder({ order, recording, subject, own: { rank } }: At): Sentence {
  const [vi, en] = BASES[order.basis];
  const since = whenAndWhence(recording);
  return sentence(
    'AGREED_ORDER',
    [
      `Thứ tự không chấm điểm, do ${vi}${since.vi}: xếp thứ ${rank}.`,
      `An order without scores, ${en}${since.en}: rank ${rank}.`,
    ],
    { ...subject, rank, basis: order.basis, ...defined({ decision: order.decision }) },
    [recording],
  );
}

/** On which day, and by which source where it is a claim. */
function whenAndWhence({ occurredOn: { date }, source }: Recording): Readonly<{ vi: string; en: string }> {
  const isKnown = date !== UNKNOWN_DATE;
  return {
    vi: `${isKnown ? ` ${dated(date)}` : ''}${source === undefined ? '' : `, theo nguồn “${source.title}”`}`,
    en: `${isKnown ? ` of ${date}` : ''}${source === undefined ? '' : `, as “${source.title}” says`}`,
  };
}

/** `ngày 10/1/2025`, `tháng 1/2025`, `năm 2025`. */
function dated(date: string): string {
  const precision = precisionOf(date);
  return `${precision === 'YEAR' ? 'năm' : precision === 'MONTH' ? 'tháng' : 'ngày'} ${vietnameseDate(date)}`;
}

const BASES: Readonly<Record<RankingBasis, readonly [vi: string, en: string]>> = {
  ASSENT: ['nhất trí', 'by assent'],
  BALLOT: ['bỏ phiếu', 'by ballot'],
  SELF_SCORE: ['các đơn vị tự chấm điểm', 'by self-scores'],
  SCORES: ['chấm điểm', 'by scores'],
};

const KEYS: Readonly<Record<TieKeyUsed['key'], readonly [vi: string, en: string]>> = {
  CRITERION: ['điểm tiêu chí', 'points of the criterion'],
  MORE_BONUS: ['điểm thưởng nhiều hơn', 'more bonus points'],
  FEWER_DEDUCTIONS: ['điểm trừ ít hơn', 'fewer deductions'],
  LINES_AT_FULL_MARKS: ['số tiêu chí đạt điểm tối đa nhiều hơn', 'more lines at full marks'],
  MORE_OCCURRENCES: ['số lần được ghi nhận nhiều hơn ở tiêu chí', 'more occurrences of'],
  WOMEN_SHARE: [
    'ưu tiên tập thể có từ 70% nữ (Điều 4 NĐ 152/2025/NĐ-CP)',
    'collectives with 70 % women or more (NĐ 152/2025/NĐ-CP Art. 4)',
  ],
  MEMBERS_VOTE: ['biểu quyết của các thành viên', 'a vote of the members'],
  HEAD_DECIDES: ['quyết định của trưởng khối', 'the decision of the head'],
};

/** On an equal total: which key put the unit behind the one before it, and at what each of them stood. */
function keyUsed({ row, order, recording, subject, own, previous }: At): readonly Sentence[] {
  const { decidedBy } = own;
  const [ahead] = previous?.subjects ?? [];
  if (decidedBy === undefined || ahead === undefined) return [];
  const { vi, en } = keySaid(row, decidedBy);
  const values = [subject, ahead].flatMap((one) => valueOf(row, order, decidedBy, one) ?? []);
  const compared = values.length === 2 ? ` (${values.map(readable).join(' – ')})` : '';
  const name = shortName(row, ahead);
  return [
    sentence(
      'TIE_KEY',
      [
        `Bằng tổng điểm với ${name}; xếp sau theo khóa ${vi}${inVietnamese(compared)}.`,
        `Equal total to ${name}; behind by the key ${en}${compared}.`,
      ],
      { ...subject, behind: subjectKey(ahead), ...decidedBy, values },
      [recording],
    ),
  ];
}

/** The key in words, with the title of the criterion it reads. */
function keySaid({ rulebook }: YearRanking, { key, criterionId }: TieKeyUsed): Readonly<{ vi: string; en: string }> {
  const [vi, en] = KEYS[key];
  const label = rulebook?.value.criteria.find((criterion) => criterion.criterionId === criterionId);
  const title = label === undefined ? '' : ` “${label.title.vi}”`;
  return { vi: `${vi}${title}`, en: `${en}${title}` };
}

function valueOf(
  { rulebook }: YearRanking,
  order: RankingVersion,
  { key, criterionId }: TieKeyUsed,
  subject: Subject,
): string | undefined {
  const keys = rulebook?.value.tieKeys ?? [];
  const nth = keys.findIndex((known) => known.key === key && known.criterionId === criterionId);
  return stepsOf(order, subject)?.tieValues[nth];
}

function sameRank({ row, recording, subject, own }: At): readonly Sentence[] {
  const others = own.subjects.filter((other) => !isSame(other, subject));
  if (others.length === 0) return [];
  const names = others.map((other) => shortName(row, other)).join(', ');
  const unknown = { vi: 'chưa rõ thứ tự', en: 'in an order that is not known' };
  const words = own.orderKnown ? { vi: 'không khóa nào phân định', en: 'no key tells them apart' } : unknown;
  return [
    sentence(
      'SAME_RANK',
      [`Đồng hạng với ${names}: ${words.vi}.`, `On one rank with ${names}: ${words.en}.`],
      { ...subject, with: others.map(subjectKey) },
      [recording],
    ),
  ];
}

function brokenTie(row: YearRanking, { value, recording }: RankingVersion['ties'][number]): Sentence {
  const { key, reason } = value;
  const { vi, en } = key === undefined ? { vi: '', en: '' } : saidBy(keySaid(row, { key }));
  const names = value.order.map((subject) => shortName(row, subject)).join(', ');
  return sentence(
    'TIE_BREAK',
    [
      `Hạng ${value.rank} được phân định${vi}: ${names}.${reason === undefined ? '' : ` Lý do: ${reason}`}`,
      `Rank ${value.rank} was put in order${en}: ${names}.${reason === undefined ? '' : ` Reason: ${reason}`}`,
    ],
    { rank: value.rank, order: value.order.map(subjectKey), ...defined({ key }) },
    [recording],
  );
}

function saidBy({ vi, en }: Readonly<{ vi: string; en: string }>): Readonly<{ vi: string; en: string }> {
  return { vi: ` bằng ${vi}`, en: ` by ${en}` };
}

function totalOf(order: RankingVersion, subject: Subject | undefined): SheetDerivation['total'] | undefined {
  return subject && stepsOf(order, subject)?.total;
}

function stepsOf({ sheets }: RankingVersion, subject: Subject): SheetDerivation | undefined {
  return sheets.find((known) => isSame(known, subject));
}
