import { tableOf, tableOfList } from '../../src/http/shapes/table.js';
import { documentText, joined, partyText } from '../columns.js';
import type { Listed } from '../rows.js';
import type { CitationView, DocumentsOfNumberView, OneDocumentView } from './documents.dto.js';

const dateOf = (date: Readonly<{ date: string }> | undefined) => date && { date: date.date };

/** A line for each document, not for each number. */
export const DOCUMENTS_TABLE = tableOf<Listed<DocumentsOfNumberView>, OneDocumentView>(
  'Mục lục văn bản',
  ({ items }) => items.flatMap(({ row }) => row.documents),
  [
    { header: 'Số văn bản', of: ({ document }) => documentText(document) },
    { header: 'Ngày văn bản', of: ({ document }) => dateOf(document.date) },
    { header: 'Cơ quan ban hành', of: ({ document }) => partyText(document.issuer) },
    { header: 'Trích yếu', of: ({ document }) => document.title },
    {
      header: 'Quan hệ với văn bản',
      of: ({ relations }) => joined(relations.map(({ to }) => to.number ?? to.title ?? '')),
    },
    { header: 'Số văn bản có thể trùng', of: ({ possiblySame }) => possiblySame.length },
  ],
);

export const CITATIONS_TABLE = tableOfList<CitationView>('Nơi viện dẫn văn bản', [
  { header: 'Số văn bản', of: ({ reference }) => documentText(reference) },
  { header: 'Ngày văn bản', of: ({ reference }) => dateOf(reference.date) },
  { header: 'Cơ quan ban hành', of: ({ reference }) => partyText(reference.issuer) },
  { header: 'Hồ sơ viện dẫn', of: ({ event }) => event.stream },
  { header: 'Thứ tự trong hồ sơ', of: ({ event }) => event.revision },
  { header: 'Mã khối, cụm', of: ({ blocId }) => blocId },
  { header: 'Năm thi đua', of: ({ year }) => year },
]);
