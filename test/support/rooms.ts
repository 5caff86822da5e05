import { dirname } from 'node:path';

type Import = Readonly<{ from: string; to: string }>;

/**
 * Files that compose rooms and belong to none: the roots of a process, the choice of an engine, the list of
 * projections, the slices, which gather facts of other slices, and the files that compose a year of its parts.
 */
const COMPOSITION =
  /^src\/[^/]+\.ts$|\.module\.ts$|\.slice\.ts$|\/open-[^/]+\.ts$|^projections\/all\.ts$|^src\/emulation-years\/emulation-year\.[^/]+\.ts$/;

/**
 * The circles of folders that import each other, each with its folders sorted: no room in a circle can be read without
 * the others. The graph of folders of dependency-cruiser does not serve, since it counts parents as well: `src` would
 * be in a circle with everything.
 */
export function circlesOfRooms(imports: readonly Import[]): readonly (readonly string[])[] {
  const between = imports
    .filter(({ from, to }) => !COMPOSITION.test(from) && !COMPOSITION.test(to))
    .map(({ from, to }) => [dirname(from), dirname(to)] as const)
    .filter(([from, to]) => from !== to);
  const next = new Map<string, Set<string>>();
  for (const [from, to] of between) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reached = new Map([...next.keys()].map((room) => [room, reachedFrom(room)]));
  const inCircle = [...reached].filter(([room, rooms]) => rooms.has(room)).map(([room]) => room);
  const circles = inCircle.map((room) =>
    inCircle.filter((other) => reached.get(room)?.has(other) === true && reached.get(other)?.has(room) === true).sort(),
  );
  return [...new Map(circles.map((circle) => [circle[0], circle])).values()];

  function reachedFrom(room: string): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [room];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const to of next.get(at) ?? []) {
        if (found.has(to)) continue;
        found.add(to);
        open.push(to);
      }
    }
    return found;
  }
}
