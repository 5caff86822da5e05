import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RULEBOOK_OF_SEVEN } from '../../src/cli/demo/rulebooks.js';
import type { Request } from '../../src/cli/demo/story.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import { does } from './other-blocs.play.js';
import { Stage } from './stage.js';
import { blocSeen, pledgeSeen, yearSeen } from './views.js';

const BLOC = 'khoi-so-gtvt';
const PROVINCES = {
  ...{ 'lao-cai': 'Lào Cai', 'son-la': 'Sơn La', 'lai-chau': 'Lai Châu', 'dien-bien': 'Điện Biên' },
  ...{ 'ha-giang': 'Hà Giang', 'cao-bang': 'Cao Bằng', 'lang-son': 'Lạng Sơn' },
};
const SEVEN = Object.keys(PROVINCES).map((province) => `so-gtvt-${province}`);
const LAO_CAI = 'so-gtvt-lao-cai';
const LANG_SON = 'so-gtvt-lang-son';
const SUCCESSOR = 'so-xay-dung-lang-son';
const year = (label: string) => `/blocs/${BLOC}/years/${label}`;

const registered = (unitId: string, name: string): Request =>
  does('/units', '2010-01-01', {
    ...{ unitId, kind: 'DEPARTMENT', name: { full: { vi: name }, short: { vi: name } } },
  });
const opened = (label: string, day: string): Request =>
  does(`/blocs/${BLOC}/years`, day, {
    ...{ year: label, label: { vi: `Năm thi đua ${label}` } },
    period: { from: `${label}-01-01`, to: `${label}-12-31` },
  });
/** "Chiều 29/11": the report prints no year. */
const CONFERENCE = { date: '2024-11-29', inferred: true, source: 'Hội nghị năm 2024' };
const onTheDay = (path: string, body: object): Request => does(path, '2024-11-29', body);
const nameOf = (unitId: string) =>
  `Sở Giao thông vận tải ${PROVINCES[unitId.slice('so-gtvt-'.length) as keyof typeof PROVINCES]}`;
const directorOf = (unitId: string) => ({ name: `Giám đốc ${nameOf(unitId)}` });
const representativeOf = (unit: string): TokenClaims => ({
  ...{ subject: `dai-dien-${unit}`, name: 'Lãnh đạo Sở', role: 'representative', unit },
});
const guest = { name: 'Trần Việt Hà', office: 'Vụ trưởng Vụ Hợp tác quốc tế' };
const assent = onTheDay(`${year('2024')}/assents`, {
  ...{ assentId: 'truong-khoi-2025', purpose: 'HEAD', sessionId: 'tong-ket' },
  questions: [{ questionId: 'truong', unitId: LANG_SON, forYear: '2025' }],
});
const election = onTheDay(`${year('2024')}/elections/head`, {
  ...{ forYear: '2025', unitId: LANG_SON },
  basis: { kind: 'ASSENT', assentId: 'truong-khoi-2025' },
});
const handOver = (from: string): Request =>
  onTheDay(`/blocs/${BLOC}/hand-overs/duty`, { from, to: LANG_SON, forYear: '2025', decidedIn: '2024' });
const pledge: readonly Request[] = [
  opened('2025', '2024-11-29'),
  onTheDay(`${year('2025')}/rulebook`, { rulebookId: BLOC, version: 1 }),
  onTheDay(`${year('2025')}/pledge/drafts`, { contents: [{ number: 1, text: { vi: 'Kỷ cương, trách nhiệm' } }] }),
  onTheDay(`${year('2025')}/pledge/agreement`, { agreedBy: 'MEMBERS' }),
  ...SEVEN.map((unitId) => ({
    ...onTheDay(`${year('2025')}/pledge/signatures`, {
      unitId,
      signatory: { ...directorOf(unitId), office: 'Giám đốc', officeCode: 'DIRECTOR' },
    }),
    by: representativeOf(unitId),
  })),
];

/** Up to the closing conference with all seven there and a guest of the ministry. */
const FOUNDING: readonly Request[] = [
  ...SEVEN.map((unitId) => registered(unitId, nameOf(unitId))),
  does('/blocs', '2015-01-01', {
    ...{ blocId: BLOC, kind: 'BLOC', name: { vi: 'Khối thi đua Sở Giao thông vận tải 7 tỉnh biên giới phía Bắc' } },
    ...{ labels: {}, aliases: [], parent: { kind: 'EXTERNAL', name: 'Bộ Giao thông vận tải' } },
  }),
  ...SEVEN.map((unitId) => does(`/blocs/${BLOC}/members`, '2015-01-02', { unitId })),
  does(`/blocs/${BLOC}/first-leadership`, '2024-01-02', { forYear: '2024', head: LAO_CAI, deputies: [] }),
  does(`/rulebooks/${BLOC}/versions`, '2024-01-02', {
    content: { ...RULEBOOK_OF_SEVEN, pledge: { authorisedOffices: [], requiredForScoring: false } },
  }),
  opened('2024', '2024-01-03'),
  does(`${year('2024')}/rulebook`, '2024-01-03', { rulebookId: BLOC, version: 1 }),
  onTheDay(`${year('2024')}/sessions`, { sessionId: 'tong-ket', kind: 'CLOSING', from: CONFERENCE, to: CONFERENCE }),
  onTheDay(`${year('2024')}/sessions/tong-ket/attendance`, {
    attendees: [
      ...SEVEN.map((unitId) => ({ person: directorOf(unitId), unitId, role: 'MEMBER' })),
      { person: guest, role: 'GUEST' },
    ],
  }),
];

describe('the bloc of seven departments of transport (S0)', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
    await stage.recorded(...FOUNDING);
  });

  afterEach(() => stage.close());

  it('A13 elects by assent, hands over and signs in November, and closes where each skipped step has a reason', async () => {
    await stage.recorded(assent, election, handOver(LAO_CAI), ...pledge);
    const { onDay, flag } = await blocSeen(stage, BLOC);
    expect([onDay.actingHead?.value.head, flag]).toEqual([LANG_SON, []]);
    const { signed, expected, status } = await pledgeSeen(stage, year('2025'));
    expect([signed, expected, status]).toEqual([7, 7, 'COMPLETE']);
    const close = onTheDay(`${year('2024')}/closure`, {});
    expect((await stage.refused(close)).code).toBe('YEAR_INCOMPLETE');
    for (const step of ['SCORING', 'VOTE', 'AWARDS']) {
      await stage.recorded(onTheDay(`${year('2024')}/skipped-steps`, { step, reason: 'Khối không tổ chức' }));
    }
    await stage.recorded(close);
    const history = await yearSeen(stage, year('2024'));
    expect([history.status, history.sessions[0]?.convened.value.from]).toEqual(['CLOSED', CONFERENCE]);
    expect(history.ballots ?? []).toEqual([]);
  });

  it('A14 lets no guest vote, and keeps what is asked of the ministry', async () => {
    const ballot = {
      ...{ ballotId: 'truong-khoi', purpose: 'HEAD', method: 'SHOW_OF_HANDS', sessionId: 'tong-ket', seats: 1 },
      questions: [{ questionId: 'truong', unitId: LANG_SON, forYear: '2025' }],
    };
    const vote = onTheDay(`${year('2024')}/ballots/truong-khoi/votes`, {
      ...{ unitId: LAO_CAI, voter: guest, answers: [{ questionId: 'truong', choice: 'FOR' }] },
    });
    await stage.recorded(onTheDay(`${year('2024')}/ballots`, ballot));
    expect((await stage.refused({ ...vote, by: representativeOf(LAO_CAI) })).code).toBe('GUEST_CANNOT_VOTE');
    await stage.recorded(
      onTheDay(`${year('2024')}/recommendations`, {
        ...{ to: { kind: 'EXTERNAL', name: 'Bộ Giao thông vận tải' }, text: 'Bố trí vốn bảo trì đường biên giới' },
      }),
    );
    const { recommendations } = await yearSeen(stage, year('2024'));
    expect(recommendations.map(({ value }) => value.to)).toEqual([{ kind: 'EXTERNAL', name: 'Bộ Giao thông vận tải' }]);
  });

  it('A15 hands nothing over before an election, and nothing by who does not preside', async () => {
    expect((await stage.refused(handOver(LAO_CAI))).code).toBe('HANDOVER_NOT_ALLOWED');
    await stage.recorded(assent, election);
    expect((await stage.refused(handOver('so-gtvt-son-la'))).code).toBe('HANDOVER_NOT_ALLOWED');
    await stage.recorded(handOver(LAO_CAI));
  });

  it('A16 a merged department acts no more, its duty passes by an event alone, and history prints its name', async () => {
    await stage.recorded(assent, election, handOver(LAO_CAI), ...pledge);
    await stage.recorded(
      registered(SUCCESSOR, 'Sở Xây dựng Lạng Sơn'),
      does(`/units/${LANG_SON}/merger`, '2025-03-01', { into: SUCCESSOR }),
      does(`/blocs/${BLOC}/members`, '2025-03-01', { unitId: SUCCESSOR }),
    );
    const sheet = does(`${year('2025')}/scores/self-scores`, '2025-03-15', { unitId: LANG_SON, lines: [] });
    const { problem } = await stage.player.send({ ...sheet, by: representativeOf(LANG_SON) });
    expect([problem?.code, problem?.messages.vi]).toEqual([
      'UNIT_NOT_ACTIVE',
      expect.stringContaining('Sở Xây dựng Lạng Sơn'),
    ]);
    const headOf = async () => (await blocSeen(stage, BLOC, '?on=2025-03-15')).onDay.actingHead?.value.head;
    expect(await headOf()).toBe(LANG_SON);
    await stage.recorded(does(`/blocs/${BLOC}/successions/duty`, '2025-03-10', { from: LANG_SON, to: SUCCESSOR }));
    expect(await headOf()).toBe(SUCCESSOR);
    const { choices, members } = await yearSeen(stage, year('2024'));
    expect(choices.map(({ value }) => value.unitId)).toEqual([LANG_SON]);
    expect(JSON.stringify(members)).toContain('Sở Giao thông vận tải Lạng Sơn');
  });
});
