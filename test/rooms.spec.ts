import { describe, expect, it } from '@jest/globals';
import { cruise, ROOT } from './support/cruise.js';
import { circlesOfRooms } from './support/rooms.js';

const SOURCES = /^(src|projections|read-models)\//;
const [FRAME, SHAPES, PROBLEMS] = ['src/http/frame', 'src/http/shapes', 'src/http/problems'] as const;
const ONE_WAY = [
  { from: `${FRAME}/door.ts`, to: `${SHAPES}/field.ts` },
  { from: `${SHAPES}/validation.ts`, to: `${PROBLEMS}/fault.ts` },
];

describe('the rooms', () => {
  it('form no circle in this repository', async () => {
    const { imports } = await cruise(ROOT);
    const ours = imports.filter(({ from, to }) => SOURCES.test(from) && SOURCES.test(to));
    expect(ours.length).toBeGreaterThan(1000);
    expect(circlesOfRooms(ours)).toEqual([]);
  });

  it('may import each other one way', () => {
    expect(circlesOfRooms(ONE_WAY)).toEqual([]);
  });

  it('are seen to form a circle, whichever files close it', () => {
    const back = { from: `${PROBLEMS}/problem.ts`, to: `${FRAME}/access.ts` };
    expect(circlesOfRooms([...ONE_WAY, back])).toEqual([[FRAME, PROBLEMS, SHAPES]]);
  });

  it('are composed by files that belong to none of them', () => {
    const composed = [
      { from: 'src/app.module.ts', to: `${FRAME}/door.ts` },
      { from: `${FRAME}/door.ts`, to: 'src/config.ts' },
      { from: 'src/units/unit.slice.ts', to: 'src/blocs/bloc.standing.ts' },
      { from: 'src/blocs/bloc.decider.ts', to: 'src/units/unit.standing.ts' },
    ];
    expect(circlesOfRooms(composed)).toEqual([]);
  });
});
