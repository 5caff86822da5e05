import { createHash } from 'node:crypto';
import type { ImportReportView } from '../src/imports/import.dto.js';
import { xlsxWriter } from '../src/sheets/xlsx-writer.js';
import { Child } from './child.js';
import { LedgerFolder } from './ledger-folder.js';
import { residentSize } from './process-figures.js';
import { progress, type Row } from './report.js';

type Size = Readonly<{ small: number; large: number }>;
export const FULL: Size = { small: 1_000, large: 10_000 };
export const QUICK: Size = { small: 100, large: 1_000 };

const HEADERS = ['Tên đơn vị', 'Loại đơn vị', 'Ngày'];

type Sent = Readonly<{ rate: number; mib: number; fates: readonly string[] }>;
type Run = Readonly<{ dry: Sent; recorded: Sent; again: Sent }>;

/** A workbook of units through the service (ROLE=all): run dry, recorded, and sent again; each size on a service and a ledger of its own. */
export async function benchImport({ small, large }: Size): Promise<readonly Row[]> {
  const [few, many] = [await runOn(small), await runOn(large)];
  const others = Object.values(many).flatMap(({ fates }: Sent) => fates);
  return [
    { what: `import: dry run of ${large} rows`, value: many.dry.rate, unit: 'rows/s', wanted: 'at least 1,000' },
    { what: `import: recording of ${large} rows`, value: many.recorded.rate, unit: 'rows/s', wanted: 'at least 1,000' },
    { what: `import: ${large} rows sent again`, value: many.again.rate, unit: 'rows/s' },
    { what: `import: memory after the dry run of ${small} rows`, value: few.dry.mib, unit: 'MiB' },
    { what: `import: memory after the dry run of ${large} rows`, value: many.dry.mib, unit: 'MiB' },
    { what: 'import: ratio of memory, dry run', value: many.dry.mib / few.dry.mib, unit: '', wanted: 'at most 1.3' },
    {
      what: 'import: ratio of memory, recorded and sent again',
      value: many.again.mib / few.again.mib,
      unit: '',
      wanted: 'at most 1.3',
    },
    {
      what: 'import: fates of the three that are not WOULD_RECORD, RECORDED, UNCHANGED',
      value: others.filter((fate, nth) => fate !== ['WOULD_RECORD', 'RECORDED', 'UNCHANGED'][nth]).length,
      unit: '',
      wanted: '0',
    },
  ];
}

async function runOn(rows: number): Promise<Run> {
  const folder = await LedgerFolder.make();
  const service = await Child.start<{ url: string }>('service.child', folder.settings('all'));
  try {
    // What is loaded and compiled at the first request is no part of an import.
    const send = sending(service, await folder.councilToken());
    await send(workbook(1, 'một'), false);
    const file = workbook(rows, 'nhiều');
    const run = { dry: await send(file, false), recorded: await send(file, true), again: await send(file, true) };
    progress(`import: ${rows} rows`);
    return run;
  } finally {
    await service.stop();
    await folder.remove();
  }
}

function sending({ answer: { url }, pid }: Child<{ url: string }>, token: string) {
  return async (file: Buffer, records: boolean): Promise<Sent> => {
    const confirm = records ? `&confirm=${createHash('sha256').update(file).digest('hex')}` : '';
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
    const begin = performance.now();
    const answer = await fetch(`${url}/imports/units?file=don-vi.xlsx${confirm}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(file),
    });
    const { lines, counts } = (await answer.json()) as ImportReportView;
    const rate = (lines.length * 1000) / (performance.now() - begin);
    return { rate, mib: residentSize(pid), fates: counts.map(({ fate }) => fate) };
  };
}

function workbook(rows: number, word: string): Buffer {
  const writer = xlsxWriter('Đơn vị', HEADERS);
  const units = Array.from({ length: rows }, (_, nth) => [`Đơn vị ${word} ${nth}`, 'sở', { date: '2004-01-01' }]);
  return Buffer.concat([writer.take(units), writer.end()]);
}
