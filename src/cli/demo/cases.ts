import { BESIDE_QUANG_NGAI, BESIDE_SEVEN_PROVINCES } from './beside.js';
import type { Fact } from './facts.js';
import { FACTS_OF_NINE_DISTRICTS } from './nine-districts.facts.js';
import { NINE_DISTRICTS } from './nine-districts.js';
import { FACTS_OF_QUANG_NGAI } from './quang-ngai.facts.js';
import { QUANG_NGAI } from './quang-ngai.js';
import { FACTS_OF_SEVEN_DEPARTMENTS } from './seven-departments.facts.js';
import { SEVEN_DEPARTMENTS } from './seven-departments.js';
import { FACTS_OF_SEVEN_PROVINCES } from './seven-provinces.facts.js';
import { SEVEN_PROVINCES } from './seven-provinces.js';
import type { Story } from './story.js';
import { FACTS_OF_THAI_NGUYEN } from './thai-nguyen.facts.js';
import { EXEMPLARS_OF_THAI_NGUYEN } from './thai-nguyen.js';

/** A real case: its story, the facts of its report with their places, and those that have none. */
export type Case = Readonly<{ id: string; story: Story; facts: readonly Fact[]; unheld: readonly string[] }>;

const NO_FIELD = 'no field';

/** The cases in the order of their ids. */
export const CASES: readonly Case[] = [
  {
    id: 'S0',
    story: SEVEN_DEPARTMENTS,
    facts: FACTS_OF_SEVEN_DEPARTMENTS,
    unheld: [
      `Nhiệm kỳ 2020-2025 và 2025-2030: ${NO_FIELD} for a term that is no movement and no emulation year.`,
      `Bão số 3; sắp kiện toàn tổ chức bộ máy, sắp xếp cán bộ: ${NO_FIELD} for the circumstances of a year; a reorganisation is recorded once it has its day.`,
      'Ngày 29/11 in no told year: a date without its year cannot be recorded; the story says 2024, by context.',
      'The contents of what the units ask of the ministry: not told.',
    ],
  },
  {
    id: 'S1',
    story: EXEMPLARS_OF_THAI_NGUYEN,
    facts: FACTS_OF_THAI_NGUYEN,
    unheld: [
      'Đăng lúc 15:28: a source has the day of its publication, not the hour.',
      `"Như:" before the awards of the offices, so that the list is not exhaustive: ${NO_FIELD} says that a list of commendations is open.`,
    ],
  },
  {
    id: 'S2',
    story: { ...SEVEN_PROVINCES, chapters: [...SEVEN_PROVINCES.chapters, BESIDE_SEVEN_PROVINCES] },
    facts: FACTS_OF_SEVEN_PROVINCES,
    unheld: [
      'Trịnh Xuân Trường, Bí thư Tỉnh ủy, Chủ tịch Hội đồng TĐKT tỉnh: a person has one office where the story names him; the two others are not entered.',
      `Tác giả Linh Vũ: ${NO_FIELD} for the author of a source.`,
      `Không đạt tốc độ tăng trưởng kinh tế như kỳ vọng; bão số 3; Kế hoạch KT-XH 2021-2025: ${NO_FIELD} for the circumstances of a year.`,
      'Cách viết "Cụm thi đua" beside "Cụm Thi đua": one name, for case does not tell names apart.',
      'Which members the 14 exemplars come from: not told.',
    ],
  },
  {
    id: 'S3',
    story: NINE_DISTRICTS,
    facts: FACTS_OF_NINE_DISTRICTS,
    unheld: [
      'Năm của "18 - 19/12": not told; the story says 2023, by context.',
      '20.000 là trong số 700.000: both figures stand, that one is part of the other does not.',
      `Phòng Nội vụ tham mưu đăng ký, xét danh hiệu, xét đề nghị khen thưởng; Chủ tịch Hội đồng TĐKT các huyện; kiểm tra, giám sát: ${NO_FIELD} for who advises whom.`,
      'Chiến lược phát triển nông nghiệp hàng hóa, the subject of Nghị quyết số 10: not entered.',
    ],
  },
  {
    id: 'S4',
    story: { ...QUANG_NGAI, chapters: [...QUANG_NGAI.chapters, BESIDE_QUANG_NGAI] },
    facts: FACTS_OF_QUANG_NGAI,
    unheld: [
      'Dự thảo Báo cáo kết quả thực hiện giao ước 2023; phương hướng 2024: not entered; a session could list them in its agenda.',
      'Họ chỉ tiêu (giải ngân đầu tư công, vận chuyển, giá trị SXCN, xuất khẩu, NSNN, việc làm, IIP, đô thị hóa, …): the story enters none of the figures.',
      'Thủ tướng, Chủ tịch UBND tỉnh phát động: which movement was launched by whom is not told.',
      'Đăng lúc 19:08, Lê Danh: a source has neither hour nor author.',
    ],
  },
];
