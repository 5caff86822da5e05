import { type Card, isAgreed, type Visibility } from '../read-models/visibility.js';
import type { EmulationYearOpened, YearMembersUpdated } from '../src/emulation-years/frame/frame.events.js';
import type { ScoreAgreed } from '../src/emulation-years/scoring/scoring.events.js';
import { isScored } from '../src/emulation-years/scoring/scoring.values.js';
import type { Event, OfType, Recorded } from '../src/kernel/event.js';
import { lastDayOf } from '../src/kernel/partial-date.js';
import type { Projection, RowFold } from '../src/kernel/projection.js';
import { scopeKey } from '../src/kernel/scope.js';
import { type AuditedEvent, MATTER_OF } from './audit-trail/audited.js';

type Visible = Readonly<{ visibility: Visibility }>;

/** The projection, with rows that know who may see them. */
export function withVisibility<Row extends Visible, E extends Event>(
  projection: Projection<Row, E>,
): Projection<Row, E> {
  const folds = Object.entries(projection.on as Readonly<Record<string, RowFold<Row, never>>>);
  // Each fold stays under its type, which is more than the checker can see.
  return { ...projection, on: Object.fromEntries(folds.map(([type, fold]) => [type, withEvent(fold)])) as never };
}

function withEvent<Row extends Visible>(fold: RowFold<Row, never>): RowFold<Row, Event> {
  return (row, event, key) => {
    const next = fold(row, event as never, key);
    if (next === undefined) return undefined;
    const tell = TELLING[event.type as AuditedEvent['type']] as Tell | undefined;
    const visibility = warned(opened(tell?.(next.visibility, event) ?? next.visibility, event), event);
    return visibility === next.visibility ? next : { ...next, visibility };
  };
}

type Tell = (known: Visibility, event: Event) => Visibility;
type Telling = Readonly<{
  [Type in AuditedEvent['type']]?: (known: Visibility, event: OfType<AuditedEvent, Type>) => Visibility;
}>;

/** What events tell of who may see the row. */
const TELLING: Telling = {
  EmulationYearOpened: (known, event) => withMembers({ ...known, period: event.data.period }, event),
  YearMembersUpdated: withMembers,
  UnitExempted: (known, { data: { unitId } }) =>
    known.exempt.includes(unitId) ? known : { ...known, exempt: [...known.exempt, unitId] },
  ScoreAgreed: withAgreed,
  // A publication names places, with their points where it says so; votes, proposals and classes none can name yet.
  ResultPublished: (known) =>
    known.named.includes('PLACES') ? known : { ...known, named: [...known.named, 'PLACES'] },
};

function withMembers(
  visibility: Visibility,
  { data: { members, declaredSize, occurredOn } }: EmulationYearOpened | YearMembersUpdated,
): Visibility {
  const { period } = visibility;
  if (period === undefined) return visibility;
  const day = lastDayOf(occurredOn);
  const scored = members.filter(({ membership }) => isScored(membership, period, day));
  return { ...visibility, declaredSize, members: scored.map(({ unitId }) => unitId) };
}

function withAgreed(visibility: Visibility, event: ScoreAgreed): Visibility {
  const { unitId, scope } = event.data;
  if (isAgreed(visibility, unitId, scope)) return visibility;
  const key = scopeKey(scope);
  return { ...visibility, agreed: { ...visibility.agreed, [key]: [...(visibility.agreed[key] ?? []), unitId] } };
}

function opened(visibility: Visibility, { type, stream, revision, position }: Recorded): Visibility {
  if (MATTER_OF[type as AuditedEvent['type']] !== 'OPEN') return visibility;
  const { provenance } = visibility.open;
  const ranges = { ...provenance, [stream]: extended(provenance[stream], revision) };
  return { ...visibility, open: { position, provenance: ranges } };
}

function warned(visibility: Visibility, event: Recorded): Visibility {
  const card = event.metadata.warnings.length === 0 ? undefined : cardBehind(event, visibility);
  return card === undefined ? visibility : { ...visibility, warnedOf: { ...visibility.warnedOf, [event.id]: card } };
}

/** Each event of a decision has all its warnings: an exclusion that follows from a score has what was said of the card. */
function cardBehind({ type, data, metadata: { causationId } }: Recorded, { warnedOf }: Visibility): Card | undefined {
  const { unitId = '', scope = {} } = data as Partial<Card>;
  const matter = MATTER_OF[type as AuditedEvent['type']];
  if (matter === 'CARD') return { unitId, scope };
  if (causationId === undefined) return undefined;
  // Where the score itself is not folded (proposals) no card is known as agreed either, so that its scope is all the same.
  return warnedOf[causationId] ?? (matter === 'PAPERS' ? { unitId, scope } : undefined);
}

/** The ranges with one revision more, which follows all that are in them. */
function extended(ranges: string | undefined, revision: number): string {
  if (ranges === undefined) return `${revision}`;
  const [, before = '', first = '', last = first] = /^(.*,)?(\d+)(?:-(\d+))?$/.exec(ranges) ?? [];
  return revision === Number(last) + 1 ? `${before}${first}-${revision}` : `${ranges},${revision}`;
}
