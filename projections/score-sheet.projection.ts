import {
  type Agreement,
  type Column,
  type MarkOnCard,
  type ScoreSheet,
  SCORE_SHEET,
} from '../read-models/score-sheet/score-sheet.js';
import { emulationYearStream, type YearEvent } from '../src/emulation-years/frame/frame.events.js';
import type { InYear } from '../src/emulation-years/frame/frame.values.js';
import type { ScoringEvent } from '../src/emulation-years/scoring/scoring.events.js';
import type { OfSheet } from '../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../src/kernel/defined.js';
import type { Recorded } from '../src/kernel/event.js';
import type { Projection } from '../src/kernel/projection.js';
import { scopeKey } from '../src/kernel/scope.js';
import type { LocalizedText } from '../src/kernel/text.js';
import { sortKey } from '../src/kernel/vietnamese-order.js';
import { outranks, renewed, currentVersion, sourced } from './recording/recording.js';
import { movedToEnd } from './recording/replaced.js';

type SheetEvent = Extract<ScoringEvent, { data: OfSheet }>;
type MembersEvent = Extract<YearEvent, { type: 'EmulationYearOpened' | 'YearMembersUpdated' }>;
type SubjectEvent = Extract<ScoringEvent, { type: 'SubjectRegistered' }>;
type FoldedEvent = SheetEvent | MembersEvent | SubjectEvent;

/** The score cards (bảng chấm điểm) of a year. */
export const scoreSheet: Projection<ScoreSheet, FoldedEvent> = {
  name: SCORE_SHEET.name,
  version: 4,
  key: ({ data }) => {
    if ('members' in data) return data.members.map(({ unitId }) => cardOf(data, unitId));
    return sheetKeyOf('subjectId' in data ? { ...data, scope: { subject: data.subjectId } } : data);
  },
  streams: (key) => [emulationYearStream(...SCORE_SHEET.partsOf(key))],
  indexes: [['blocId', 'year', 'scopeKey', 'sortKey']],
  on: {
    EmulationYearOpened: (row, { data }, key) => withMember(row, data, key),
    YearMembersUpdated: (row, { data }, key) => withMember(row, data, key),
    // Its card of the whole year has its name before anybody writes on it; cards of parts go by ids.
    SubjectRegistered: (row, { data }) => {
      const { subjectId, unitId, name } = data;
      const card = row ?? blank({ ...data, unitId, scope: { subject: subjectId } }, name);
      return { ...card, name, sortKey: sortKey(name.vi) };
    },
    SelfScoreSubmitted: (row, event) => {
      const sheet = handedIn(row, event);
      return { ...sheet, self: currentVersion(sheet.self, columnOf(event.data), event) };
    },
    SelfScoreRevised: (row, event) => {
      const sheet = handedIn(row, event);
      return { ...sheet, self: renewed(sheet.self, columnOf(event.data), event) };
    },
    ScoreReturned: (row, event) => {
      const sheet = begun(row, event);
      const returned = sourced(defined({ reason: event.data.reason }), event);
      return { ...progressed(sheet, 'RETURNED', event), returns: [...sheet.returns, returned] };
    },
    ScoreAppraised: (row, event) => {
      const sheet = begun(row, event);
      const appraised = renewed(sheet.appraised, columnOf(event.data), event);
      return { ...progressed(sheet, 'APPRAISED', event), appraised };
    },
    ScoreExplained: (row, event) => {
      const sheet = begun(row, event);
      const explained = sourced({ explanations: event.data.explanations }, event);
      return { ...sheet, explanations: [...sheet.explanations, explained] };
    },
    ScoreAgreed: (row, event) => {
      const { sessionId } = event.data;
      return adopted(row, event, { ...columnOf(event.data), ...defined({ sessionId }) });
    },
    RecordCorrected: (row, event) => {
      const { reason, document } = event.data;
      return adopted(row, event, { ...columnOf(event.data), correction: defined({ reason, document }) });
    },
    DeductionRecorded: (row, event) => withMark(row, event),
    BonusRecorded: (row, event) => withMark(row, event),
  },
};

function cardOf({ blocId, year }: InYear, unitId: string): string {
  return SCORE_SHEET.keyOf(blocId, year, unitId);
}

function sheetKeyOf({ blocId, year, unitId, scope }: InYear & OfSheet): string {
  return SCORE_SHEET.keyOf(blocId, year, unitId, scope);
}

/** Every member has a card, with the name of its time, before anybody writes on it. */
function withMember(row: ScoreSheet | undefined, data: MembersEvent['data'], key: string): ScoreSheet | undefined {
  const member = data.members.find(({ unitId }) => cardOf(data, unitId) === key);
  if (member === undefined) return row;
  const { full } = member.name;
  return {
    ...(row ?? blank({ ...data, unitId: member.unitId, scope: {} }, full)),
    name: full,
    sortKey: sortKey(full.vi),
  };
}

function blank({ blocId, year, unitId, scope }: InYear & OfSheet, name: LocalizedText): ScoreSheet {
  return {
    blocId,
    year,
    unitId,
    scope,
    scopeKey: scopeKey(scope),
    name,
    sortKey: sortKey(name.vi),
    status: 'BLANK',
    entered: [],
    agreements: [],
    returns: [],
    explanations: [],
  };
}

function columnOf<Figure>({ lines, total, headings, printedTotal }: Column<Figure>): Column<Figure> {
  return { lines, ...defined({ total, headings, printedTotal }) };
}

/** The card the event writes on. A card of a part of the whole begins here and goes by the id of its unit. */
function begun(row: ScoreSheet | undefined, { data }: Recorded<SheetEvent>): ScoreSheet {
  return row ?? blank(data, { vi: data.unitId });
}

/** A unit's own figures anew make an appraisal of the former ones void. */
function handedIn(row: ScoreSheet | undefined, event: Recorded<SheetEvent>): ScoreSheet {
  const sheet = begun(row, event);
  if (outranks(sheet.self?.recording, event.metadata.mode.kind)) return sheet;
  const { appraised: _, ...unappraised } = sheet;
  return progressed(unappraised, 'SUBMITTED', event);
}

/** How far the card is. What a claim says beside an agreed score changes nothing about it. */
function progressed(sheet: ScoreSheet, status: ScoreSheet['status'], event: Recorded): ScoreSheet {
  const stands = sheet.agreements.some(({ recording }) => outranks(recording, event.metadata.mode.kind));
  return stands ? sheet : { ...sheet, status };
}

function adopted(row: ScoreSheet | undefined, event: Recorded<SheetEvent>, agreement: Agreement): ScoreSheet {
  const sheet = begun(row, event);
  return { ...progressed(sheet, 'AGREED', event), agreements: [...sheet.agreements, sourced(agreement, event)] };
}

type MarkEvent = Extract<ScoringEvent, { type: 'DeductionRecorded' | 'BonusRecorded' }>;

function withMark(row: ScoreSheet | undefined, event: Recorded<MarkEvent>): ScoreSheet {
  const sheet = begun(row, event);
  const { criterionId, mark, reason, document, appraised } = event.data;
  const entry: MarkOnCard = { criterionId, mark, ...defined({ reason, document, appraised }) };
  const before = sheet.entered.find(({ value }) => value.criterionId === criterionId);
  return { ...sheet, entered: movedToEnd(sheet.entered, before, renewed(before, entry, event)) };
}
