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

/** A cited document (văn bản). A reference may lack its date or number (S3 cites "Nghị quyết số 10" without one). */
export type ReferenceDocument = Readonly<{ number?: string; date?: PartialDate; issuer?: string; title?: string }>;

/** A document behind a score line: what it is, and the SHA-256 of the file (64 hex digits) when one is kept. */
export type Evidence = Readonly<{ title: string; document?: ReferenceDocument; sha256?: string }>;
