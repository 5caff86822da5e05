import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { YearMembersUpdated } from '../../src/emulation-years/frame/frame.events.js';
import type { Position } from '../../src/kernel/event.js';
import { BLOC_NAME, BLOC, inYear, members } from '../support/mothers/seven-provinces.js';
import {
  assented,
  ballot,
  CERTIFICATE,
  count,
  FLAG,
  listed,
  meeting,
  proposed,
  ranked,
  tallied,
} from '../support/mothers/voting.js';
import { ShownHistory } from '../support/shown-history.js';

const YEAR = `/blocs/${BLOC}/years/2024`;

const renamed: YearMembersUpdated = {
  type: 'YearMembersUpdated',
  data: {
    ...inYear('2025-04-01'),
    members: members.map((member) => ({
      ...member,
      name: { ...member.name, full: { vi: `Tên mới ${member.unitId}` } },
    })),
    blocName: BLOC_NAME,
    blocRevision: 10,
  },
};

/** Each shows a unit by its name. */
const PATHS = [
  '/ballots/suy-ton',
  '/assents/nhat-tri',
  '/agreed-lists/danh-sach',
  '/proposals',
  '/proposals/de-nghi-1',
];

describe('the names of units', () => {
  let shown: ShownHistory;
  let before: Position;

  beforeAll(async () => {
    shown = await ShownHistory.of();
    before = await shown.tell(
      ...meeting(),
      ranked('dien-bien', 'lao-cai'),
      ballot({ questions: [FLAG, CERTIFICATE], seats: 2 }),
      tallied([count(6, 1, 'PASSED'), count(7, 0, 'PASSED', { questionId: CERTIFICATE.questionId })]),
      assented(),
      listed([{ form: 'PROVINCE_FLAG', count: 1, unitIds: ['cao-bang'] }]),
      // For the head, which the remark on it calls by its name.
      proposed({ nominees: ['lao-cai'], form: 'PM_CERTIFICATE' }),
    );
    await shown.tell(renamed);
  });
  afterAll(() => shown.stop());

  it.each(PATHS)('in %s are those of the moment asked for, never both in one answer', async (path) => {
    const [then, now] = [
      await shown.get('inspector', `${YEAR}${path}?asOf=${before}`),
      await shown.get('inspector', `${YEAR}${path}`),
    ];
    const names = ({ body }: { body: unknown }): readonly boolean[] =>
      [/Ủy ban nhân dân tỉnh/, /Tên mới/].map((name) => name.test(JSON.stringify(body)));
    expect([then.status, now.status, names(then), names(now)]).toEqual([200, 200, [true, false], [false, true]]);
  });

  it.each(PATHS)('in %s, when they change, make another answer of it', async (path) => {
    const then = await shown.get('inspector', `${YEAR}${path}?asOf=${before}`);
    const tag = then.headers.get('etag') ?? '';
    const now = await shown.get('inspector', `${YEAR}${path}`, { 'if-none-match': tag });
    const again = await shown.get('inspector', `${YEAR}${path}`, { 'if-none-match': now.headers.get('etag') ?? '' });
    expect([now.status, again.status]).toEqual([200, 304]);
  });
});
