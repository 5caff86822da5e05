import { RANKING, type RankingVersion, type YearRanking } from '../../read-models/ranking/ranking.js';
import { isAgreed, NOTHING_VISIBLE } from '../../read-models/visibility.js';
import { assentKey, ballotKey } from '../../src/emulation-years/frame/cited-decision.values.js';
import { emulationYearStream, type YearEvent } from '../../src/emulation-years/frame/frame.events.js';
import type { RankingEvent } from '../../src/emulation-years/ranking/ranking.events.js';
import type { ScoringEvent } from '../../src/emulation-years/scoring/scoring.events.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { isSameGround, type OfGround } from '../../src/emulation-years/scoring/scoring.values.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { defined } from '../../src/kernel/defined.js';
import type { Projection } from '../../src/kernel/projection.js';
import { renewed, currentVersion } from '../recording/recording.js';
import { movedToEnd, replaced, withEntry } from '../recording/replaced.js';
import { withVisibility } from '../visibility.js';
import { classified } from './classification.js';
import { labelsOf, membersOf } from './ranking-labels.js';
import { published } from './publications.js';
import {
  changed,
  groupedSince,
  joined,
  ranked,
  registeredSince,
  tiesKept,
  voided,
  withOrderGiven,
} from './ranking-versions.js';

type FoldedEvent =
  | RankingEvent
  | Extract<
      ScoringEvent,
      {
        type:
          | 'SubjectRegistered'
          | 'GroupMembersNamed'
          | 'ScoreAgreed'
          | 'RecordCorrected'
          | 'UnitExcluded'
          | 'ExclusionLifted';
      }
    >
  | Extract<VotingEvent, { type: 'BallotVoided' | 'ObjectionRecorded' }>
  | Extract<YearEvent, { type: 'EmulationYearOpened' | 'YearMembersUpdated' | 'RulebookAdopted' | 'UnitExempted' }>;

const WITHOUT_SCORES = {
  apart: [],
  sheets: [],
  unranked: [],
  exempt: [],
  departed: [],
  womenShares: [],
  lapsed: [],
} as const;
const NEW = { ties: [], changedSince: [] } as const;

/** Rankings (xếp hạng) of a year. The figures of each line are on the score cards. */
export const ranking: Projection<YearRanking, FoldedEvent> = {
  name: RANKING.name,
  version: 11,
  key: ({ data }) => RANKING.keyOf(data.blocId, data.year),
  streams: (key) => [emulationYearStream(...RANKING.partsOf(key))],
  indexes: [['blocId', 'year']],
  besides: withVisibility,
  on: {
    EmulationYearOpened: (row, { data }) => {
      const { blocId, year, blocName, period } = data;
      return {
        ...(row ?? NOTHING_KNOWN),
        blocId,
        year,
        blocName,
        period,
        ...membersOf(data, period, row),
      };
    },
    YearMembersUpdated: (row, { data }) =>
      row && { ...row, blocName: data.blocName, ...membersOf(data, row.period, row) },
    RulebookAdopted: (row, event) => row && { ...row, rulebook: renewed(row.rulebook, labelsOf(event.data), event) },
    UnitExempted: (row, event) => {
      if (row === undefined) return undefined;
      const { unitId, scope, reason, document } = event.data;
      const key = scopeKey(scope ?? {});
      const before = row.exempt.find(({ value }) => value.unitId === unitId && scopeKey(value.scope ?? {}) === key);
      const exempted = currentVersion(before, { unitId, ...defined({ scope, reason, document }) }, event);
      return { ...row, exempt: movedToEnd(row.exempt, before, exempted) };
    },
    UnitExcluded: (row, event) => {
      if (row === undefined) return undefined;
      const { unitId, ground, scope, excludedFrom, reason, document } = event.data;
      const before = row.exclusions.find((known) => isOf(known, event.data));
      const cited = defined({ reason, document });
      const excluded = renewed(
        before?.excluded,
        { unitId, ground, ...defined({ scope }), excludedFrom, ...cited },
        event,
      );
      const next = { ...row, exclusions: movedToEnd(row.exclusions, before, { excluded }) };
      return excludedFrom === 'RANKING' ? changed(next, event, { what: 'UNIT_EXCLUDED', unitId, ...cited }) : next;
    },
    ExclusionLifted: (row, event) => {
      const before = row?.exclusions.find((known) => isOf(known, event.data));
      if (row === undefined || before === undefined) return row;
      const { unitId, reason, document } = event.data;
      const cited = defined({ reason, document });
      const lifted = currentVersion(before.lifted, cited, event);
      const next = { ...row, exclusions: replaced(row.exclusions, before, { ...before, lifted }) };
      return before.excluded.value.excludedFrom === 'RANKING'
        ? changed(next, event, { what: 'EXCLUSION_LIFTED', unitId, ...cited })
        : next;
    },
    ScoreAgreed: (row, event) => {
      const { unitId, scope } = event.data;
      return row === undefined || isAgreed(row.visibility, unitId, scope) ? row : joined(row, event);
    },
    RecordCorrected: (row, event) => {
      const { unitId, reason, document } = event.data;
      return (
        row &&
        changed(row, event, { what: 'SCORE_CORRECTED', unitId, ...defined({ reason, document }) }, event.data.scope)
      );
    },
    SubjectRegistered: (row, event) => {
      if (row === undefined) return undefined;
      const { subjectId, unitId, name, group } = event.data;
      const before = row.subjects.find(({ value }) => value.subjectId === subjectId);
      const registered = currentVersion(before, { subjectId, unitId, name, ...defined({ group }) }, event);
      return registeredSince({ ...row, subjects: withEntry(row.subjects, before, registered) }, event);
    },
    GroupMembersNamed: (row, event) => {
      if (row === undefined) return undefined;
      const { group, unitIds } = event.data;
      const before = row.groups.find(({ value }) => value.group === group);
      const named = withEntry(row.groups, before, renewed(before, { group, unitIds }, event));
      return groupedSince({ ...row, groups: named }, event);
    },
    RankingComputed: (row, event) => {
      const { version, scope, rulebook, groups, apart = [], sheets, unranked, exempt, womenShares = [] } = event.data;
      const { departed = [], lapsed = [] } = event.data;
      if (row === undefined) return undefined;
      const order: RankingVersion = {
        version,
        basis: 'SCORES',
        partial: false,
        rulebook,
        groups,
        apart,
        sheets,
        unranked,
        exempt,
        departed,
        womenShares,
        ties: tiesKept(row, event),
        lapsed,
        changedSince: [],
      };
      return ranked(row, scope, order, event);
    },
    RankingAgreed: (row, event) => {
      const { version, scope, basis, decision, sessionId, groups, partial } = event.data;
      return (
        row &&
        ranked(
          row,
          scope,
          { version, basis, ...defined({ decision, sessionId }), groups, partial, ...WITHOUT_SCORES, ...NEW },
          event,
        )
      );
    },
    TieBroken: (row, event) => row && withOrderGiven(row, event),
    UnitClassified: (row, event) =>
      row && { ...row, classifications: classified(row.classifications, event, movedToEnd) },
    BallotVoided: (row, event) => row && voided(row, ballotKey(event.data.ballotId), event),
    ObjectionRecorded: (row, event) => row && voided(row, assentKey(event.data.assentId), event),
    ResultPublished: (row, event) => row && published(row, event),
  },
};

const NOTHING_KNOWN = {
  subjects: [],
  groups: [],
  exempt: [],
  exclusions: [],
  classifications: [],
  publishedClasses: [],
  publishedVotes: [],
  scopes: [],
  voidings: [],
  visibility: NOTHING_VISIBLE,
} as const;

type Exclusion = YearRanking['exclusions'][number];

function isOf({ excluded }: Exclusion, of: OfGround): boolean {
  return isSameGround(excluded.value, of);
}
