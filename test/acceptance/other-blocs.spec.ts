import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CouncilReviewView } from '../../read-models/council-reviews/council-reviews.dto.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import type { YearView } from '../../read-models/bloc-history/year-view.js';
import type { BlocView } from '../../read-models/bloc-directory/bloc-directory.dto.js';
import type { Request } from '../../src/cli/demo/story.js';
import { blocOf, does, opening, ruledBy, RULES, told, UNITS, units, yearOf } from './other-blocs.play.js';
import { Stage } from './stage.js';
import { blocSeen, pledgeSeen, yearSeen } from './views.js';

const [A, B, C, D] = UNITS;
const FLAG = { proposalId: 'co', form: 'Cờ', nominees: [], basis: { kind: 'NONE' } };

/** What a dozen other blocs do otherwise than the five cases (H1 to H16, docs/rules.md), each from the first command to what is read. */
describe('what other blocs do', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.recorded(...units);
  });

  afterAll(() => stage.close());

  const founded = (blocId: string, ...then: readonly Request[]) => stage.recorded(...blocOf(blocId), ...then);
  const warned = async (request: Request) => (await stage.recorded(request)).receipt?.warnings.map(({ code }) => code);

  it('H1: what a report tells against the rules is recorded with a warning, and the same act is refused', async () => {
    await founded('h1', ...ruledBy('h1', {}));
    const proposal = (proposalId: string, unitId: string) => ({
      ...{ proposalId, form: 'GOVERNMENT_FLAG', count: 1, nominees: [unitId], basis: { kind: 'NONE' } },
    });
    const path = `${yearOf('h1')}/proposals`;
    await stage.recorded(told(path, '2024-11-20', proposal('co-1', A)));
    expect(await warned(told(path, '2024-11-20', proposal('co-2', B)))).toContain('QUOTA_EXCEEDED');
    expect((await stage.refused(does(path, '2024-11-20', proposal('co-3', C)))).code).toBeDefined();
    const flag = { to: B, from: A };
    expect(await warned(told('/blocs/h1/hand-overs/flag', '2024-11-21', flag))).toContain('HEAD_UNKNOWN');
    await stage.recorded(
      told('/commendations', '2024-11-22', {
        ...{ commendationId: 'h1-co', form: 'Cờ thi đua của Chính phủ', grantor: { kind: 'UNKNOWN' }, blocId: 'h1' },
        ...{ year: '2024', recipients: { collectives: { count: 1, named: [{ unitId: A, name: 'Đơn vị A' }] } } },
      }),
    );
    await stage.recorded(told('/commendations/h1-co/decision', '2024-11-22', {}));
    const decided = await stage.seen<Answered<{ isAward: boolean; decided: object }>>('/commendations/h1-co');
    expect(decided.row).toMatchObject({ isAward: true, decided: { recording: { mode: 'CLAIM' } } });
    expect(JSON.stringify(decided.row.decided)).not.toContain('number');
  });

  it('H2: a head is designated by a document, or takes its turn, and nobody votes', async () => {
    const document = { number: '12/QĐ-UBND', date: { date: '2024-12-20' } };
    const path = (blocId: string) => `${yearOf(blocId)}/designations/head`;
    await founded('h2');
    const designated = { forYear: '2025', method: 'DESIGNATED', unitId: B };
    expect((await stage.refused(does(path('h2'), '2024-12-20', designated))).code).toBe('DOCUMENT_REQUIRED');
    await stage.recorded(
      does(path('h2'), '2024-12-20', { ...designated, document }),
      does('/blocs/h2/hand-overs/duty', '2025-01-05', { from: A, to: B, forYear: '2025', decidedIn: '2024' }),
    );
    expect((await blocSeen(stage, 'h2')).onDay.actingHead?.value.head).toBe(B);
    await founded('h2-luan-phien', does(path('h2-luan-phien'), '2024-12-20', { ...designated, method: 'IN_TURN' }));
    const { choices } = await yearSeen(stage, yearOf('h2-luan-phien'));
    expect(choices.map(({ value }) => [value.unitId, value.method])).toEqual([[B, 'IN_TURN']]);
  });

  it('H4: a school year and half a year are years of their own period, and no number is read in their labels', async () => {
    await founded(
      'h4',
      opening('h4', '2025-2026', { from: '2025-09-01', to: '2026-05-31' }),
      opening('h4', '6-thang-cuoi-2026', { from: '2026-07-01', to: '2026-11-30' }),
    );
    const years = await stage.seen<Listed<YearView>>('/blocs/h4/years');
    expect(
      years.items.map(({ row: { year, opened } }) => [year, opened?.value.period.from, opened?.value.period.to]),
    ).toEqual(
      expect.arrayContaining([
        ['2025-2026', '2025-09-01', '2026-05-31'],
        ['6-thang-cuoi-2026', '2026-07-01', '2026-11-30'],
      ]),
    );
  });

  it('H5: blocs of one name are several, and a name leads to both', async () => {
    const named = (blocId: string, ministry: string) =>
      blocOf(blocId, {
        name: { vi: 'Cụm thi đua số 8' },
        kind: 'CLUSTER',
        parent: { kind: 'EXTERNAL', name: ministry },
      });
    await stage.recorded(...named('h5-a', 'Bộ A'), ...named('h5-b', 'Bộ B'));
    const found = await stage.seen<Listed<BlocView>>(`/blocs?name=${encodeURIComponent('cụm thi đua số 8')}`);
    expect(found.items.map(({ row }) => row.blocId).sort()).toEqual(['h5-a', 'h5-b']);
  });

  it('H10: a vote without a count stays without one, and all the others are proposed as they were that day', async () => {
    const path = `${yearOf('h10')}`;
    await founded(
      'h10',
      told(`${path}/ballots`, '2024-12-20', {
        ...{ ballotId: 'suy-ton', purpose: 'COMMENDATION', method: 'UNKNOWN', seats: 2 },
        questions: [
          { questionId: 'a', unitId: A, form: 'Cờ' },
          { questionId: 'b', unitId: B, form: 'Cờ' },
        ],
      }),
      told(`${path}/ballots/suy-ton/closure`, '2024-12-20', {
        counts: [
          { questionId: 'a', outcome: 'PASSED', reported: 'nhất trí' },
          { questionId: 'b', outcome: 'PASSED', reported: 'nhất trí' },
        ],
      }),
      told(`${path}/proposals`, '2024-12-20', { ...FLAG, nominees: [A, B] }),
      told(`${path}/proposals`, '2024-12-20', { ...FLAG, proposalId: 'con-lai', form: 'Bằng khen', allOthers: true }),
    );
    const { ballots = [], proposals = [] } = await yearSeen(stage, path);
    const questions = ballots[0]?.tallied?.value.questions ?? [];
    expect(questions.map(({ outcome, reported, for: yes }) => [outcome, reported, yes])).toEqual([
      ['PASSED', 'nhất trí', undefined],
      ['PASSED', 'nhất trí', undefined],
    ]);
    expect(proposals.map(({ proposed: { value } }) => [...value.nominees].sort())).toEqual([
      [A, B],
      [C, D],
    ]);
  });

  it('H11: a superior council agrees to 48 of 69, names nobody, and no reason is made up', async () => {
    await stage.recorded(
      told('/council-reviews', '2025-03-20', {
        ...{ councilReviewId: 'h11', blocs: 12, forms: [{ form: 'GOVERNMENT_FLAG', proposed: 69, agreed: 48 }] },
      }),
    );
    const { row } = await stage.seen<Answered<CouncilReviewView>>('/council-reviews/h11');
    expect(JSON.stringify(row)).toContain('"proposed":69');
    expect(JSON.stringify(row)).toContain('"agreed":48');
    expect(JSON.stringify(row)).not.toContain('reason');
  });

  it('H12: two forms for one unit are the rulebook to allow, and names of forms are its own', async () => {
    const [flag, certificate] = RULES.commendations.forms;
    const forms = [
      { ...flag, nominee: 'ANY', title: { vi: 'Cờ thi đua hạng Nhất' } },
      { ...certificate, nominee: 'ANY' },
    ];
    const proposal = (form: string) => ({
      proposalId: form.toLowerCase().replace('_', '-'),
      form,
      count: 1,
      nominees: [A],
      basis: { kind: 'NONE' },
    });
    for (const severalForms of ['ALLOWED', 'FORBIDDEN'] as const) {
      const blocId = `h12-${severalForms.toLowerCase()}`;
      const commendations = { ...RULES.commendations, forms, severalForms, decisionRequired: false };
      await founded(blocId, ...ruledBy(blocId, { commendations }));
      const path = `${yearOf(blocId)}/proposals`;
      await stage.recorded(told(path, '2024-12-20', { ...proposal('GOVERNMENT_FLAG'), basis: { kind: 'NONE' } }));
      const second = told(path, '2024-12-20', { ...proposal('PM_CERTIFICATE'), basis: { kind: 'NONE' } });
      expect([severalForms, (await warned(second))?.includes('DUPLICATE_COMMENDATION')]).toEqual([
        severalForms,
        severalForms === 'FORBIDDEN',
      ]);
    }
  });

  it('H13: who grants and who receives may be a bloc, an office, an outside body, or untold', async () => {
    const grantors = [
      { kind: 'BLOC', blocId: 'h13' },
      { kind: 'OFFICE', office: 'Bí thư Đảng ủy' },
      { kind: 'EXTERNAL', name: 'Liên đoàn Lao động tỉnh' },
      { kind: 'UNKNOWN' },
    ];
    const award = (grantor: object, nth: number) =>
      told(`${yearOf('h13')}/awards`, '2024-12-20', {
        ...{ awardId: `khen-${nth}`, grantor, collectives: { count: 1, named: [] } },
        individuals: { count: 1, named: [{ office: 'Chủ tịch Công đoàn' }] },
      });
    await founded('h13', ...grantors.map(award));
    const { awards } = await yearSeen(stage, yearOf('h13'));
    expect(awards.map(({ conferred: { value } }) => value.grantor)).toEqual(grantors);
  });

  it('H14: deputies have an order, and a deputy hosts and chairs the mid-year review', async () => {
    const designated = (unitId: string, ordinal: number) =>
      does(`${yearOf('h14')}/designations/deputy`, '2024-12-20', {
        ...{ forYear: '2025', method: 'DESIGNATED', unitId, ordinal },
        document: { number: '13/QĐ-UBND', date: { date: '2024-12-20' } },
      });
    const party = { kind: 'UNIT', unitId: C };
    await founded(
      'h14',
      designated(C, 1),
      designated(D, 2),
      does(`${yearOf('h14')}/sessions`, '2024-07-10', {
        ...{ sessionId: 'so-ket', kind: 'MID_YEAR', host: party, chair: party },
        ...{ from: { date: '2024-07-10' }, to: { date: '2024-07-10' } },
      }),
    );
    const { choices, sessions } = await yearSeen(stage, yearOf('h14'));
    expect(choices.map(({ value }) => [value.unitId, value.ordinal])).toEqual([
      [C, 1],
      [D, 2],
    ]);
    expect(sessions.map(({ convened: { value } }) => [value.host, value.chair])).toEqual([[party, party]]);
  });

  it('H16: contents imposed by a superior name it, and members inspect each other, but never themselves', async () => {
    const path = yearOf('h16');
    const inspection = (inspector: string, inspected: string) =>
      does(`${path}/scores/cross-inspections`, '2024-10-10', { inspector, inspected, findings: 'Thực hiện tốt.' });
    await founded(
      'h16',
      ...ruledBy('h16', {}),
      does(`${path}/pledge/drafts`, '2024-02-01', { contents: [{ number: 1, text: { vi: 'Nội dung' } }] }),
      does(`${path}/pledge/agreement`, '2024-02-02', {
        agreedBy: 'SUPERIOR',
        document: { number: '5/CV-HĐ', date: { date: '2024-02-01' } },
      }),
      inspection(A, B),
    );
    expect((await pledgeSeen(stage, path)).versions[0]).toMatchObject({ value: { agreedBy: 'SUPERIOR' } });
    expect((await stage.refused(inspection(A, A))).code).toBeDefined();
  });
});
