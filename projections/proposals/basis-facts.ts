import type { YearProposals } from '../../read-models/proposals/proposals.js';
import type { YearMembersUpdated } from '../../src/emulation-years/frame/frame.events.js';
import type { TieBroken } from '../../src/emulation-years/ranking/ranking.events.js';
import type {
  ExclusionLifted,
  RecordCorrected,
  ScoreAgreed,
  UnitExcluded,
} from '../../src/emulation-years/scoring/scoring.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Projection } from '../../src/kernel/projection.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { changing, figuresOf, knowing } from './basis-changes.js';

type FoldedEvent = ScoreAgreed | RecordCorrected | UnitExcluded | ExclusionLifted | TieBroken;

/** What else of a year a proposal may rest on: sheets, exclusions, broken ties. */
export const basisRowFolds: Projection<YearProposals, FoldedEvent>['on'] = {
  ScoreAgreed: (row, event) => row && knowing(row, sheetIn(event), event),
  RecordCorrected: (row, event) => {
    const { unitId, reason, document } = event.data;
    return (
      row &&
      changing(
        row,
        { ...sheetIn(event), change: { what: 'SCORE_CORRECTED', unitId, ...defined({ reason, document }) } },
        event,
      )
    );
  },
  UnitExcluded: (row, event) => {
    const { unitId, excludedFrom: value, reason, document } = event.data;
    const change = { what: 'UNIT_EXCLUDED', unitId, ...defined({ reason, document }) } as const;
    return row && changing(row, { of: groundIn(event), value, change }, event);
  },
  ExclusionLifted: (row, event) => {
    const { unitId, reason, document } = event.data;
    const change = { what: 'EXCLUSION_LIFTED', unitId, ...defined({ reason, document }) } as const;
    return row && changing(row, { of: groundIn(event), value: '', change }, event);
  },
  TieBroken: (row, event) => {
    const { scope, version, rank, order, reason } = event.data;
    return order.reduce((known, { unitId, subjectId = '' }, place) => {
      const of = `TIE ${scopeKey(scope)} ${version} ${rank} ${unitId} ${subjectId}`;
      const change = { what: 'TIE_BROKEN', unitId, ...defined({ reason }) } as const;
      return known && changing(known, { of, value: String(place), change }, event);
    }, row);
  },
};

function sheetIn({ data: { unitId, scope, lines } }: Recorded<ScoreAgreed | RecordCorrected>) {
  return { of: `SCORE ${unitId} ${scopeKey(scope)}`, value: figuresOf(lines) };
}

/** Who is a member by the update and was none before, or is none any more; of an act, by acts. */
export function exchanged(row: YearProposals, now: YearProposals, event: Recorded<YearMembersUpdated>): YearProposals {
  const before = membersKnown(row, event);
  const after = now.members.map(({ unitId }) => unitId);
  const came = after.filter((unitId) => !before.includes(unitId));
  const left = before.filter((unitId) => !after.includes(unitId));
  const withCome = came.reduce((known, unitId) => {
    return changing(known, { ...memberIn(unitId), change: { what: 'MEMBER_JOINED', unitId } }, event);
  }, now);
  return left.reduce((known, unitId) => {
    return changing(known, { ...memberIn(unitId), value: '', change: { what: 'MEMBER_LEFT', unitId } }, event);
  }, withCome);
}

function membersKnown({ facts }: YearProposals, { metadata }: Recorded): readonly string[] {
  const { kind } = metadata.mode;
  return Object.entries(facts).flatMap(([of, { value, mode }]) => {
    const isMember = of.startsWith(MEMBER) && value === IS_MEMBER && (kind === 'CLAIM' || mode === 'ACT');
    return isMember ? [of.slice(MEMBER.length)] : [];
  });
}

const MEMBER = 'MEMBER ';
const IS_MEMBER = 'MEMBER';

export function memberIn(unitId: string) {
  return { of: `${MEMBER}${unitId}`, value: IS_MEMBER };
}

function groundIn({ data: { unitId, ground, scope = {} } }: Recorded<UnitExcluded | ExclusionLifted>): string {
  return `EXCLUDED ${unitId} ${ground} ${scopeKey(scope)}`;
}
