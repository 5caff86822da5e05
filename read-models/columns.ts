import type { Column } from '../src/http/shapes/table.js';
import type { Party, ReferenceDocument } from '../src/kernel/party.js';
import type { Value } from '../src/sheets/value.js';
import type { Recording } from './recording.js';

/** The columns that say where an entry comes from, the same in all sheets. */
export function recordingColumns<Row>(of: (row: Row) => Recording | undefined): readonly Column<Row>[] {
  return [
    { header: 'Ngày', of: (row) => dateIn(of(row)) },
    { header: 'Cách ghi nhận', of: (row) => wayOf(of(row)) },
    { header: 'Nguồn', of: (row) => of(row)?.source?.title },
  ];
}

function dateIn(recording: Recording | undefined): Value {
  return recording && { date: recording.occurredOn.date };
}

function wayOf(recording: Recording | undefined): Value {
  return recording && (recording.mode === 'ACT' ? 'thực hiện tại đây' : 'nhập theo nguồn');
}

/** A party as the sheet names it. */
export function partyText(party: Party | undefined): Value {
  switch (party?.kind) {
    case undefined:
      return undefined;
    case 'UNIT':
      return party.unitId;
    case 'BLOC':
      return party.blocId;
    case 'EXTERNAL':
      return party.name;
    case 'OFFICE':
      return [party.office, party.person].filter(Boolean).join(' ');
    case 'UNKNOWN':
      return 'chưa rõ';
  }
}

/** The number of a cited document, or what it is called. */
export function documentText(document: ReferenceDocument | undefined): Value {
  return document?.number ?? document?.title;
}

/** Several texts in one cell. */
export function joined(texts: readonly string[]): Value {
  return texts.join('; ');
}
