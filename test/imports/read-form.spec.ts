import { noEntry } from '../../src/imports/header.js';
import { describe, expect, it } from '@jest/globals';
import type { ImportForm } from '../../src/imports/form.js';
import { FORMS } from '../../src/imports/forms.js';
import { MEMBERS_FORM } from '../../src/imports/members.import.js';
import { type Line, readForm } from '../../src/imports/read-form.js';
import type { Answers } from '../../src/imports/readings.js';
import { formViewOf, TEMPLATE } from '../../src/imports/template.js';
import { UNITS_FORM } from '../../src/imports/units.import.js';
import { readSheets } from '../../src/sheets/read-file.js';
import { xlsxWriter } from '../../src/sheets/xlsx-writer.js';
import { row, type SheetXml, workbook } from '../support/workbook.js';

async function linesOf(
  bytes: Buffer,
  answers: Answers = {},
  form: ImportForm = MEMBERS_FORM,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const line of readForm(readSheets(bytes), form, answers)) lines.push(line);
  return lines;
}

const brief = (line: Line): string =>
  line.fate === 'ENTRY' ? `${line.at} ${line.key}` : `${line.at} ${line.fate} ${line.messages.vi}`;

const csv = async (text: string, answers?: Answers, form?: ImportForm): Promise<readonly string[]> =>
  (await linesOf(Buffer.from(text), answers, form)).map(brief);

const HEADER = 'Mã cụm, khối;Tên đơn vị;Từ ngày\n';

describe('a sheet of members', () => {
  it.each([
    ['as the template has them', HEADER],
    ['in capitals without marks', 'MA CUM KHOI;TEN DON VI;TU NGAY\n'],
    ['by other names, with what is explained in brackets', 'Khối thi đua;Đơn vị (tên đầy đủ);Ngày tham gia\n'],
    [
      'in another order among others, below a title',
      'DANH SÁCH THÀNH VIÊN;;;\nKèm theo Quyết định;;;\nKhối;Đơn vị;STT;Từ ngày\n',
    ],
  ])('is known by its headers %s', async (_, header) => {
    const last = header.trimEnd().split('\n').at(-1)?.split(';') ?? [];
    const cells = last.map((name) =>
      /^(Ma cum|Mã cụm|Khối)/i.test(name)
        ? 'cum-7-tinh'
        : /stt/i.test(name)
          ? '1'
          : /n(g|)ay|ngày/i.test(name)
            ? '2008'
            : 'Tỉnh Điện Biên',
    );
    const [line] = await linesOf(Buffer.from(`${header}${cells.join(';')}\n`));
    expect(line).toMatchObject({
      fate: 'ENTRY',
      entry: { blocId: 'cum-7-tinh', name: 'Tỉnh Điện Biên', when: '2008' },
      key: 'cum-7-tinh/tinh-dien-bien',
    });
  });

  it('says of every line what becomes of it, by its cell', async () => {
    const text =
      `${HEADER}(1);(2);(3)\ncum-7-tinh;Tỉnh Điện Biên;2008\n;Tỉnh Lào Cai;2008\ncum-7-tinh;;2008\n` +
      `cum-7-tinh;Tỉnh Sơn La;1/2/2008\ncum-7-tinh;Tỉnh Hà Giang;31/2/2008\n${HEADER}Tổng cộng;7;\nCộng:;7;\n`;
    expect(await csv(text)).toEqual([
      'A2 PASSED_OVER dòng đánh số cột',
      'B3 cum-7-tinh/tinh-dien-bien',
      'A4 WRONG ô bắt buộc còn trống',
      'A5 WRONG ô bắt buộc còn trống',
      'C6 ASKED có thể là ngày 1 tháng 2 hoặc ngày 2 tháng 1: hãy nêu cách ghi ngày của tệp (dates)',
      'C7 WRONG không có ngày này trong lịch',
      'A8 PASSED_OVER tiêu đề lặp lại',
      'A9 PASSED_OVER dòng tổng cộng, không phải một mục',
      'A10 PASSED_OVER dòng tổng cộng, không phải một mục',
    ]);
    expect((await csv(text, { dates: 'DMY' }))[4]).toBe('B6 cum-7-tinh/tinh-son-la');
  });

  it('has each header once', async () => {
    expect(await csv('Khối;Mã cụm, khối;Đơn vị;Từ ngày\na;b;c;2008\n')).toEqual([
      'B1 WRONG hai cột cùng là "Mã cụm, khối": A1 và B1; hãy bỏ hoặc đổi tên một cột',
    ]);
  });

  it('is not looked for without its headers, which are named', async () => {
    expect(await csv('Họ tên;Tuổi\nA;1\n')).toEqual([
      'A1 WRONG không thấy dòng tiêu đề có các cột "Mã cụm, khối", "Từ ngày" và "Mã đơn vị" hoặc "Tên đơn vị"',
    ]);
  });
});

describe('a workbook of members', () => {
  const header = row(1, 'Mã cụm, khối', 'Tên đơn vị', 'Từ ngày');
  const sheet = (name: string, more: Partial<SheetXml> = {}): SheetXml => ({
    name,
    rows: `${header}${row(2, 'cum-7-tinh', 'Tỉnh Điện Biên', 2008)}`,
    ...more,
  });
  const read = async (sheets: readonly SheetXml[], answers?: Answers): Promise<readonly string[]> =>
    (await linesOf(workbook({ sheets }), answers)).map(brief);

  it('may have other sheets and hidden ones', async () => {
    const sheets = [{ name: 'Bìa', rows: row(1, 'x') }, sheet('Ẩn', { state: 'hidden' }), sheet('Năm 2023')];
    expect(await read(sheets)).toEqual(['Ẩn!A1 PASSED_OVER trang tính ẩn', 'Năm 2023!B2 cum-7-tinh/tinh-dien-bien']);
  });

  it('asks which sheet is meant where two have the table', async () => {
    const sheets = [sheet('A'), sheet('B')];
    expect(await read(sheets)).toEqual([
      'A!B2 cum-7-tinh/tinh-dien-bien',
      'B!A1 ASKED trang tính "B" cũng có bảng này, như "A": hãy nêu trang tính cần nhập (sheet)',
    ]);
    expect(await read(sheets, { sheet: 'B' })).toEqual([
      'A!A1 PASSED_OVER không phải trang tính được nêu',
      'B!B2 cum-7-tinh/tinh-dien-bien',
    ]);
  });

  it('asks whether hidden rows are taken', async () => {
    const rows = `${header}${row(2, 'cum-7-tinh', 'Tỉnh Điện Biên', 2008).replace('<row', '<row hidden="1"')}`;
    expect(await read([{ name: 'A', rows }])).toEqual(['A!A2 ASKED dòng ẩn: hãy nêu nhập hay bỏ các dòng ẩn (hidden)']);
    expect(await read([{ name: 'A', rows }], { hidden: 'TAKE' })).toEqual(['A!B2 cum-7-tinh/tinh-dien-bien']);
    expect(await read([{ name: 'A', rows }], { hidden: 'LEAVE' })).toEqual(['A!A2 PASSED_OVER dòng ẩn']);
  });

  it('gives the bloc of merged cells to all their rows, and a header over two rows once', async () => {
    const rows =
      row(1, 'Mã cụm, khối', 'Tên đơn vị', 'Từ ngày') +
      row(2, undefined, undefined, 'Từ ngày') +
      row(3, 'cum-7-tinh', 'Tỉnh Điện Biên', 2008) +
      row(4, undefined, 'Tỉnh Lào Cai', 2008);
    const behind = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="A3:A4"/></mergeCells>';
    expect(await read([{ name: 'A', rows, behind }])).toEqual([
      'A!A2 PASSED_OVER tiêu đề lặp lại',
      'A!B3 cum-7-tinh/tinh-dien-bien',
      'A!B4 cum-7-tinh/tinh-lao-cai',
    ]);
  });
});

describe('every form', () => {
  it.each(FORMS.map((form) => [form.kind, form] as const))(
    'makes a template that it reads itself: %s',
    async (_, form) => {
      const view = formViewOf(form);
      const writer = xlsxWriter(TEMPLATE.title, TEMPLATE.headers);
      const head = writer.take(TEMPLATE.rows(view));
      const examples = writer.take([Object.values(form.columns).map(({ example }) => example)]);
      const lines = await linesOf(Buffer.concat([head, examples, writer.end()]), {}, form);
      expect(lines.map(({ fate }) => fate)).toEqual(['ENTRY']);
      expect(Object.keys(lines[0]?.fate === 'ENTRY' ? lines[0].entry : {})).toEqual(Object.keys(form.columns));
    },
  );

  it('has no two columns of one name', () => {
    for (const { columns } of FORMS) {
      const names = Object.values(columns).flatMap(({ header, others = [] }) => [header, ...others]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('takes kinds of units by any of their words', async () => {
    const text = 'Tên đơn vị;Loại;Ngày\nA;TỈNH;2008\nB;DEPARTMENT;2008\nC;Sở;2008\nD;hội;2008\n';
    const lines = await linesOf(Buffer.from(text), {}, UNITS_FORM);
    expect(lines.map((line) => (line.fate === 'ENTRY' ? line.entry['unitKind'] : line.fate))).toEqual([
      ...['PROVINCE', 'DEPARTMENT', 'DEPARTMENT'],
      'WRONG',
    ]);
  });
});

describe('a unit whose name begins like a line of totals', () => {
  it.each(['Tổng cục Thuế', 'Tổng công ty Điện lực', 'Cộng đồng doanh nghiệp', 'Tổng Liên đoàn Lao động'])(
    'is an entry: %s',
    (name) => {
      const cells = [
        { kind: 'TEXT', text: name },
        { kind: 'TEXT', text: 'bộ' },
      ] as const;
      expect(noEntry({ number: 2, hidden: false, cells })).toBeUndefined();
    },
  );

  it.each(['Tổng cộng', 'Tổng số: 7', 'Cộng:', 'Tổng số đơn vị', 'CỘNG CHUNG (7)'])('is none: %s', (text) => {
    expect(noEntry({ number: 2, hidden: false, cells: [{ kind: 'TEXT', text }] })).toBeDefined();
  });
});
