import { remark, type Checks, type Circumstances } from '../../kernel/decider.js';
import { defined } from '../../kernel/defined.js';
import { mustFollow } from '../../kernel/happened.js';
import type { TieKey } from '../../rulebooks/rulebook.values.js';
import { memberNamed } from '../frame/frame.fold.js';
import { areSame } from '../scoring/subject.values.js';
import { isVoid } from '../voting/voting.fold.js';
import type { ComputeRanking } from './ranking.commands.js';
import type { RankingComputed } from './ranking.events.js';
import type { BrokenTie, RankingYear } from './ranking.fold.js';
import { placesIn, withTieBroken, type Lists, type TieBreak } from './ranking.values.js';

/**
 * The places of a ranking computed again, with the ties that were broken before: what of them holds, and what fell away, which is remarked
 * (D42). It is not dated before a tie that it keeps was broken (D29).
 */
export function* withTiesKept(
  command: ComputeRanking & Circumstances,
  order: Lists,
  broken: readonly BrokenTie[],
  year: RankingYear,
): Checks<Lists & Pick<RankingComputed['data'], 'ties' | 'lapsed'>> {
  const { lists, ties, lapsed } = withTies(order, broken, year);
  for (const { brokenOn } of ties) yield* mustFollow(command, brokenOn, command.data.occurredOn, 'TIE_KEPT');
  yield* remarkLapsed(lapsed, year);
  return { ...lists, ...defined({ ties: asRecorded(ties), lapsed: asRecorded(lapsed) }) };
}

function asRecorded(ties: readonly BrokenTie[]): readonly TieBreak[] | undefined {
  return ties.length === 0 ? undefined : ties.map(({ brokenOn: _, ...tie }) => tie);
}

function* remarkLapsed(lapsed: readonly BrokenTie[], { frame }: RankingYear): Checks {
  for (const { order, rank } of lapsed) {
    const unitIds = order.map(({ unitId }) => unitId);
    yield remark('TIE_BREAK_LAPSED', 'D42', {
      units: unitIds.map((unitId) => memberNamed(frame, unitId)),
      unitIds,
      rank,
    });
  }
}

type WithTies = Readonly<{ lists: Lists; ties: readonly BrokenTie[]; lapsed: readonly BrokenTie[] }>;

/**
 * D42: a broken tie holds where exactly its subjects are tied again in the same list, on whichever rank; one by a ballot found void does not
 * (D41).
 */
export function withTies({ groups, apart }: Lists, broken: readonly BrokenTie[], year: RankingYear): WithTies {
  return broken.reduce<WithTies>(
    (known, tie) => {
      const tied = placesIn(known.lists, tie)?.find(({ subjects }) => areSame(subjects, tie.order));
      if (tied === undefined || isByVoid(tie, year)) return { ...known, lapsed: [...known.lapsed, tie] };
      const again = { ...tie, rank: tied.rank };
      return {
        ...known,
        lists: withTieBroken<TieKey>(known.lists, again, tie.key && { key: tie.key }),
        ties: [...known.ties, again],
      };
    },
    { lists: { groups, ...defined({ apart }) }, ties: [], lapsed: [] },
  );
}

/** Whether a ballot broke it that was found void (D41). */
export function isByVoid({ ballotId }: TieBreak, { voting }: RankingYear): boolean {
  return ballotId !== undefined && isVoid(voting, { kind: 'BALLOT', ballotId });
}
