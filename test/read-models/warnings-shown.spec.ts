import { describe, expect, it } from '@jest/globals';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import { proposals } from '../../projections/proposals/proposals.projection.js';
import { ranking } from '../../projections/ranking/ranking.projection.js';
import { audienceOf } from '../../read-models/year-audience.js';
import type { Visibility } from '../../read-models/visibility.js';
import type { Event, Origin, Warning } from '../../src/kernel/event.js';
import type { Projection } from '../../src/kernel/projection.js';
import { historiesOf, told, type Told } from '../support/history.js';
import { appraiserOf, council, report, representativeOf, secretary } from '../support/mothers/origins.js';
import { corrected } from '../support/mothers/ranking.js';
import { A3, agreed } from '../support/mothers/scoring.js';
import { BLOC, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { conferred, excluded } from '../support/mothers/voting.js';

const WARNING: Warning = { code: 'SCORE_OUT_OF_RANGE', rule: 'R09', facts: { value: '177.77' } };
const CLAIM = { mode: { kind: 'CLAIM', source: report }, warnings: [WARNING] } as const;
const STREAM = `emulationYear-${BLOC}--2024`;
const FIRST = year2024().length;
const TRACK = { track: 'cong-doan' };

const correction = corrected('dien-bien', A3['dien-bien'] ?? ['0', '0', '0']);
const ofTrack = { ...correction, data: { ...correction.data, scope: TRACK } };

/** An award, a correction with the exclusion that follows from it, and a correction of a card of a part. */
const CLAIMED: readonly Told<Event>[] = [
  told(conferred(), CLAIM),
  told(correction, CLAIM),
  told(excluded('dien-bien'), { ...CLAIM, causationId: `${STREAM}@${FIRST + 1}` }),
  told(ofTrack, CLAIM),
];
const AGREED = SEVEN.map((unitId) => agreed(unitId, A3[unitId]));

/** What that caller is told of the facts of each of these warnings, by pages that fold by that projection. */
function factsOf(
  projection: Projection<{ visibility: Visibility }, never>,
  caller: Origin,
  ...more: readonly Told<Event>[]
): readonly boolean[] {
  const history = historiesOf(projection)(...year2024(), ...CLAIMED, ...more);
  const { withFactsSeen } = audienceOf(history.row(`${BLOC}/2024`)?.visibility, BLOC, caller);
  const view = CLAIMED.map((_, nth) => ({ value: {}, recording: history.recording(FIRST + nth) }));
  const list = view.map(({ recording: { event } }) => ({ warning: WARNING, event }));
  const shown = withFactsSeen({ view, list });
  const bare = { ...WARNING, facts: {} };
  const isWhole = view.map(({ recording }, nth) => {
    const got = [shown.view[nth]?.recording, shown.list[nth]];
    const whole = [recording, { warning: WARNING, event: recording.event }];
    const rest = [
      { ...recording, warnings: [bare] },
      { warning: bare, event: recording.event },
    ];
    const seen = JSON.stringify(got) === JSON.stringify(whole);
    expect(got).toEqual(seen ? whole : rest);
    return seen;
  });
  return isWhole;
}

const ALL = [true, true, true, true];
const NONE = [false, false, false, false];
const dashboard: Origin = { subject: 'bang', name: 'Bảng', role: 'dashboard' };

const ROWS = [
  ['the year', blocHistory],
  ['the ranking', ranking],
  ['the proposals', proposals],
] as const;

describe.each(ROWS)('what warnings say of what a rule saw, by %s,', (_model, projection) => {
  const facts = (caller: Origin, ...more: readonly Told<Event>[]) => factsOf(projection as never, caller, ...more);

  it.each([
    ['council', council, ALL],
    ['administrator', { ...council, role: 'administrator' }, ALL],
    ['inspector', { ...council, role: 'inspector' }, ALL],
    ['secretary', secretary(), ALL],
    ['appraiser', appraiserOf('son-la'), ALL],
    ['the unit whose card it is', representativeOf('dien-bien'), ALL],
    ['another member', representativeOf('lao-cai'), [true, false, false, false]],
    ['the secretary of another bloc', secretary('khoi-khac'), NONE],
    ['an appraiser of another bloc', appraiserOf('son-la', 'khoi-khac'), NONE],
    ['the representative of no member', representativeOf('yen-bai'), NONE],
    ['dashboard', dashboard, NONE],
  ] as const)('is told to %s as their matters are', (_, caller, seen) => {
    expect(facts(caller)).toEqual(seen);
  });

  it('is told to members of cards as far as those are agreed, each scope for itself', () => {
    expect(facts(representativeOf('lao-cai'), ...AGREED)).toEqual([true, true, true, false]);
    expect(facts(dashboard, ...AGREED)).toEqual(NONE);
  });
});
