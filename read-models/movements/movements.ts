import type { Recipient, RecipientKind } from '../../src/emulation-years/conferral/conferral.values.js';
import {
  firstDayOf,
  lastDayOf,
  meets,
  type PartialDate,
  type Period,
  UNKNOWN_DATE,
} from '../../src/kernel/partial-date.js';
import type { Party, ReferenceDocument } from '../../src/kernel/party.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type {
  DocumentRelation,
  LaunchTerms,
  MovementAwardTerms,
  RecognitionCounts,
  ReviewTerms,
  StatedPeriod,
} from '../../src/movements/movement.values.js';
import { modelById } from '../read-model.js';
import type { Current, Recording, Sourced } from '../recording.js';

/** What is told of a movement, with the document that it cites. */
type Citing<Value extends object> = Value & Readonly<{ document?: ReferenceDocument }>;

export type MovementLaunch = Citing<LaunchTerms>;
/** A period as one source or document states it. */
export type PeriodTold = Citing<StatedPeriod>;
/** A document of the movement and how it stands to others, as one source tells. */
export type LinkedDocument = Readonly<{ document: ReferenceDocument; relations: readonly DocumentRelation[] }>;
export type Participation = Citing<Readonly<{ participant: Party }>>;
export type MovementReview = Citing<Readonly<{ reviewId: string }> & ReviewTerms>;
export type MovementEnd = Citing<Readonly<{ reason?: string }>>;
export type SuccessorTold = Citing<Readonly<{ successor: string }>>;
export type MovementRecognitions = Citing<RecognitionCounts>;

/** An award for the movement, and recipients named later. */
export type MovementAward = Readonly<{
  awardId: string;
  conferred: Current<Citing<MovementAwardTerms>>;
  named: readonly Sourced<Citing<Readonly<{ kind: RecipientKind; recipient: Recipient }>>>[];
}>;

/**
 * A movement (phong trào thi đua), from its launch to its end, as far as sources tell of it. Key: its id. Folded from every event of its
 * stream. Lists are in the order they were recorded and hold at most `MOST_ENTRIES`.
 */
export type MovementEntry = Readonly<{
  movementId: string;
  name: LocalizedText;
  /** Of the Vietnamese name, in Vietnamese order. */
  sortKey: string;
  launched: Current<MovementLaunch>;
  /** Stated beside the launch. */
  periods: readonly Sourced<PeriodTold>[];
  documents: readonly Sourced<LinkedDocument>[];
  participants: readonly Sourced<Participation>[];
  reviews: readonly Current<MovementReview>[];
  awards: readonly MovementAward[];
  recognitions: readonly Current<MovementRecognitions>[];
  successors: readonly Current<SuccessorTold>[];
  /** Absent while it runs, as far as is known. */
  closed?: Current<MovementEnd>;
}>;

export const MOVEMENTS = modelById<MovementEntry>('movements');

/** What a step of the timeline is. */
export const STEPS_OF_MOVEMENT = ['LAUNCHED', 'JOINED', 'REVIEWED', 'AWARDED', 'RECOGNISED', 'CLOSED'] as const;

/** One step of a movement, to be found in the lists by its event. */
export type StepOfMovement = Readonly<{
  step: (typeof STEPS_OF_MOVEMENT)[number];
  occurredOn: PartialDate;
  event: Recording['event'];
  mode: Recording['mode'];
}>;

/** All statements of the period, the launch's first; sources that disagree stand side by side. */
export function periodsOf({ launched, periods }: MovementEntry): readonly Sourced<PeriodTold>[] {
  const { value, recording } = launched;
  const first = value.period === undefined ? [] : [{ value: value.period, recording }];
  return [...first, ...periods];
}

/** Its steps in the order of their days; what is of no known day comes last. */
export function timelineOf(row: MovementEntry): readonly StepOfMovement[] {
  const step = (name: StepOfMovement['step'], { recording }: Readonly<{ recording: Recording }>): StepOfMovement => {
    const { occurredOn, event, mode } = recording;
    return { step: name, occurredOn, event, mode };
  };
  const steps = [
    step('LAUNCHED', row.launched),
    ...row.participants.map((one) => step('JOINED', one)),
    ...row.reviews.map((one) => step('REVIEWED', one)),
    ...row.awards.map(({ conferred }) => step('AWARDED', conferred)),
    ...row.recognitions.map((one) => step('RECOGNISED', one)),
    ...(row.closed === undefined ? [] : [step('CLOSED', row.closed)]),
  ];
  return steps.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
}

function placeOf({ occurredOn }: StepOfMovement): string {
  return occurredOn.date === UNKNOWN_DATE ? 'unknown' : firstDayOf(occurredOn);
}

/** Whether a source has it run on a day of that time; where none states a period nothing speaks against it. */
export function mayRunIn(row: MovementEntry, days: Period): boolean {
  const periods = periodsOf(row);
  return periods.length === 0 || periods.some(({ value }) => meets(daysOfPeriod(value), days));
}

function daysOfPeriod({ from, to }: StatedPeriod): Period {
  return {
    ...(from === undefined ? {} : { from: firstDayOf(from) }),
    ...(to === undefined ? {} : { to: lastDayOf(to) }),
  };
}

/** Whether it was launched by that unit or bloc, or has it take part. */
export function involves(row: MovementEntry, { unit, bloc }: Readonly<{ unit?: string; bloc?: string }>): boolean {
  const parties = [row.launched.value.launchedBy, ...row.participants.map(({ value }) => value.participant)];
  return (
    (unit === undefined || parties.some((party) => 'unitId' in party && party.unitId === unit)) &&
    (bloc === undefined || parties.some((party) => party.kind === 'BLOC' && party.blocId === bloc))
  );
}
