import type { TokenClaims } from '../../identity/signing-key.js';
import { defined } from '../../kernel/defined.js';
import { onDay, type Request, type Step, type Words } from './story.js';

/** Points of parts I, II and III. */
export type Marks = readonly [part1: string, part2: string, part3: string];

/** A sheet of a unit: what it gave itself, what the bloc agreed on, and why they differ. */
export type SheetText = Readonly<{ unitId: string; self: Marks; agreed: Marks; reason?: string }>;

/** Who does what when with the sheets of one year, all [SYN]: no report prints points. */
export type ScoringText = Readonly<{
  year: string;
  /** The path of the year, `/blocs/…/years/…`. */
  path: string;
  sheets: readonly SheetText[];
  representativeOf: (unitId: string) => TokenClaims;
  /** Of the secretariat (Tổ giúp việc), and not of that unit (R14). */
  appraiserOf: (unitId: string) => TokenClaims;
  secretary: TokenClaims;
  sessionId: string;
  days: Readonly<{ self: string; appraisal: string; agreement: string }>;
}>;

export const INVENTED_FIGURES: Words = { vi: 'ngày, điểm, lý do', en: 'days, points, reasons' };

export function selfScored(text: ScoringText): Step {
  return {
    says: {
      vi: `${text.sheets.length} đơn vị tự chấm điểm năm ${text.year}`,
      en: `${text.sheets.length} units hand in their self-scores for ${text.year}`,
    },
    invented: INVENTED_FIGURES,
    sends: text.sheets.map(({ unitId, self }) => ({
      by: text.representativeOf(unitId),
      path: `${text.path}/scores/self-scores`,
      body: {
        ...onDay(text.days.self),
        unitId,
        lines: linesOf(self).map((line) => ({
          ...line,
          evidence: [{ title: `Báo cáo kết quả thi đua năm ${text.year} (${line.criterionId})` }],
        })),
      },
    })),
  };
}

export function appraised(text: ScoringText): Step {
  return {
    says: {
      vi: 'Tổ giúp việc thẩm định, chỗ nào khác đều ghi lý do',
      en: 'The secretariat appraises, with a reason for every difference',
    },
    invented: INVENTED_FIGURES,
    sends: text.sheets.map((sheet) => appraisalOf(text, sheet)),
  };
}

export function appraisalOf(text: ScoringText, { unitId, self, agreed, reason }: SheetText): Request {
  const before = linesOf(self);
  const lines = linesOf(agreed).filter(({ mark }, part) => mark !== before[part]?.mark);
  return {
    by: text.appraiserOf(unitId),
    path: `${text.path}/scores/appraisals`,
    body: {
      ...onDay(text.days.appraisal),
      unitId,
      lines: lines.map((line) => ({ ...line, ...defined({ reason }) })),
    },
  };
}

/** The bloc adopts the appraised figures of these units. */
export function agreementOf({ path, secretary, sessionId, days }: ScoringText, unitId: string): Request {
  return {
    by: secretary,
    path: `${path}/scores/agreements`,
    body: { ...onDay(days.agreement), unitId, lines: [], sessionId },
  };
}

export function linesOf(marks: Marks): readonly Readonly<{ criterionId: string; mark: string }>[] {
  return marks.map((mark, part) => ({ criterionId: `phan-${part + 1}`, mark }));
}
