import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { YearView } from '../../read-models/bloc-history/year-view.js';
import type { Listed } from '../../read-models/rows.js';
import { QUANG_NGAI } from '../../src/cli/demo/quang-ngai.js';
import { BLOC, SECRETARY } from '../../src/cli/demo/quang-ngai.cast.js';
import { YEAR_2023 } from '../../src/cli/demo/quang-ngai.scores.js';
import { claimed, onDay, recordedIn, type Request } from '../../src/cli/demo/story.js';
import { Stage } from './stage.js';
import { yearSeen } from './views.js';

const { source, chapters } = QUANG_NGAI;
const [founding, ...course] = chapters;

/** Fields that differ between a claim and an act, or between two stores. All others must be equal. */
const MARKS = new Set(['mode', 'source', 'provenance', 'warnings', 'id', 'recordedAt', 'position']);

function unmarked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !MARKS.has(name));
  return Object.fromEntries(kept.map(([name, inside]) => [name, unmarked(inside)]));
}

function modesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => (name === 'mode' ? [String(inside)] : modesIn(inside)));
}

const PAGES = [
  `/blocs/${BLOC}/years`,
  `${YEAR_2023}/pledge`,
  `${YEAR_2023}/rankings`,
  `${YEAR_2023}/scores`,
  `${YEAR_2023}/votes`,
  `${YEAR_2023}/proposals`,
  `/blocs/${BLOC}/years/2024/pledge`,
];

describe('the year 2023 of Quảng Ngãi entered from its report', () => {
  let acts: Stage;
  let claims: Stage;

  beforeEach(async () => {
    [acts, claims] = await Promise.all([Stage.open(), Stage.open()]);
    if (founding === undefined) throw new RangeError('The story has no beginning');
    await acts.play(...chapters);
    await claims.play(founding, ...course.map(recordedIn).map((chapter) => claimed(chapter, SECRETARY, source)));
  });

  afterEach(async () => {
    await Promise.all([acts.close(), claims.close()]);
  });

  it('has the same history as the one that was acted here, but for its marks', async () => {
    for (const page of PAGES) {
      const [acted, claimed] = [await acts.seen(page), await claims.seen(page)];
      expect([page, unmarked(claimed)]).toEqual([page, unmarked(acted)]);
    }
  });

  it('says of everything that it is a claim, and where it was published', async () => {
    const { items } = await claims.seen<Listed<YearView>>(`/blocs/${BLOC}/years`);
    const modes = modesIn(items);
    expect(modes.length).toBeGreaterThan(20);
    expect(new Set(modes)).toEqual(new Set(['CLAIM']));
    expect(items[0]?.row.opened?.recording.source).toEqual(source);
    expect(new Set(modesIn(await acts.seen(`/blocs/${BLOC}/years`)))).toEqual(new Set(['ACT']));
  });

  it('keeps a claim that breaks a rule, and shows its warning', async () => {
    const proposal: Request = {
      by: SECRETARY,
      path: `${YEAR_2023}/proposals`,
      body: {
        ...onDay('2024-01-05'),
        proposalId: 'co-thu-ba',
        form: 'PROVINCE_FLAG',
        count: 1,
        nominees: [],
        basis: { kind: 'NONE' },
      },
    };
    expect((await acts.refused(proposal)).code).toBe('QUOTA_EXCEEDED');
    const body = { ...proposal.body, claim: { source } };
    const { receipt } = await claims.recorded({ ...proposal, body });
    expect(receipt?.warnings.map(({ code }) => code)).toContain('QUOTA_EXCEEDED');
    const { proposals = [], warnings = [] } = await yearSeen(claims, YEAR_2023);
    const shown = proposals.find(({ proposalId }) => proposalId === 'co-thu-ba');
    expect(shown?.proposed.recording.warnings).toEqual(
      receipt?.warnings.map(({ code, rule, facts }) => ({ code, rule, facts })),
    );
    expect(warnings.map(({ warning }) => warning.code)).toContain('QUOTA_EXCEEDED');
  });
});
