import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BlocView } from '../../read-models/bloc-directory/bloc-directory.dto.js';
import type { AuditEntry } from '../../read-models/audit-trail/audit-trail.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import type { ImportReportView } from '../../src/imports/import.dto.js';
import { TestService } from '../support/service.js';

const COUNCIL = { subject: 'hoi-dong', name: 'Hội đồng', role: 'council' } as const;
const SECRETARY = { subject: 'thu-ky', name: 'Thư ký', role: 'secretary', bloc: 'cum-7-tinh' } as const;
const DASHBOARD = { subject: 'bang', name: 'Bảng', role: 'dashboard' } as const;

const UNITS =
  'Tên đơn vị;Loại đơn vị;Ngày\nTỉnh Điện Biên;tỉnh;2004\nTỉnh Lào Cai;tỉnh;2004\nTỉnh Sơn La;tỉnh;chưa rõ\nTổng cộng;3;\n';
const MEMBERS =
  'Mã cụm, khối;Tên đơn vị;Từ ngày;Văn bản\ncum-7-tinh;Tỉnh Điện Biên;02/01/2008;12/QĐ-UBND\n' +
  'cum-7-tinh;Tỉnh Lào Cai;2008;\ncum-7-tinh;Tỉnh Hoà Bình;2008;\n';

type Sent = Readonly<{ status: number; report: ImportReportView }>;

describe('past years out of a spreadsheet', () => {
  let service: TestService;
  let tokens: Readonly<Record<'council' | 'secretary' | 'dashboard', string>>;

  beforeAll(async () => {
    service = await TestService.start();
    tokens = {
      council: await service.token(COUNCIL),
      secretary: await service.token(SECRETARY),
      dashboard: await service.token(DASHBOARD),
    };
  });
  afterAll(() => service.stop());

  async function send(
    kind: string,
    bytes: string | Buffer,
    query = '',
    by: keyof typeof tokens = 'council',
  ): Promise<Sent> {
    const answer = await service.raw(`/imports/${kind}?file=${encodeURIComponent('Danh sách.csv')}${query}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens[by]}`,
        'content-type': 'text/csv',
        'idempotency-key': 'k',
      },
      body: bytes as string,
    });
    return { status: answer.status, report: (await answer.json()) as ImportReportView };
  }

  const confirmed = async (
    kind: string,
    bytes: string,
    query = '',
    by: keyof typeof tokens = 'council',
  ): Promise<Sent> => {
    const { report } = await send(kind, bytes, query, by);
    return send(kind, bytes, `${query}&confirm=${report.file.sha256}`, by);
  };

  const fates = ({ report }: Sent): readonly string[] =>
    report.lines.map(({ at, fate, code }) => [at, fate, code].filter(Boolean).join(' '));

  const events = async (type: string): Promise<readonly AuditEntry[]> => {
    const { body } = await service.get<Listed<AuditEntry>>(`/audit/events?type=${type}`, { token: tokens.council });
    return body.items.map(({ row }) => row);
  };

  it('is told line by line, and nothing is recorded before it is confirmed', async () => {
    const dry = await send('units', UNITS);
    expect(dry.status).toBe(200);
    expect(fates(dry)).toEqual(['A2 WOULD_RECORD', 'A3 WOULD_RECORD', 'A4 WOULD_RECORD', 'A5 PASSED_OVER']);
    expect(dry.report).toMatchObject({
      kind: 'units',
      confirmed: false,
      counts: [
        { fate: 'WOULD_RECORD', lines: 3 },
        { fate: 'PASSED_OVER', lines: 1 },
      ],
    });
    expect(fates(await send('units', UNITS))).toEqual(fates(dry));
    expect(await events('UnitRegistered')).toEqual([]);
    expect((await send('units', UNITS, `&confirm=${'0'.repeat(64)}`)).status).toBe(400);
  });

  it('becomes claims, with the file, its digest and the cell as their source', async () => {
    const recorded = await confirmed('units', UNITS);
    expect(fates(recorded)).toEqual(['A2 RECORDED', 'A3 RECORDED', 'A4 RECORDED', 'A5 PASSED_OVER']);
    const name = { vi: 'Cụm thi đua 7 tỉnh' };
    const bloc = {
      ...{ blocId: 'cum-7-tinh', kind: 'CLUSTER', name, labels: {}, aliases: [], occurredOn: { date: '2008-01-01' } },
      ...{ parent: { kind: 'EXTERNAL', name: 'Hội đồng' }, claim: { source: { title: 'Quyết định' } } },
    };
    expect((await service.post('/blocs', { token: tokens.council, body: bloc })).status).toBe(201);
    const members = await confirmed('members', MEMBERS, '&dates=DMY', 'secretary');
    expect(fates(members)).toEqual(['B2 RECORDED', 'B3 RECORDED', 'B4 REFUSED UNKNOWN_UNIT']);
    expect(members.report.lines[2]?.messages?.vi).toContain('tinh-hoa-binh');
    await service.get('/units?limit=1', { token: tokens.council });
    const [first] = (await events('MemberAdmitted')).filter(({ unitId }) => unitId === 'tinh-dien-bien');
    expect(first).toMatchObject({
      mode: 'CLAIM',
      actor: { role: 'secretary' },
      occurredOn: { date: '2008-01-02' },
      source: {
        title: `Danh sách.csv, B2, SHA-256 ${members.report.file.sha256}`,
        document: { number: '12/QĐ-UBND' },
      },
    });
  });

  it('changes nothing when it is sent again', async () => {
    const again = await confirmed('units', UNITS);
    expect(fates(again)).toEqual(['A2 UNCHANGED', 'A3 UNCHANGED', 'A4 UNCHANGED', 'A5 PASSED_OVER']);
    expect(fates(await send('units', UNITS))).toEqual(fates(again));
  });

  it('changes what was corrected alone, in another file, in other places', async () => {
    const corrected = `Danh sách đơn vị;;\n${UNITS.replace('Tổng cộng;3;', 'Tỉnh Hoà Bình;tỉnh;1991')}`;
    const sent = await confirmed('units', corrected);
    expect(fates(sent)).toEqual(['A3 UNCHANGED', 'A4 UNCHANGED', 'A5 UNCHANGED', 'A6 RECORDED']);
    const members = await confirmed('members', MEMBERS, '&dates=DMY', 'secretary');
    expect(fates(members)).toEqual(['B2 UNCHANGED', 'B3 UNCHANGED', 'B4 RECORDED']);
    const changed = await confirmed('units', UNITS.replace('Lào Cai;tỉnh;2004', 'Lào Cai;tỉnh;2005'));
    expect(fates(changed)).toEqual(['A2 UNCHANGED', 'A3 REFUSED ALREADY_EXISTS', 'A4 UNCHANGED', 'A5 PASSED_OVER']);
  });

  it('is sent with the rights of the caller', async () => {
    expect((await send('units', UNITS, '', 'dashboard')).status).toBe(403);
    const other = MEMBERS.replaceAll('cum-7-tinh', 'cum-khac');
    expect(fates(await send('members', other, '&dates=DMY', 'secretary'))[0]).toMatch(/^B2 REFUSED /);
  });

  it('brings scores, places and proposals of a year, as their sources word them', async () => {
    const year = {
      ...{ year: '2023', label: { vi: 'Năm thi đua 2023' }, period: { from: '2023-01-01', to: '2023-12-31' } },
      ...{ occurredOn: { date: '2023' }, claim: { source: { title: 'Báo cáo' } } },
    };
    const opened = await service.post('/blocs/cum-7-tinh/years', { token: tokens.council, body: year });
    expect([opened.status, opened.body]).toEqual([201, expect.anything()]);
    const places =
      'Khối;Năm;Hạng;Hạng theo nguồn;Đơn vị;Căn cứ xếp hạng;Đủ các thành viên;Ngày\n' +
      'cum-7-tinh;2023;1;nhất;Tỉnh Điện Biên;nhất trí;không;chưa rõ\ncum-7-tinh;2023;2;nhì;Tỉnh Lào Cai;nhất trí;không;chưa rõ\n';
    const scores =
      'Khối;Năm;Đơn vị;Tổng điểm;Ngày\ncum-7-tinh;2023;Tỉnh Điện Biên;968,5;22/3/2024\ncum-7-tinh;2023;Tỉnh Lào Cai;1.000;2024\n' +
      'cum-7-tinh;2023;Tỉnh Hoà Bình;95%;2024\n';
    const proposals =
      'Khối;Năm;Hình thức;Cấp khen thưởng;Số lượng;Đơn vị;Ngày\n' +
      'cum-7-tinh;2023;Cờ thi đua của Chính phủ;Thủ tướng Chính phủ;;Tỉnh Điện Biên;3/2024\ncum-7-tinh;2023;Bằng khen;;2;;3/2024\n';
    expect(fates(await confirmed('scores', scores))).toEqual(['C2 RECORDED', 'D3 ASKED', 'D4 WRONG']);
    expect(fates(await confirmed('scores', scores, '&decimals=COMMA'))).toEqual([
      'C2 UNCHANGED',
      'C3 RECORDED',
      'D4 WRONG',
    ]);
    const unread = `${places}cum-7-tinh;2023;ba;;Tỉnh Hoà Bình;nhất trí;không;chưa rõ\n`;
    expect(fates(await confirmed('rankings', unread))).toEqual(['C4 WRONG', 'E2 ASKED', 'E3 ASKED']);
    const apart = `${places}cum-7-tinh;2023;3;ba;Tỉnh Lào Cai;nhất trí;không;chưa rõ\n`;
    expect(fates(await confirmed('rankings', apart))).toEqual(['E4 WRONG', 'E2 ASKED', 'E3 ASKED']);
    expect(fates(await confirmed('rankings', places))).toEqual(['E2 RECORDED', 'E3 RECORDED']);
    expect(fates(await confirmed('rankings', places))).toEqual(['E2 UNCHANGED', 'E3 UNCHANGED']);
    expect(fates(await confirmed('proposals', proposals))).toEqual(['F2 RECORDED', 'A3 RECORDED']);
    expect(fates(await confirmed('proposals', proposals))).toEqual(['F2 UNCHANGED', 'A3 UNCHANGED']);
    const heads =
      'Khối;Năm;Trưởng khối;Ngày\ncum-7-tinh;2022;Tỉnh Lào Cai;2022\ncum-7-tinh;2023;Tỉnh Điện Biên;2023\ncum-7-tinh;2023;Tỉnh Lào Cai;2023\n';
    expect(fates(await confirmed('heads', heads))).toEqual(['C2 RECORDED', 'C3 RECORDED', 'C4 WRONG']);
    const exported = async (path: string): Promise<string> =>
      (await service.get<string>(`/blocs/cum-7-tinh/years/2023/${path}?format=csv`, { token: tokens.council })).body;
    await eventually(async () => {
      expect(await exported('scores')).toMatch(/cum-7-tinh,2023,tinh-lao-cai,Tỉnh Lào Cai,,đã thống nhất,,,1000,2024,/);
      expect(await exported('rankings')).toMatch(/cum-7-tinh,2023,2,nhì,tinh-lao-cai,/);
      expect(await exported('proposals')).toMatch(/Bằng khen,chưa rõ,2,,2,đã đề nghị,3\/2024,/);
    });
    expect(fates(await send('scores', await exported('scores')))).toEqual(expect.arrayContaining(['C2 UNCHANGED']));
    const again = async (kind: string): Promise<ReadonlySet<string>> =>
      new Set((await send(kind, await exported(kind))).report.lines.map(({ fate }) => fate));
    expect(await again('rankings')).toEqual(new Set(['UNCHANGED']));
    expect(await again('proposals')).toEqual(new Set(['UNCHANGED']));
  });

  it('gives the same when what was exported is imported', async () => {
    const export_ = async (path: string): Promise<string> =>
      (await service.get<string>(`${path}?format=csv`, { token: tokens.council })).body;
    const units = await export_('/units');
    const members = await export_('/blocs/cum-7-tinh');
    expect(new Set(fates(await send('units', units)).map((fate) => fate.replace(/^\S+ /, '')))).toEqual(
      new Set(['UNCHANGED']),
    );
    const fresh = await TestService.start();
    try {
      const token = await fresh.token(COUNCIL);
      const put = async (kind: string, text: string): Promise<void> => {
        const { createHash } = await import('node:crypto');
        const sha256 = createHash('sha256').update(text).digest('hex');
        const answer = await fresh.raw(`/imports/${kind}?file=a.csv&confirm=${sha256}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
          body: text,
        });
        const { lines } = (await answer.json()) as ImportReportView;
        expect(new Set(lines.map(({ fate }) => fate))).toEqual(new Set(['RECORDED']));
      };
      await put('units', units);
      const bloc = (await service.get<Answered<BlocView>>('/blocs/cum-7-tinh', { token: tokens.council })).body.row;
      const { blocId, kind, name } = bloc;
      const body = { blocId, kind, name, labels: {}, aliases: [], parent: { kind: 'UNKNOWN' } };
      const claim = { source: { title: 'a' } };
      const occurredOn = { date: '2008-01-01' };
      await fresh.post('/blocs', { token, body: { ...body, claim, occurredOn } });
      await put('members', members);
      const again = async (path: string): Promise<readonly string[]> =>
        withoutSources((await fresh.get<string>(`${path}?format=csv`, { token })).body);
      await eventually(async () => {
        expect(await again('/units')).toEqual(withoutSources(units));
        expect(await again('/blocs/cum-7-tinh')).toEqual(withoutSources(members));
      });
    } finally {
      await fresh.stop();
    }
  });

  it.each<[string, Buffer, string]>([
    ['cut off', Buffer.from('PK\u0003\u0004 and no more'), 'tệp không trọn vẹn'],
    ['an old one', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'kiểu cũ'],
    ['of too many rows', Buffer.from(`${UNITS}${'a;b;c\n'.repeat(25_000)}`), 'hơn 20.000 dòng'],
  ])('is reported where the file is %s', async (_, bytes, words) => {
    const { status, report } = await send('units', bytes);
    expect(status).toBe(200);
    expect(report.lines.at(-1)).toMatchObject({ fate: 'WRONG' });
    expect(report.lines.at(-1)?.messages?.vi).toContain(words);
  });

  it('is taken in a few at once, and another is asked to come again', async () => {
    const rows = Array.from({ length: 3_000 }, (_, nth) => `Đơn vị ${nth};sở;2004`).join('\n');
    const file = `Tên đơn vị;Loại đơn vị;Ngày\n${rows}\n`;
    const all = await Promise.all(Array.from({ length: 12 }, () => send('units', file)));
    const statuses = all.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(6);
    expect((await send('units', UNITS)).status).toBe(200);
  });

  it('has a template for each kind', async () => {
    const { body } = await service.get<string>('/imports/members?format=csv', { token: tokens.dashboard });
    expect(body).toContain('\r\n"Mã cụm, khối",Mã đơn vị,Tên đơn vị,Từ ngày,Văn bản\r\n');
    expect((await service.get('/imports/khac', { token: tokens.dashboard })).status).toBe(400);
  });

  it('is taken as a spreadsheet, and by no other route', async () => {
    const headers = { authorization: `Bearer ${tokens.council}`, 'idempotency-key': 'k' };
    const asked = async (path: string, type: string): Promise<number> =>
      (await service.raw(path, { method: 'POST', headers: { ...headers, 'content-type': type }, body: '{}' })).status;
    expect(await asked('/imports/units?file=a', 'application/json')).toBe(415);
    expect(await asked('/imports/units?file=a', 'image/png')).toBe(415);
    expect(await asked('/units', 'text/csv')).toBe(415);
    expect(await asked('/units', 'application/octet-stream')).toBe(415);
    expect(await asked('/imports/units', 'text/csv')).toBe(400);
  });
});

/** The lines of a sheet but for the file and cell that each comes from. */
function withoutSources(csv: string): readonly string[] {
  return csv.replace(/"[^"]*SHA-256 [0-9a-f]{64}"/g, '').split('\r\n');
}

/** Asks again until it is so: what was recorded is shown a little later. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      return await check();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await check();
}
