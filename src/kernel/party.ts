import type { PartialDate } from './partial-date.js';

/** A natural person as far as the act is public and official (D5): name and office, nothing private. */
export type Person = Readonly<{ name: string; office?: string }>;

/**
 * The party that grants, receives, signs, issues, presents or hosts (H13). UBND tỉnh (a body) and Chủ tịch UBND tỉnh
 * (a person in an office) are different grantors, and a source may not say who it was.
 */
export type Party =
  | Readonly<{ kind: 'UNIT'; unitId: string }>
  | Readonly<{ kind: 'OFFICE'; office: string; person?: string; unitId?: string }>
  | Readonly<{ kind: 'BLOC'; blocId: string }>
  | Readonly<{ kind: 'EXTERNAL'; name: string }>
  | Readonly<{ kind: 'UNKNOWN' }>;

/** What a document is (loại văn bản): law, decree, circular, resolution, decision, plan, guideline, notice, report, minutes, submission, letter. */
export const DOCUMENT_KINDS = [
  'LAW',
  'DECREE',
  'CIRCULAR',
  'RESOLUTION',
  'DECISION',
  'PLAN',
  'GUIDELINE',
  'NOTICE',
  'REPORT',
  'MINUTES',
  'SUBMISSION',
  'LETTER',
  'OTHER',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A cited document (văn bản), as far as its source tells: S3 cites "Nghị quyết số 10" without a date. */
export type ReferenceDocument = Readonly<{
  kind?: DocumentKind;
  number?: string;
  date?: PartialDate;
  issuer?: Party;
  title?: string;
}>;

/** A document behind a score line: what it is, and the SHA-256 of the file (64 hex digits) when one is kept. */
export type Evidence = Readonly<{ title: string; document?: ReferenceDocument; sha256?: string }>;
