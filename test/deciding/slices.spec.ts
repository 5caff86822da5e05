import { describe, expect, it } from '@jest/globals';
import { AUDITED_TYPES } from '../../projections/audit-trail/audited.js';
import { blocStream } from '../../src/blocs/bloc.events.js';
import { blocSlice } from '../../src/blocs/bloc.slice.js';
import { blocReading } from '../../src/blocs/bloc.standing.js';
import { commendationStream } from '../../src/commendations/commendation.events.js';
import { commendationHistories } from '../../src/commendations/commendation.fold.js';
import { commendationSlice } from '../../src/commendations/commendation.slice.js';
import { councilReviewStream } from '../../src/council-reviews/council-review.events.js';
import { councilReviewHistories } from '../../src/council-reviews/council-review.fold.js';
import { councilReviewSlice } from '../../src/council-reviews/council-review.slice.js';
import type { Slice } from '../../src/deciding/slice.js';
import { emulationYearSlice } from '../../src/emulation-years/emulation-year.slice.js';
import { yearReading } from '../../src/emulation-years/emulation-year.standing.js';
import { emulationYearStream } from '../../src/emulation-years/frame/frame.events.js';
import { CATEGORIES } from '../../src/kernel/stream.js';
import { movementStream } from '../../src/movements/movement.events.js';
import { movementHistories } from '../../src/movements/movement.fold.js';
import { movementSlice } from '../../src/movements/movement.slice.js';
import { rulebookStream } from '../../src/rulebooks/rulebook.events.js';
import { rulebookSlice } from '../../src/rulebooks/rulebook.slice.js';
import { rulebookReading } from '../../src/rulebooks/rulebook.standing.js';
import { SLICES } from '../../src/slices.js';
import { unitStream } from '../../src/units/unit.events.js';
import { unitSlice } from '../../src/units/unit.slice.js';
import { unitStanding } from '../../src/units/unit.standing.js';

/** Each slice with a stream that it decides on and the fold by which other decisions gather from that stream. */
const ALL: readonly (readonly [Slice, string, object])[] = [
  [unitSlice, unitStream('a'), unitStanding('a').fold],
  [blocSlice, blocStream('a'), blocReading('a').fold],
  [rulebookSlice, rulebookStream('a'), rulebookReading('a').fold],
  [emulationYearSlice, emulationYearStream('a', '2024'), yearReading('a', '2024').fold],
  [movementSlice, movementStream('a'), movementHistories],
  [councilReviewSlice, councilReviewStream('a'), councilReviewHistories],
  [commendationSlice, commendationStream('a'), commendationHistories],
];

describe('every slice', () => {
  it('is among these', () => {
    expect(new Set(SLICES.values())).toEqual(new Set(ALL.map(([slice]) => slice)));
  });

  it('decides on streams of one known category, which no other has', () => {
    const categories = ALL.map(([, stream]) => CATEGORIES.find((category) => stream.startsWith(`${category}-`)));
    expect(categories).not.toContain(undefined);
    expect(new Set(categories).size).toBe(ALL.length);
  });

  it('decides commands that no other decides', () => {
    const commands = ALL.flatMap(([slice]) => Object.keys(slice.decisions));
    expect(new Set(commands).size).toBe(commands.length);
  });

  it('names the types of its events, which are all that the audit trail knows', () => {
    const types = ALL.flatMap(([slice]) => slice.events);
    expect([...types].sort()).toEqual([...AUDITED_TYPES].sort());
  });

  it('folds its streams as those who gather from them do, so that each is folded and kept once', () => {
    for (const [slice, , fold] of ALL) expect(slice.decider.fold).toBe(fold);
  });
});
