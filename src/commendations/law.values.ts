import type { LocalDate } from '../kernel/instant.js';
import { covers, meets, type Period } from '../kernel/partial-date.js';
import type { DocumentKind } from '../kernel/party.js';

/** A legal text that decisions rest on, and the days that it is in force; an end that was not found is absent. */
export type LegalBasis = Period & Readonly<{ number: string; kind: DocumentKind; title: string; source: string }>;

const day = (text: string): LocalDate => text as LocalDate;

/**
 * The legal texts whose days are known here. The texts were read in stored copies: look at the text in force before citing one.
 * A text that is not listed may be cited too, and its days are not judged.
 */
export const LEGAL_BASES: readonly LegalBasis[] = [
  {
    number: '91/2017/NĐ-CP',
    kind: 'DECREE',
    title: 'Nghị định 91/2017/NĐ-CP về thi đua, khen thưởng',
    to: day('2023-12-31'),
    source:
      'Trả lời của Ban Thi đua - Khen thưởng Trung ương; Luật 06/2022/QH15 và Nghị định 98/2023 áp dụng từ 1/1/2024',
  },
  {
    number: '06/2022/QH15',
    kind: 'LAW',
    title: 'Luật Thi đua, khen thưởng 06/2022/QH15 ngày 15/6/2022',
    from: day('2024-01-01'),
    source: 'lawnet.vn; thuvienphapluat.vn',
  },
  {
    number: '98/2023/NĐ-CP',
    kind: 'DECREE',
    title: 'Nghị định 98/2023/NĐ-CP ngày 31/12/2023',
    from: day('2024-01-01'),
    to: day('2025-06-30'),
    source: 'thuvienphapluat.vn; lawnet.vn',
  },
  {
    number: '152/2025/NĐ-CP',
    kind: 'DECREE',
    title: 'Nghị định 152/2025/NĐ-CP ngày 14/6/2025, thay thế Nghị định 98/2023/NĐ-CP',
    from: day('2025-07-01'),
    source: 'Hỏi đáp pháp luật đã lưu',
  },
  {
    number: '01/2024/TT-BNV',
    kind: 'CIRCULAR',
    title: 'Thông tư 01/2024/TT-BNV',
    to: day('2025-08-04'),
    source: 'Thông tư 15/2025/TT-BNV thay thế từ 5/8/2025; chỉ đọc được phần đầu',
  },
  {
    number: '15/2025/TT-BNV',
    kind: 'CIRCULAR',
    title: 'Thông tư 15/2025/TT-BNV ngày 4/8/2025',
    from: day('2025-08-05'),
    source: 'Chỉ đọc được phần đầu của văn bản',
  },
  {
    number: '06/2026/QH16',
    kind: 'LAW',
    title: 'Luật 06/2026/QH16 sửa đổi Luật Thi đua, khen thưởng',
    from: day('2026-10-01'),
    source: 'Danh mục văn bản đã công bố; cần đối chiếu bản gốc. Hồ sơ nhận trước 1/10/2026 tiếp tục theo quy định cũ',
  },
];

/** The text that is cited, where its days are known: "98/2023/NĐ-CP", "98/2023/ND-CP", "Nghị định 98/2023/NĐ-CP". */
export function legalBasisOf(cited: string): LegalBasis | undefined {
  return LEGAL_BASES.find(({ number }) => new RegExp(`(?<!\\d)${plain(number)}(?![a-z0-9])`).test(plain(cited)));
}

/** In small letters without marks and spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}

/** Whether it may be in force on one of those days: none is before the year in its number. */
export function isInForce(basis: LegalBasis, days: Period): boolean {
  const [year = ''] = /\d{4}/.exec(basis.number) ?? [];
  return meets({ from: day(`${year}-01-01`), ...basis }, days);
}

/** The numbers of the texts that are in force on that day, as far as is known. */
export function basesOn(date: LocalDate): readonly string[] {
  return LEGAL_BASES.filter((basis) => isInForce(basis, { from: date, to: date })).map(({ number }) => number);
}

/** A ground on which an award may be annulled, by which text, and the days on which that text allows it. */
export type RevocationGround = Period & Readonly<{ id: string; title: string; source: string }>;

const ARTICLE_93 = { from: day('2024-01-01'), source: 'Luật 06/2022/QH15, Điều 93' };

/** What the law allows to annul an award for. Before 1/1/2024 other laws applied; their grounds are not listed. */
export const REVOCATION_GROUNDS: readonly RevocationGround[] = [
  { id: 'FALSE_DECLARATION', title: 'Gian dối trong kê khai thành tích', ...ARTICLE_93 },
  { id: 'FORGED_DOSSIER', title: 'Hồ sơ sai sự thật, giả mạo', ...ARTICLE_93 },
  { id: 'UNLAWFUL_CONSIDERATION', title: 'Xét khen thưởng trái quy định của pháp luật', ...ARTICLE_93 },
  {
    id: 'LATER_FOUND_VIOLATION',
    title: 'Có kết luận, bản án về vi phạm trong thời gian tính thành tích',
    ...ARTICLE_93,
  },
];

/** Whether a source that words its ground so can be held against the law of that day: it cites one that is known here, and a law is known. */
export function isJudged(ground: string, date: LocalDate): boolean {
  return groundsOn(date).length > 0 && REVOCATION_GROUNDS.some(({ id }) => id === ground);
}

/** The grounds that are lawful on that day. */
export function groundsOn(date: LocalDate): readonly string[] {
  return REVOCATION_GROUNDS.filter((ground) => covers(ground, date)).map(({ id }) => id);
}
