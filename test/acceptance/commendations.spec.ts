import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommendationView } from '../../read-models/commendations/commendations.dto.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import { BLOC, COUNCIL, SECRETARY } from '../../src/cli/demo/seven-provinces.cast.js';
import { YEAR_2024 } from '../../src/cli/demo/seven-provinces.scores.js';
import { onDay, type Request } from '../../src/cli/demo/story.js';
import { INSPECTOR, PUBLIC, Stage } from './stage.js';

const FLAG = `${BLOC}--2024--co-dien-bien--dien-bien`;
const CERTIFICATE = `${BLOC}--2024--bang-khen-lao-cai--lao-cai`;
const PRIME_MINISTER = { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' };
const PARTS = [
  { kind: 'SUBMISSION' },
  { kind: 'ACHIEVEMENT_REPORT' },
  { kind: 'MINUTES', vote: { kind: 'COUNTED', inFavour: 6, of: 7 } },
];
const SOURCE = { source: { title: 'Hội nghị điển hình tiên tiến 2015 - 2020', publisher: 'Sở GTVT Thái Nguyên' } };

const sends = (by: Request['by'], path: string, day: string, body: object): Request => ({
  by,
  path,
  body: { ...onDay(day), ...body },
});
const takeUp = (proposalId: string, unitId: string): Request =>
  sends(SECRETARY, `${YEAR_2024}/proposals/${proposalId}/commendations`, '2025-03-25', { unitId });
const about = (id: string, what: string) => `/commendations/${id}${what}`;
const document = (number: string, date: string) => ({ number, date: { date }, issuer: PRIME_MINISTER });
const submit = (id: string): Request =>
  sends(SECRETARY, about(id, '/dossier'), '2025-04-01', { parts: PARTS, to: PRIME_MINISTER });
const decide = (id: string): Request =>
  sends(COUNCIL, about(id, '/decision'), '2025-05-20', {
    document: document('123/QĐ-TTg', '2025-05-20'),
    legalBases: [{ number: '98/2023/NĐ-CP' }],
  });

/** Everything [SYN] after the proposals of S2: no report tells what became of them. */
describe('commendations', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });

  afterEach(() => stage.close());

  const seen = async (id: string, by = INSPECTOR, query = ''): Promise<CommendationView> =>
    (await stage.seen<Answered<CommendationView>>(`/commendations/${id}${query}`, by)).row;
  const found = async (query: string, by = INSPECTOR): Promise<readonly string[]> =>
    (await stage.seen<Listed<CommendationView>>(`/commendations?${query}`, by)).items.map(
      ({ row }) => row.commendationId,
    );

  it('S2: the flag goes from the proposal to the conferment, and is an award from its decision on', async () => {
    await stage.given(SEVEN_PROVINCES, 'proposals');
    await stage.recorded(takeUp('co-dien-bien', 'dien-bien'), submit(FLAG));
    expect((await stage.refused(takeUp('co-dien-bien', 'dien-bien'))).code).toBe('ALREADY_EXISTS');
    expect(await seen(FLAG)).toMatchObject({
      ...{ status: 'SUBMITTED', isAward: false, form: 'GOVERNMENT_FLAG', grantor: PRIME_MINISTER },
      recipients: { collectives: { count: 1, named: [{ unitId: 'dien-bien' }] } },
    });
    expect(await found('recipient=dien-bien', PUBLIC)).toEqual([]);
    expect((await stage.player.read(PUBLIC, `/commendations/${FLAG}`)).status).toBe(404);

    await stage.recorded(
      decide(FLAG),
      sends(SECRETARY, about(FLAG, '/conferments'), '2025-06-10', { presenter: { name: 'Nguyễn Anh Tuấn' } }),
    );
    const shown = await seen(FLAG, PUBLIC);
    expect(shown).toMatchObject({ status: 'CONFERRED', isAward: true, title: { vi: 'Cờ thi đua của Chính phủ' } });
    expect([shown.decided?.value.document?.number, shown.conferments[0]?.value.presenter?.name]).toEqual([
      '123/QĐ-TTg',
      'Nguyễn Anh Tuấn',
    ]);
    expect([shown.dossier, shown.takenUp, shown.complaints]).toEqual([undefined, undefined, undefined]);
    for (const query of ['recipient=dien-bien', 'year=2024&form=GOVERNMENT_FLAG', 'status=CONFERRED', `bloc=${BLOC}`])
      expect([query, await found(query, PUBLIC)]).toEqual([query, [FLAG]]);
    expect(await found(`grantor=${encodeURIComponent('THỦ TƯỚNG chính phủ')}`, PUBLIC)).toEqual([FLAG]);
    expect(await found('recipient=lao-cai')).toEqual([]);
    expect((await seen(FLAG, INSPECTOR, '?asOf=2025-05-19')).status).toBe('SUBMITTED');
  });

  it('A25 (v): a complaint suspends, and only who granted it annuls it; what was recorded remains', async () => {
    await stage.given(SEVEN_PROVINCES, 'proposals');
    await stage.recorded(
      takeUp('bang-khen-lao-cai', 'lao-cai'),
      submit(CERTIFICATE),
      sends(COUNCIL, about(CERTIFICATE, '/complaints'), '2025-04-20', { complaintId: 'don-1', about: 'COMPLAINT' }),
    );
    expect(await stage.refused(decide(CERTIFICATE))).toEqual({ code: 'PENDING_CASE', facts: { cases: ['don-1'] } });
    expect((await seen(CERTIFICATE)).suspended).toBe(true);
    await stage.recorded(
      sends(COUNCIL, about(CERTIFICATE, '/complaints/don-1/resolution'), '2025-05-10', { outcome: 'DISMISSED' }),
      decide(CERTIFICATE),
    );
    const revoke = (by: object): Request =>
      sends(COUNCIL, about(CERTIFICATE, '/revocations'), '2025-11-10', {
        ...{ by, ground: 'FALSE_DECLARATION', document: document('456/QĐ-TTg', '2025-11-10') },
        recovery: { by: { kind: 'EXTERNAL', name: 'Sở Tài chính' }, items: ['Tiền thưởng'], ifAny: true },
      });
    expect((await stage.refused(revoke({ kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Lào Cai' }))).code).toBe(
      'REVOCATION_INVALID',
    );
    await stage.recorded(
      revoke(PRIME_MINISTER),
      sends(COUNCIL, about(CERTIFICATE, '/recoveries'), '2025-11-20', { items: [] }),
    );
    const after = await seen(CERTIFICATE);
    expect([after.status, after.isAward, after.suspended]).toEqual(['REVOKED', false, false]);
    expect(after.decided?.value.document?.number).toBe('123/QĐ-TTg');
    expect(after.recoveries?.map(({ value }) => value.items)).toEqual([[]]);
    expect((await seen(CERTIFICATE, PUBLIC)).revocations[0]?.value.recovery?.ifAny).toBe(true);
  });

  it('S1: awards that only claims know are shown as claimed, by count, and five years in a row as five years', async () => {
    const registers = (commendationId: string, day: string, body: object): Request =>
      sends(COUNCIL, '/commendations', day, { commendationId, claim: SOURCE, ...body });
    const chairman = { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Thái Nguyên' };
    await stage.recorded(
      registers('dien-hinh-2015-2020', '2020-07-03', {
        grantor: { kind: 'UNKNOWN' },
        recipients: { collectives: { count: 2, named: [] }, individuals: { count: 15, named: [] } },
        achievement: { from: { date: '2015' }, to: { date: '2020' } },
      }),
      sends(COUNCIL, about('dien-hinh-2015-2020', '/conferments'), '2020-07-03', { claim: SOURCE }),
      registers('van-phong-ban-atgt', '2020', {
        ...{ form: 'Bằng khen', grantor: chairman },
        recipients: { collectives: { count: 1, named: [{ name: 'Văn phòng Ban ATGT tỉnh' }] } },
        achievement: { consecutiveYears: 5, wording: 'liên tục trong 5 năm' },
      }),
      registers('phong-khtc-2018', '2018', {
        ...{ form: 'Bằng khen', grantor: chairman, year: '2018' },
        recipients: { collectives: { count: 1, named: [{ name: 'Phòng Kế hoạch Tài chính' }] } },
      }),
      sends(COUNCIL, about('phong-khtc-2018', '/decision'), '2018', { claim: SOURCE }),
    );
    expect(await seen('dien-hinh-2015-2020')).toMatchObject({
      status: 'CONFERRED',
      recipients: { collectives: { count: 2, named: [] }, individuals: { count: 15, named: [] } },
      conferments: [{ recording: { mode: 'CLAIM', source: SOURCE.source } }],
    });
    expect((await seen('van-phong-ban-atgt')).achievement).toEqual({
      consecutiveYears: 5,
      wording: 'liên tục trong 5 năm',
    });
    expect(await found('year=2018')).toEqual(['phong-khtc-2018']);
    expect((await seen('phong-khtc-2018', PUBLIC)).isAward).toBe(true);
  });
});
