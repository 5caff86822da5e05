import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BlocView } from '../../read-models/bloc-directory/bloc-directory.dto.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import type { UnitView } from '../../read-models/unit-directory/unit-directory.dto.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { UnitMerged, UnitRegistered } from '../../src/units/unit.events.js';
import type { UnitKind } from '../../src/units/unit.values.js';
import { admitted, established, flagHandedOver, led } from '../support/mothers/blocs.js';
import { MERGER_DAY } from '../support/mothers/units.js';
import { ShownHistory } from '../support/shown-history.js';

/** In Vietnamese order: ă after a, đ after d, whatever Unicode says. */
const NAMES = ['An Giang', 'Ăn Dương', 'Cao Bằng', 'Duy Xuyên', 'Đà Nẵng', 'Ý Yên'];

function unit(name: string, nth: number, kind: UnitKind = 'PROVINCE'): UnitRegistered {
  const data = { unitId: `u-${nth}`, kind, name: { full: { vi: name }, short: { vi: `UBND ${name}` } } };
  return { type: 'UnitRegistered', data: { ...data, occurredOn: onDay('2024-01-01') } };
}

const merged: UnitMerged = { type: 'UnitMerged', data: { unitId: 'u-2', occurredOn: onDay(MERGER_DAY), into: 'u-4' } };
const namesake = { ...established, data: { ...established.data, blocId: 'cum-khac', name: { vi: 'Cụm khác' } } };

describe('the directories over HTTP', () => {
  let shown: ShownHistory;
  beforeAll(async () => {
    const units = [...NAMES].reverse().map((name, nth) => unit(name, nth, nth === 0 ? 'DISTRICT' : 'PROVINCE'));
    shown = await ShownHistory.of(...units, merged, ...led, flagHandedOver('lao-cai', 'cao-bang'), namesake);
  });
  afterAll(() => shown.stop());

  const units = async (query: string): Promise<Listed<UnitView>> =>
    (await shown.get<Listed<UnitView>>('dashboard', `/units${query}`)).body;
  const names = ({ items }: Listed<UnitView>) => items.map(({ row }) => row.name.full.vi);
  const blocsPage = async (query: string): Promise<Listed<BlocView>> =>
    (await shown.get<Listed<BlocView>>('dashboard', `/blocs${query}`)).body;
  const blocs = async (query: string) => (await blocsPage(query)).items.map(({ row }) => row.blocId);

  it('page units in Vietnamese order', async () => {
    const first = await units('?limit=4');
    expect(names(first)).toEqual(NAMES.slice(0, 4));
    const second = await units(`?limit=4&cursor=${first.next}`);
    expect([names(second), second.next]).toEqual([NAMES.slice(4), undefined]);
  });

  it('take no cursor of another list, of the same list otherwise filtered, or of one name elsewhere', async () => {
    const { next } = await units('?limit=1');
    const alias = `name=${encodeURIComponent('7 TỈNH MIỀN NÚI BIÊN GIỚI PHÍA BẮC')}`;
    const named = (await shown.get<Listed<BlocView>>('dashboard', `/blocs?${alias}&limit=1`)).body.next;
    for (const path of [
      `/blocs?cursor=${next}`,
      `/blocs?unit=lao-cai&cursor=${next}`,
      '/units/lao-cai/proposals?cursor=nonsense',
      '/units/lao-cai/years?cursor=nonsense',
      `/units?kind=PROVINCE&cursor=${next}`,
      `/blocs?${alias}&kind=CLUSTER&cursor=${named}`,
      `/units?${alias}&cursor=${named}`,
      `/units?cursor=${named}`,
      `/blocs?${alias}&cursor=${next}`,
    ]) {
      const { status, body } = await shown.get('inspector', path);
      expect([path, status, (body as { errors: unknown }).errors]).toEqual([
        path,
        400,
        [expect.objectContaining({ pointer: '/cursor' })],
      ]);
    }
    expect((await shown.get('inspector', `/units?limit=9&cursor=${next}`)).status).toBe(200);
  });

  it('say how the + of an offset is written, to who wrote it raw', async () => {
    const { body } = await shown.get('inspector', '/units/u-2?asOf=2025-12-01T09:00:02+07:00');
    expect(JSON.stringify(body)).toContain('%2B');
    expect((await shown.get('inspector', '/units/u-2?asOf=2025-12-01T09:00:02%2B07:00')).status).toBe(200);
    expect((await shown.get('inspector', '/units/u-2?asOf=2025-12-01t02:00:02z')).status).toBe(200);
  });

  it('filter units by kind and by whether they still are', async () => {
    expect(names(await units('?kind=DISTRICT'))).toEqual(['Ý Yên']);
    expect(names(await units('?status=MERGED'))).toEqual(['Duy Xuyên']);
    expect(names(await units('?kind=PROVINCE&status=ACTIVE'))).toHaveLength(4);
  });

  it('find units by words of a full or short name, without marks, each once, in Vietnamese order', async () => {
    for (const [asked, found] of [
      ['  cao   BẰNG ', ['Cao Bằng']],
      ['bang cao', ['Cao Bằng']],
      ['UBND Đà Nẵng', ['Đà Nẵng']],
      ['Da Nang', ['Đà Nẵng']],
      ['ubnd', NAMES],
      ['yen', ['Ý Yên']],
      ['Cao Nang', []],
      ['–', []],
    ] as const) {
      expect([asked, names(await units(`?name=${encodeURIComponent(asked)}`))]).toEqual([asked, found]);
    }
    expect(names(await units('?name=ubnd&kind=DISTRICT'))).toEqual(['Ý Yên']);
    expect(names(await units('?name=ubnd&status=MERGED'))).toEqual(['Duy Xuyên']);
  });

  it('page what words find without leaving out and without twice', async () => {
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: Listed<UnitView> = await units(`?name=ubnd&limit=2${next && `&cursor=${next}`}`);
      seen.push(...names(page));
      next = page.next;
    }
    expect(seen).toEqual(NAMES);
  });

  it('find a unit at the first of its names that has the words, on a day by the name of that day', async () => {
    const renamed = { ...unit('Huế', 7).data, occurredOn: onDay('2025-01-01') };
    const first = unit('Thừa Thiên Huế', 7);
    const below = { ...unit('Phú Xuân', 8).data, parentId: 'u-7' };
    const later = { ...unit('Thuận Hóa', 9).data, existsFrom: onDay('2025-01-01') };
    await shown.tell(first, {
      type: 'UnitRenamed',
      data: { unitId: 'u-7', occurredOn: renamed.occurredOn, name: renamed.name },
    });
    await shown.tell({ type: 'UnitRegistered', data: below }, { type: 'UnitRegistered', data: later });
    const ids = async (query: string) => (await units(query)).items.map(({ row }) => row.unitId);
    expect(await ids('?name=hue')).toEqual(['u-7']);
    expect(await ids('?name=thua%20thien')).toEqual(['u-7']);
    expect(await ids('?name=thua%20thien&on=2024-12-31')).toEqual(['u-7']);
    expect(await ids('?name=thua%20thien&on=2025-01-01')).toEqual([]);
    expect(await ids('?name=hue&on=2025-01-01')).toEqual(['u-7']);
    expect(await ids('?parent=u-7')).toEqual(['u-8']);
    expect(await ids('?name=thuan&on=2024-12-31')).toEqual([]);
    expect(await ids('?name=thuan&on=2025-01-01')).toEqual(['u-9']);
    expect(await ids('?kind=PROVINCE&on=2025-03-01')).not.toContain('u-2');
    expect(await ids('?kind=PROVINCE&on=2025-02-28')).toContain('u-2');
  });

  it('find blocs by words of names and aliases, or all blocs that share one (A1)', async () => {
    const words = (text: string) => `?name=${encodeURIComponent(text)}`;
    const alias = words('7 TỈNH MIỀN NÚI BIÊN GIỚI PHÍA BẮC');
    expect(await blocs(words('cum thi dua mien nui'))).toEqual(['cum-7-tinh']);
    expect(await blocs(alias)).toEqual(['cum-7-tinh', 'cum-khac']);
    expect(await blocs(words('cụm'))).toEqual(['cum-khac', 'cum-7-tinh']);
    const { body } = await shown.get<Listed<BlocView>>('dashboard', `/blocs${alias}&limit=1`);
    expect(await blocs(`${alias}&limit=1&cursor=${body.next}`)).toEqual(['cum-khac']);
    expect(await blocs(words('Cụm 8 tỉnh'))).toEqual([]);
  });

  it('find blocs by unit, by who organises them, on a day', async () => {
    expect(await blocs('?unit=lao-cai')).toEqual(['cum-7-tinh']);
    expect(await blocs('?unit=lao-cai&kind=BLOC')).toEqual([]);
    expect(await blocs('?unit=lao-cai&name=mien%20nui')).toEqual(['cum-7-tinh']);
    expect(await blocs('?unit=lao-cai&on=2008-01-01')).toEqual([]);
    expect(await blocs('?unit=lao-cai&on=2008-01-02')).toEqual(['cum-7-tinh']);
    expect(await blocs('?unit=u-2')).toEqual([]);
    expect(await blocs('?parent=hoi%20dong%20thi%20dua')).toEqual(['cum-khac', 'cum-7-tinh']);
    expect(await blocs('?parent=hoi%20dong&name=khac')).toEqual(['cum-khac']);
    expect(await blocs('?parent=bo%20tai%20chinh')).toEqual([]);
    expect(await blocs('?on=2007-12-31')).toEqual([]);
    expect(await blocs('?on=2008-01-01')).toHaveLength(2);
  });

  it('page the blocs of a unit however many they are, without leaving out and without twice', async () => {
    const ids = Array.from({ length: 205 }, (_, nth) => `khoi-${String(nth).padStart(3, '0')}`);
    await shown.tell(
      ...ids.flatMap((blocId) => [
        { ...established, data: { ...established.data, blocId, name: { vi: blocId } } },
        { ...admitted('u-3'), data: { ...admitted('u-3').data, blocId } },
      ]),
    );
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: Listed<BlocView> = await blocsPage(`?unit=u-3&limit=60${next && `&cursor=${next}`}`);
      seen.push(...page.items.map(({ row }) => row.blocId));
      next = page.next;
    }
    expect(seen).toEqual(ids);
  });

  it('tell who acts as head and who holds the flag on a day (A11)', async () => {
    const on = async (query: string) => {
      const { body } = await shown.get<Answered<BlocView>>('dashboard', `/blocs/cum-7-tinh${query}`);
      const { actingHead, flagHolder } = body.row.onDay;
      return [actingHead?.value.head, flagHolder?.value.holder];
    };
    expect(await on('?on=2025-03-01')).toEqual(['lao-cai', 'lao-cai']);
    expect(await on('?on=2025-03-22')).toEqual(['lao-cai', 'cao-bang']);
    expect(await on('?asOf=2025-03-21')).toEqual(['lao-cai', 'lao-cai']);
    expect(await on('')).toEqual(['lao-cai', 'cao-bang']);
  });

  it('tag a record with its revision, for If-Match alone: how it is shown may change without it', async () => {
    const { status, headers, body } = await shown.get('dashboard', '/units/u-3');
    expect([status, headers.get('etag')]).toEqual([200, '"0"']);
    expect(body).toMatchObject({ revision: 0, provenance: { 'unit-u-3': '0' }, row: { unitId: 'u-3' } });
    const again = await shown.get('dashboard', '/units/u-3', { 'if-none-match': 'W/"9", "0"' });
    expect([again.status, again.body]).toEqual([200, body]);
    const other = await shown.get('dashboard', '/units/u-3', { 'if-none-match': '"1"' });
    expect(other.status).toBe(200);
  });

  it('show a unit as of a day, an instant or a position', async () => {
    const status = async (query: string) =>
      (await shown.get<Answered<UnitView>>('dashboard', `/units/u-2${query}`)).body.row.status;
    expect(await status('?asOf=2025-02-28')).toBe('ACTIVE');
    expect(await status('?asOf=2025-03-01')).toBe('MERGED');
    expect(await status('?asOf=2025-12-01T02:00:02.000Z')).toBe('ACTIVE');
    expect(await status('?asOf=2025-12-01&by=recorded')).toBe('MERGED');
    expect(await status('?asOf=0000000000000006')).toBe('ACTIVE');
    expect(await status('?asOf=0000000000000007')).toBe('MERGED');
  });

  it.each([
    ['/units/khong-co', 404, 'NOT_FOUND'],
    ['/units/u-2?asOf=2023-12-31', 404, 'NOT_FOUND'],
    ['/blocs/khong-co', 404, 'NOT_FOUND'],
    ['/units/u-2?asOf=2025-02-30', 400, 'INVALID_INPUT'],
    ['/units/u-2?asOf=yesterday', 400, 'INVALID_INPUT'],
    ['/units/u-2?by=heart', 400, 'INVALID_INPUT'],
    ['/units/u-2?by=recorded', 400, 'INVALID_INPUT'],
    ['/units/u-2?by=occurred', 400, 'INVALID_INPUT'],
    ['/units/u-2?asOf=0000000000000007&by=recorded', 400, 'INVALID_INPUT'],
    ['/units/u-2?asOf=0000000000000007&by=occurred', 400, 'INVALID_INPUT'],
    ['/units/U_2', 400, 'INVALID_INPUT'],
    ['/units?cursor=nonsense', 400, 'INVALID_INPUT'],
    ['/units?limit=201', 400, 'INVALID_INPUT'],
    ['/units?colour=red', 400, 'INVALID_INPUT'],
    ['/units?name=Cao%20B%E1%BA%B1ng&cursor=nonsense', 400, 'INVALID_INPUT'],
    ['/blocs/cum-7-tinh?on=2025', 400, 'INVALID_INPUT'],
  ])('answer %s with %i %s', async (path, status, code) => {
    const { status: answered, body } = await shown.get('inspector', path);
    expect([answered, (body as { code: string }).code]).toEqual([status, code]);
  });
});
