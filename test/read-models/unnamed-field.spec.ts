import { describe, expect, it } from '@jest/globals';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import { proposals } from '../../projections/proposals/proposals.projection.js';
import { ranking } from '../../projections/ranking/ranking.projection.js';
import { voteRecord } from '../../projections/vote-record.projection.js';
import { insideView, publicView } from '../../read-models/bloc-history/year-view.js';
import { proposalsViewFor } from '../../read-models/proposals/proposals-view.js';
import { publicRanking } from '../../read-models/ranking/ranking-view.js';
import { namesIn, publishedVote } from '../../read-models/vote-record/vote-view.js';
import type { PublishedPart } from '../../src/emulation-years/ranking/publication.values.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import { historiesOf } from '../support/history.js';
import { published } from '../support/mothers/ranking.js';
import { bothPassed, conferred, meeting, on, proposed, ranked } from '../support/mothers/voting.js';

/** A row whose every object has a field that no release before knew, which tells where it stands. */
function grown<Part>(part: Part, place = 'row'): Part {
  const within = (value: unknown, at: string): unknown => {
    if (Array.isArray(value)) return value.map((entry: unknown) => within(entry, at));
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).map(([name, field]) => [name, within(field, `${at}.${name}`)]);
    return { ...Object.fromEntries(fields), added: `added to ${at}` };
  };
  return within(part, place) as Part;
}

const classified: UnitClassified = {
  type: 'UnitClassified',
  data: { ...on, scope: {}, classes: [{ unitId: 'son-la', classification: 'Hạng A' }], basis: 'Quy chế' },
};
const NAMED: readonly PublishedPart[] = [
  { part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }] },
  { part: 'PROPOSALS', proposalIds: ['de-nghi-1'] },
  { part: 'VOTES', votes: [{ kind: 'BALLOT', voteId: 'suy-ton' }] },
];
const YEAR = [
  ...meeting(),
  ranked('dien-bien'),
  ...bothPassed,
  classified,
  proposed(),
  conferred(),
  published({}, ...NAMED),
];

function rowOf<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('The history shows no such row');
  return grown(row);
}

const year = rowOf(historiesOf(blocHistory)(...YEAR).row('cum-7-tinh/2024'));
const order = rowOf(historiesOf(ranking)(...YEAR).row());
const asked = rowOf(historiesOf(proposals)(...YEAR).row());
const vote = rowOf(historiesOf(voteRecord)(...YEAR).row());

/** Where what was added is shown although it stands in a part that is not open to everybody. */
function addedIn(view: object): readonly string[] {
  return [...new Set(JSON.stringify(view).match(/added to [\w.]+/g))].map((text) => text.slice('added to '.length));
}

describe('a field that no table names', () => {
  it.each([
    [
      'a year',
      publicView(year),
      /^row(\.(publishedClasses(\.value)?|proposals(\.published(\.as)?)?|rankings(\.ranked(\.value)?|\.shown)?))?$/,
    ],
    ['a ranking', publicRanking(order, {}), /^row(\.(scopes|rulebook|exclusions|publishedClasses)((?!recording).)*)?$/],
    ['a vote', publishedVote(vote, namesIn(order)) ?? {}, /^row(\.(terms|tally).*|\.published(\.outcomes)?)?$/],
    [
      'what is proposed',
      proposalsViewFor({ sees: () => 'NAMED' }, asked),
      /^row(\.proposals(\.basis|\.published(\.as)?)?)?$/,
    ],
  ])('is hidden from everybody in %s', (_, view, hidden) => {
    expect(addedIn(view).filter((place) => hidden.test(place))).toEqual([]);
  });

  it('is shown to no one before it has its line in the table of a year', () => {
    expect(insideView(year, { seesCard: () => true })).not.toHaveProperty('added');
  });
});
