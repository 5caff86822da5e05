import {
  BLOC_HISTORY,
  type BlocYear,
  type HandOver,
  unopenedYear,
} from '../../read-models/bloc-history/bloc-history.js';
import { MOST_ENTRIES } from '../../read-models/recording.js';
import { blocStream, type DutyHandedOver, type RotatingFlagHandedOver } from '../../src/blocs/bloc.events.js';
import { TYPES_OF_STEPS } from '../../src/emulation-years/course/steps.fold.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { emulationYearStream } from '../../src/emulation-years/frame/frame.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { knownFrom } from '../../src/kernel/partial-date.js';
import type { Projection } from '../../src/kernel/projection.js';
import { withVisibility } from '../visibility.js';
import { pledgeStatus } from '../pledge-status.projection.js';
import { recordingOf } from '../recording/recording.js';
import { conferralRowFolds, TYPES_OF_CONFERRAL, withConferral } from './conferral.js';
import { courseRowFolds } from './course.js';
import { leadershipRowFolds, votingRowFolds } from './decisions.js';
import { withValue, type YearFolds } from './entries.js';
import { pledgeRowFolds, withPledge } from './pledge.js';
import { rankingRowFolds, scoringRowFolds } from './results.js';
import { sessionRowFolds } from './sessions.js';
import { stepsHistories } from './steps.js';

type HandedOver = DutyHandedOver | RotatingFlagHandedOver;
type FoldedEvent = EmulationYearEvent | HandedOver;

const YEAR_FOLDS: YearFolds<EmulationYearEvent> = {
  ...courseRowFolds,
  ...pledgeRowFolds,
  ...sessionRowFolds,
  ...scoringRowFolds,
  ...rankingRowFolds,
  ...votingRowFolds,
  ...leadershipRowFolds,
  ...conferralRowFolds,
};

const YEAR_TYPES = [
  ...Object.keys(YEAR_FOLDS),
  ...Object.keys(pledgeStatus.on),
  ...TYPES_OF_CONFERRAL,
  ...TYPES_OF_STEPS,
];

/** The history of a bloc, a row for each of its years (lịch sử cụm, khối theo năm). */
export const blocHistory: Projection<BlocYear, FoldedEvent> = {
  name: BLOC_HISTORY.name,
  version: 15,
  key: (event) => yearsOf(event).map((year) => BLOC_HISTORY.keyOf(event.data.blocId, year)),
  streams: (key) => {
    const [blocId, year] = BLOC_HISTORY.partsOf(key);
    return [emulationYearStream(blocId, year), blocStream(blocId)];
  },
  indexes: [['blocId', 'from']],
  besides: withVisibility,
  on: {
    ...(Object.fromEntries(YEAR_TYPES.map((type) => [type, advanced])) as Projection<
      BlocYear,
      EmulationYearEvent
    >['on']),
    DutyHandedOver: (row, event, key) => handedOver(row, event, key),
    RotatingFlagHandedOver: (row, event, key) => handedOver(row, event, key),
  },
};

/** A hand-over of the duty belongs to the year it is for and to the year that decided it; one of the flag says which, or none. */
function yearsOf({ type, data }: FoldedEvent): readonly string[] {
  if (type === 'DutyHandedOver') return [...new Set([data.decidedIn ?? data.forYear, data.forYear])];
  if (type === 'RotatingFlagHandedOver') return data.forYear === undefined ? [] : [data.forYear];
  return [data.year];
}

/** Only its opening begins a year. */
function advanced(row: BlocYear | undefined, event: Recorded<EmulationYearEvent>, key: string): BlocYear | undefined {
  const { blocId, year, occurredOn } = event.data;
  const known =
    row ?? (event.type === 'EmulationYearOpened' ? unopenedYear(blocId, year, knownFrom(occurredOn) ?? '') : row);
  const fold = YEAR_FOLDS[event.type] as YearFold | undefined;
  if (known === undefined) return undefined;
  const steps = stepsHistories.evolve(known.steps, event);
  const folded = fold?.({ ...known, steps }, event) ?? { ...known, steps };
  return withWarnings(withConferral(withPledge(folded, event, key), event, key), event);
}

type YearFold = (row: BlocYear, event: Recorded<EmulationYearEvent>) => BlocYear;

function handedOver(row: BlocYear | undefined, event: Recorded<HandedOver>, key: string): BlocYear {
  const { blocId, occurredOn } = event.data;
  const [, year] = BLOC_HISTORY.partsOf(key);
  const known = row ?? unopenedYear(blocId, year, knownFrom(occurredOn) ?? '');
  const value = event.type === 'DutyHandedOver' ? dutyIn(event) : flagIn(event);
  const isSame = ({ what, from, to, forYear }: HandOver): boolean =>
    what === value.what && from === value.from && to === value.to && forYear === value.forYear;
  return withWarnings({ ...known, handOvers: withValue(known.handOvers, value, event, isSame) }, event);
}

function dutyIn({ data: { from, to, forYear, decidedIn } }: DutyHandedOver): HandOver {
  return { what: 'DUTY', to, forYear, ...defined({ from, decidedIn }) };
}

function flagIn({ data }: RotatingFlagHandedOver): HandOver {
  const { from, to, forYear = '', giver, receiver, place } = data;
  return { what: 'FLAG', to, forYear, ...defined({ from, giver, receiver, place }) };
}

function withWarnings(row: BlocYear, event: Recorded): BlocYear {
  const { warnings } = event.metadata;
  if (warnings.length === 0) return row;
  const { event: reference } = recordingOf(event);
  const all = [...row.warnings, ...warnings.map((warning) => ({ warning, event: reference }))];
  return { ...row, warnings: all.slice(0, MOST_ENTRIES) };
}
