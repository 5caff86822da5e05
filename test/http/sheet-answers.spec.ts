import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UnitView } from '../../read-models/unit-directory/unit-directory.dto.js';
import type { Listed } from '../../read-models/rows.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { UnitRegistered } from '../../src/units/unit.events.js';
import { led } from '../support/mothers/blocs.js';
import { computed, scoredYear } from '../support/mothers/ranking.js';
import { ShownHistory } from '../support/shown-history.js';
import { unzipped } from '../support/unzipped.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PUBLIC = { sub: 'dashboard', role: 'dashboard' };
const COUNCIL = { sub: 'council', role: 'council' };

function unit(unitId: string, name: string): UnitRegistered {
  const data = { unitId, kind: 'DEPARTMENT', name: { full: { vi: name }, short: { vi: name } } } as const;
  return { type: 'UnitRegistered', data: { ...data, occurredOn: onDay('2024-01-31') } };
}

const MANY = Array.from({ length: 120 }, (_, nth) =>
  unit(`don-vi-${nth}`, `Đơn vị số ${String(nth).padStart(3, '0')}`),
);
const ODD = [
  unit('cong-thuc', '=HYPERLINK("x")'),
  unit('a-cong', '@SUM(A1)'),
  unit('dau-tru', '- Phòng Kế hoạch'),
  unit('dau-phay', 'Sở Y tế, "Giáo dục"'),
];

describe('lists and sheets as .csv and .xlsx', () => {
  let shown: ShownHistory;
  beforeAll(async () => {
    shown = await ShownHistory.of(...MANY, ...ODD, ...led, ...scoredYear(), computed());
  });
  afterAll(() => shown.stop());

  const lines = async (path: string, claims: object = PUBLIC, headers = {}): Promise<readonly string[]> => {
    const { status, text } = await shown.read({ ...claims }, path, headers);
    expect([path, status]).toEqual([path, 200]);
    return text
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .slice(0, -1);
  };

  const workbook = async (claims: object, path: string): Promise<Readonly<Record<string, string>>> =>
    unzipped(Buffer.from(await (await shown.fetch({ ...claims }, path)).arrayBuffer()));

  it('hold the whole list, however many pages it has, under Vietnamese headers', async () => {
    const [header, ...rows] = await lines('/units?format=csv');
    expect(header).toMatch(/^Mã đơn vị,Tên đơn vị,Tên ngắn,/);
    const ids = rows.map((row) => row.split(',')[0]);
    const all: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body }: { body: Listed<UnitView> } = await shown.get('dashboard', `/units?limit=50${more}`);
      all.push(...body.items.map(({ row }) => row.unitId));
      cursor = body.next;
    }
    expect(all.length).toBeGreaterThan(120);
    expect(ids).toEqual(all);
  });

  it('hold one page where one is asked for, and say where the next is', async () => {
    const { headers, text } = await shown.read(PUBLIC, '/units?format=csv&limit=7');
    expect(text.trim().split('\r\n')).toHaveLength(8);
    const next = /^<(.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? '';
    const [, first] = await lines(next);
    const { body } = await shown.get<Listed<UnitView>>('dashboard', '/units?limit=8');
    expect(first?.split(',')[0]).toBe(body.items[7]?.row.unitId);
  });

  it('ask for the next page what was asked for the first, where that holds a question mark too', async () => {
    const { headers, text } = await shown.read(PUBLIC, '/units?name=don-vi?&format=csv&limit=7');
    expect([text.trim().split('\r\n').length > 7, headers.get('link')]).toEqual([
      true,
      expect.stringMatching(/name=don-vi%3F&format=csv&limit=7&cursor=/),
    ]);
  });

  it('make no formula of a text, and quote what needs it', async () => {
    const rows = await lines('/units?format=csv');
    const named = (id: string): string | undefined => rows.find((row) => row.startsWith(`${id},`));
    expect(named('cong-thuc')).toContain(`,"'=HYPERLINK(""x"")",`);
    expect(named('a-cong')).toContain(`,'@SUM(A1),`);
    expect(named('dau-tru')).toContain(`,'- Phòng Kế hoạch,`);
    expect(named('dau-phay')).toContain(`,"Sở Y tế, ""Giáo dục""",`);
    expect(named('don-vi-0')).toContain(',2024-01-31,');
  });

  it('are asked for by Accept as well, and say so to caches', async () => {
    const asked = async (accept: string) => (await shown.read(PUBLIC, '/units?limit=1', { accept })).headers;
    expect((await asked('text/csv')).get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect((await asked(`application/json;q=0.5, ${XLSX}`)).get('content-type')).toBe(XLSX);
    for (const accept of ['*/*', 'text/html', 'text/csv;q=0', 'text/csv;q=0.1, application/json']) {
      expect([accept, (await asked(accept)).get('content-type')]).toEqual([accept, 'application/json; charset=utf-8']);
    }
    expect((await asked('*/*')).get('vary')).toMatch(/accept/);
  });

  it('come under a Vietnamese name', async () => {
    const { headers } = await shown.read(PUBLIC, '/blocs/cum-7-tinh?format=xlsx');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Thanh vien cum, khoi thi dua.xlsx"; filename*=UTF-8''${encodeURIComponent('Thành viên cụm, khối thi đua.xlsx')}`,
    );
  });

  it('have a tag of their own where the answer has one', async () => {
    const path = '/blocs/cum-7-tinh?format=csv';
    const { headers } = await shown.read(PUBLIC, path);
    const tag = headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"/);
    expect(tag).not.toBe((await shown.read(PUBLIC, '/blocs/cum-7-tinh')).headers.get('etag'));
    expect((await shown.read(PUBLIC, path, { 'if-none-match': tag })).status).toBe(304);
    const xlsx = '/blocs/cum-7-tinh?format=xlsx';
    expect((await shown.read(PUBLIC, xlsx)).headers.get('etag')).toBe(
      (await shown.read(PUBLIC, xlsx)).headers.get('etag'),
    );
  });

  it('are workbooks with numbers as numbers and days as days', async () => {
    const files = await workbook(COUNCIL, '/blocs/cum-7-tinh/years/2024/rankings?format=xlsx');
    expect(Object.keys(files)).toContain('[Content_Types].xml');
    const sheet = files['xl/worksheets/sheet1.xml'];
    expect(sheet).toContain('>Thứ hạng</t>');
    expect(sheet).toMatch(/<c r="C2"><v>1<\/v><\/c>/);
    expect(sheet).not.toMatch(/<f[ >]/);
    const days = (await workbook(PUBLIC, '/units?format=xlsx'))['xl/worksheets/sheet1.xml'];
    // 31 January 2024.
    expect(days).toMatch(/<c r="I\d+" s="2"><v>45322<\/v><\/c>/);
    expect(days).toContain('=HYPERLINK(&quot;x&quot;)</t>');
  });

  it('show no more than the JSON of the same caller', async () => {
    const path = '/blocs/cum-7-tinh/years/2024/rankings';
    expect((await lines(`${path}?format=csv`, COUNCIL)).length).toBeGreaterThan(1);
    expect(await lines(`${path}?format=csv`)).toHaveLength(1);
    expect((await shown.read({ sub: 'd', role: 'dashboard' }, '/audit/events?format=csv')).status).toBe(403);
    expect((await shown.read(undefined, '/units?format=csv')).status).toBe(401);
  });

  it.each(['pdf', '', 'CSV', 'csv&format=json'])('refuse another format: %s', async (format) => {
    const { status, text } = await shown.read(PUBLIC, `/units?format=${format}`);
    expect([status, (JSON.parse(text) as { errors: readonly { pointer: string }[] }).errors[0]?.pointer]).toEqual([
      400,
      '/format',
    ]);
  });

  it('are refused in words, not in a sheet', async () => {
    const { status, headers } = await shown.read(PUBLIC, '/blocs/khong-co?format=csv');
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it('are there for every list that the API has', async () => {
    type Responses = Readonly<Record<string, Readonly<{ content?: Readonly<Record<string, unknown>> }>>>;
    type Operations = Readonly<Record<string, Readonly<{ operationId: string; responses: Responses }>>>;
    const { text } = await shown.read(undefined, '/docs/json');
    const { paths } = JSON.parse(text) as { paths: Readonly<Record<string, Operations>> };
    const gets = Object.values(paths).flatMap(({ get }) => (get === undefined ? [] : [get]));
    const lists = gets.filter(({ operationId }) => /^(List|Search)/.test(operationId));
    expect(lists.length).toBeGreaterThan(7);
    for (const { operationId, responses } of lists) {
      expect([operationId, Object.keys(responses['200']?.content ?? {})]).toEqual([
        operationId,
        ['application/json', 'text/csv', XLSX],
      ]);
    }
  });
});
