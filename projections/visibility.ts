import { type Card, isAgreed, type Visibility } from '../read-models/visibility.js';
import { sizeDeclaredOn } from '../src/blocs/bloc.values.js';
import type {
  EmulationYearOpened,
  RulebookAdopted,
  YearMembersUpdated,
} from '../src/emulation-years/frame/frame.events.js';
import type { PublishedPart } from '../src/emulation-years/ranking/publication.values.js';
import type { RankingComputed, ResultPublished } from '../src/emulation-years/ranking/ranking.events.js';
import { eachOnce, type Exemption } from '../src/emulation-years/frame/frame.values.js';
import { isScored } from '../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import type { Matter } from '../src/kernel/matter.js';
import { lastDayOf } from '../src/kernel/partial-date.js';
import { scopeKey, type Scope } from '../src/kernel/scope.js';
import { type AuditedEvent, isAudited, MATTER_OF } from './audit-trail/audited.js';
import { recordingOf } from './recording/recording.js';

type Visible = Readonly<{ visibility: Visibility }>;

/** The row with what the event tells of who may see it: the `besides` of every projection of a year's rows. */
export function withVisibility<Row extends Visible>(row: Row, event: Recorded): Row {
  if (!isAudited(event)) return row;
  const visibility = warned(opened(told(row.visibility, event), event), event);
  return visibility === row.visibility ? row : { ...row, visibility };
}

function told(known: Visibility, event: Recorded<AuditedEvent>): Visibility {
  if (event.type === 'EmulationYearOpened') return withMembers({ ...known, period: event.data.period }, event);
  if (event.type === 'YearMembersUpdated') return withMembers(known, event);
  if (event.type === 'UnitExempted') return withExempt(known, event.data);
  if (event.type === 'RulebookAdopted') return withRulebook(known, event);
  if (event.type === 'ScoreAgreed') return withAgreed(known, event.data.unitId, event.data.scope);
  if (event.type === 'RankingComputed') return withRanked(known, event);
  if (event.type === 'ResultPublished') return withNamed(known, event);
  return known;
}

/** Of what a publication named something; what it named stands in the rows. */
function withNamed(known: Visibility, { data: { parts } }: ResultPublished): Visibility {
  const named = [...new Set([...known.named, ...parts.map(({ part }) => MATTER_OF_PART[part])])];
  return named.length === known.named.length ? known : { ...known, named };
}

const MATTER_OF_PART = {
  RANKING: 'PLACES',
  CLASSES: 'CLASSES',
  PROPOSALS: 'PROPOSALS',
  VOTES: 'VOTES',
} as const satisfies Record<PublishedPart['part'], Matter>;

function withExempt(known: Visibility, { unitId, scope }: Exemption): Visibility {
  return { ...known, exempt: [...known.exempt, { unitId, ...defined({ scope }) }] };
}

function withMembers(visibility: Visibility, event: Recorded<EmulationYearOpened | YearMembersUpdated>): Visibility {
  const { period } = visibility;
  const { members, declaredSizes } = event.data;
  if (period === undefined) return visibility;
  const day = lastDayOf(recordingOf(event).occurredOn);
  const scored = eachOnce(members.filter(({ membership }) => isScored(membership, period)));
  const declaredSize = sizeDeclaredOn(declaredSizes, day) ?? 0;
  return { ...visibility, declaredSize, members: scored.map(({ unitId }) => unitId) };
}

/** What a claim says leaves as it is what was adopted here. */
function withRulebook(known: Visibility, { data: { content }, metadata }: Recorded<RulebookAdopted>): Visibility {
  const mode = metadata.mode.kind;
  if (known.sheetsOfOthers.recording?.mode === 'ACT' && mode === 'CLAIM') return known;
  return {
    ...known,
    sheetsOfOthers: { when: content.visibility?.sheetsOfOthers ?? 'ONCE_ALL_AGREED', recording: { mode } },
  };
}

/** What a ranking rolled up is agreed, since all its parts are. */
function withRanked(known: Visibility, { data: { sheets, scope } }: RankingComputed): Visibility {
  const whole = sheets.flatMap(({ unitId, parts }) => (parts === undefined ? [] : [unitId]));
  if (whole.length === 0) return known;
  return { ...known, rolledUp: { ...known.rolledUp, [scopeKey(scope)]: whole } };
}

function withAgreed(visibility: Visibility, unitId: string, scope: Scope): Visibility {
  if (isAgreed(visibility, unitId, scope)) return visibility;
  const key = scopeKey(scope);
  return { ...visibility, agreed: { ...visibility.agreed, [key]: [...(visibility.agreed[key] ?? []), unitId] } };
}

/** The row with this event among those that everybody may be told of, which are not open in every row. */
export function withOpened<Row extends Visible>(row: Row, event: Recorded): Row {
  return { ...row, visibility: openedBy(row.visibility, event) };
}

function opened(visibility: Visibility, event: Recorded<AuditedEvent>): Visibility {
  return MATTER_OF[event.type] === 'OPEN' ? openedBy(visibility, event) : visibility;
}

function openedBy(visibility: Visibility, { stream, revision, position }: Recorded): Visibility {
  const { provenance } = visibility.open;
  const ranges = { ...provenance, [stream]: extended(provenance[stream], revision) };
  return { ...visibility, open: { position, provenance: ranges } };
}

function warned(visibility: Visibility, event: Recorded<AuditedEvent>): Visibility {
  const card = event.metadata.warnings.length === 0 ? undefined : cardBehind(event, visibility);
  return card === undefined ? visibility : { ...visibility, warnedOf: { ...visibility.warnedOf, [event.id]: card } };
}

/** Each event of a decision has all its warnings: an exclusion that follows from a score has what was said of the card. */
function cardBehind(event: Recorded<AuditedEvent>, { warnedOf }: Visibility): Card | undefined {
  const { type, data } = event;
  const { causationId } = event.metadata;
  const card = { unitId: 'unitId' in data ? data.unitId : '', scope: 'scope' in data ? (data.scope ?? {}) : {} };
  const matter = MATTER_OF[type];
  if (matter === 'CARD') return card;
  if (causationId === undefined) return undefined;
  return warnedOf[causationId] ?? (matter === 'PAPERS' ? card : undefined);
}

/** The ranges with one revision more, which follows all that are in them or is the last of them. */
function extended(ranges: string | undefined, revision: number): string {
  if (ranges === undefined) return `${revision}`;
  const [, before = '', first = '', last = first] = /^(.*,)?(\d+)(?:-(\d+))?$/.exec(ranges) ?? [];
  if (revision === Number(last)) return ranges;
  return revision === Number(last) + 1 ? `${before}${first}-${revision}` : `${ranges},${revision}`;
}
