import type { RankedMember, RulebookLabels, YearRanking } from '../../read-models/ranking/ranking.js';
import type { RulebookAdopted } from '../../src/emulation-years/frame/frame.events.js';
import { eachOnce, type YearMember } from '../../src/emulation-years/frame/frame.values.js';
import { isScored } from '../../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../../src/kernel/defined.js';
import { sortKey } from '../../src/kernel/vietnamese-order.js';
import type { Criterion } from '../../src/rulebooks/rulebook.values.js';
import { namedBeside } from '../members-named.js';

type Known = Readonly<{ members: readonly YearMember[] }>;
type Members = Pick<YearRanking, 'members' | 'namedBeside'>;

/** Those whose year is scored, and who else was ever named. */
export function membersOf({ members: told }: Known, period: YearRanking['period'], before?: Members): Members {
  const named = eachOnce(told).map(({ unitId, name }) => ({ unitId, name: name.full, short: name.short }));
  const members = inOrder(
    named.filter(({ unitId }) => told.some((term) => term.unitId === unitId && isScored(term.membership, period))),
  );
  return { members, namedBeside: namedBeside(members, named, before) };
}

function inOrder(members: readonly RankedMember[]): readonly RankedMember[] {
  return members
    .map((member) => ({ member, place: placeOf(member) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ member }) => member);
}

/** In Vietnamese order by name, then by id. */
function placeOf({ name, unitId }: RankedMember): string {
  return `${sortKey(name.vi)}\n${unitId}`;
}

/** What the adopted rulebook calls its criteria and grounds. */
export function labelsOf({ rulebookId, version, content }: RulebookAdopted['data']): RulebookLabels {
  const { scoring, ranking } = content;
  return {
    rulebookId,
    version,
    scale: scoring.scale,
    tieKeys: ranking.tieKeys,
    criteria: scoring.criteria.flatMap(inReadingOrder),
    knockOuts: scoring.knockOuts.map(({ id, title }) => ({ ground: id, title })),
    scopes: scoring.scopeTitles ?? [],
  };
}

function inReadingOrder(criterion: Criterion): RulebookLabels['criteria'] {
  const { id, title, kind, max } = criterion;
  const label = { criterionId: id, title, kind, ...defined({ max }) };
  return criterion.kind === 'GROUP' ? [label, ...criterion.children.flatMap(inReadingOrder)] : [label];
}
