import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { FORMS } from '../imports/forms.js';
import type { ImportForm } from '../imports/form.js';
import type { ImportReportView } from '../imports/import.dto.js';
import { formViewOf, TEMPLATE } from '../imports/template.js';
import { MOST } from '../sheets/sheet.js';
import { csvWriter } from '../sheets/csv-writer.js';
import { xlsxWriter } from '../sheets/xlsx-writer.js';
import { assertFile } from './places.js';

/** The options of the command as the operator typed them. */
export type ImportOptions = Readonly<{
  url: string;
  tokenFile?: string;
  record?: boolean;
  dates?: string;
  decimals?: string;
  hidden?: string;
  sheet?: string;
}>;

type Print = (line: string) => void;

/** Writes the template of a kind of sheet, .csv or .xlsx by the name of the file, which must be new. */
export function writeTemplate(kind: string, path: string, print: Print): void {
  const form = formNamed(kind);
  assertFile({ named: '<file>', path });
  const writer = path.endsWith('.csv') ? csvWriter(TEMPLATE.headers) : xlsxWriter(form.title.vi, TEMPLATE.headers);
  const bytes = Buffer.concat([writer.take(TEMPLATE.rows(formViewOf(form))), writer.end()]);
  writeFileSync(path, bytes, { flag: 'wx' });
  print(`Wrote the template of ${form.title.en} to ${path}: write below its last line, then: import ${kind} ${path}`);
}

/**
 * Sends a sheet to a running service and prints what would become of each line; with `record` it is recorded after that.
 * @returns whether nothing is left to ask, to correct or to do.
 */
export async function importSheet(kind: string, path: string, options: ImportOptions, print: Print): Promise<boolean> {
  formNamed(kind);
  const bytes = readFileSync(path);
  if (bytes.length > MOST.bytes) throw new Error(`${path} is larger than ${MOST.bytes / 1024 / 1024} MiB: divide it`);
  const send = (confirm?: string): Promise<ImportReportView> => sent(kind, path, bytes, { ...options, confirm });
  const dry = await send();
  told(dry, print);
  if (options.record !== true) {
    print('Nothing was recorded. With --record it is.');
    return isClean(dry);
  }
  print('Recording …');
  const recorded = await send(dry.file.sha256);
  told(recorded, print);
  return isClean(recorded);
}

function formNamed(kind: string): ImportForm {
  const form = FORMS.find((each) => each.kind === kind);
  if (form !== undefined) return form;
  throw new Error(`There is no kind ${kind}: use one of ${FORMS.map((each) => each.kind).join(', ')}`);
}

type Sending = ImportOptions & Readonly<{ confirm: string | undefined }>;

async function sent(kind: string, path: string, bytes: Buffer, options: Sending): Promise<ImportReportView> {
  const { url, tokenFile, confirm, dates, decimals, hidden, sheet } = options;
  if (tokenFile === undefined) throw new Error('Say who imports: --token-file, a file that holds the bearer token');
  const address = new URL(`/imports/${kind}`, url);
  const said = { file: basename(path), confirm, dates, decimals, hidden, sheet };
  for (const [name, value] of Object.entries(said)) if (value !== undefined) address.searchParams.set(name, value);
  const headers = {
    authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
    'content-type': 'application/octet-stream',
  };
  const answer = await fetch(address, { method: 'POST', headers, body: new Uint8Array(bytes) });
  if (answer.ok) return (await answer.json()) as ImportReportView;
  const { detail = '', errors = [] } = (await answer.json()) as Readonly<{
    detail?: string;
    errors?: readonly Readonly<{ pointer: string; detail: string }>[];
  }>;
  const fields = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
  throw new Error(`${answer.status}: ${[detail, fields].filter(Boolean).join(': ')}`);
}

function told({ lines, counts }: ImportReportView, print: Print): void {
  for (const { at, fate, header, messages } of lines) {
    if (messages !== undefined) print([at, fate, header, messages.vi].filter(Boolean).join('  '));
  }
  print(counts.map(({ fate, lines: count }) => `${fate}: ${count}`).join(', '));
}

function isClean({ counts }: ImportReportView): boolean {
  return counts.every(({ fate }) => fate !== 'ASKED' && fate !== 'WRONG' && fate !== 'REFUSED');
}
