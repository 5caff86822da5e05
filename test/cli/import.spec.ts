import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ImportOptions, importSheet, writeTemplate } from '../../src/cli/import.js';
import { readSheets } from '../../src/sheets/read-file.js';
import { readFile } from 'node:fs/promises';
import { TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';

const SHEET = 'Tên đơn vị;Loại đơn vị;Ngày\nTỉnh Điện Biên;tỉnh;2004\nTỉnh Lào Cai;tỉnh;3/4/2004\nHội cựu;hội;2004\n';

describe('import at the command line', () => {
  const folder = temporaryFolder();
  const path = folder.path('don-vi.csv');
  let service: TestService;
  let options: ImportOptions;
  let lines: string[];
  const print = (line: string): void => void lines.push(line);

  beforeAll(async () => {
    service = await TestService.start();
    const tokenFile = folder.path('token.txt');
    writeFileSync(tokenFile, `${await service.token({ subject: 'c', name: 'C', role: 'council' })}\n`);
    writeFileSync(path, SHEET);
    options = { url: service.url, tokenFile };
  });
  beforeEach(() => {
    lines = [];
  });
  afterAll(async () => {
    await service.stop();
    folder.remove();
  });

  it('tells what would become of each line, and records nothing', async () => {
    expect(await importSheet('units', path, options, print)).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(/^C3 {2}ASKED {2}Ngày {2}có thể là ngày 3 tháng 4 hoặc ngày 4 tháng 3/),
      expect.stringMatching(/^B4 {2}WRONG {2}Loại đơn vị {2}phải là một trong: tỉnh, thành phố;/),
      'WOULD_RECORD: 1, ASKED: 1, WRONG: 1',
      'Nothing was recorded. With --record it is.',
    ]);
  });

  it('records what is clear, once', async () => {
    await importSheet('units', path, { ...options, dates: 'DMY', record: true }, print);
    expect(lines.filter((line) => line.includes(': '))).toContain('RECORDED: 2, WRONG: 1');
    lines = [];
    await importSheet('units', path, { ...options, dates: 'DMY', record: true }, print);
    expect(lines.at(-1)).toBe('UNCHANGED: 2, WRONG: 1');
  });

  it('says in words what is wrong with the order', async () => {
    await expect(importSheet('khac', path, options, print)).rejects.toThrow(/no kind khac: use one of units, members/);
    await expect(importSheet('units', path, { url: service.url }, print)).rejects.toThrow('--token-file');
    await expect(importSheet('units', path, { ...options, dates: 'YMD' }, print)).rejects.toThrow(/^400: .*\/dates/);
  });

  it.each(['mau.xlsx', 'mau.csv'])('writes a template that it reads: %s', async (name) => {
    const file = folder.path(name);
    writeTemplate('members', file, print);
    const [sheet] = [...(await rowsOf(await readFile(file)))].slice(-1);
    expect(sheet).toEqual(['Mã cụm, khối', 'Mã đơn vị', 'Tên đơn vị', 'Từ ngày', 'Văn bản']);
    expect(() => writeTemplate('members', file, print)).toThrow('EEXIST');
  });
});

async function rowsOf(bytes: Buffer): Promise<readonly (readonly (string | undefined)[])[]> {
  const rows: (string | undefined)[][] = [];
  for await (const sheet of readSheets(bytes)) {
    for await (const { cells } of sheet.rows) {
      rows.push(Array.from(cells, (cell) => (cell?.kind === 'TEXT' ? cell.text : undefined)));
    }
  }
  return rows;
}
