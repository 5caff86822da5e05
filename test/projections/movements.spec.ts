import { describe, expect, it } from '@jest/globals';
import { movements } from '../../projections/movements.projection.js';
import { mayRunIn, type MovementEntry, periodsOf, timelineOf } from '../../read-models/movements/movements.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { MovementEvent } from '../../src/movements/movement.events.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import {
  EXEMPLARS,
  honoured,
  inMovement,
  launched,
  linked,
  periodStated,
  PLAN_OF_DEPARTMENT,
  reviewed,
  unknownDay,
  years,
} from '../support/mothers/movements.js';

const history = historiesOf(movements);
const on = (date: string) => ({ from: date as LocalDate, to: date as LocalDate });

function rowOf(...facts: readonly Told<MovementEvent>[]): MovementEntry {
  const row = history(...facts).row(EXEMPLARS);
  if (row === undefined) throw new Error('There is no such movement');
  return row;
}

const named = (name: string): MovementEvent => ({
  type: 'MovementAwardRecipientNamed',
  data: { ...inMovement('2020-07-10'), awardId: 'bieu-duong-2020', kind: 'COLLECTIVE', recipient: { name } },
});
const closed = (date: string): MovementEvent => ({ type: 'MovementClosed', data: inMovement(date) });

describe('a movement', () => {
  it('shows all statements of its period side by side, the launch first, each with where it comes from', () => {
    const told = history(launched(), claimed<MovementEvent>(periodStated(years('2016', '2020'), PLAN_OF_DEPARTMENT)));
    expect(periodsOf(told.row(EXEMPLARS) as MovementEntry)).toEqual([
      { value: years('2015', '2020'), recording: told.recording(0) },
      { value: { ...years('2016', '2020'), document: PLAN_OF_DEPARTMENT }, recording: told.recording(1) },
    ]);
  });

  it('shows the launch of an act as the state and that of a claim beside it, in either order', () => {
    const other = claimed<MovementEvent>(launched({ name: { vi: 'Theo nguồn' } }));
    for (const facts of [
      [launched(), other],
      [other, launched()],
    ]) {
      const row = rowOf(...facts);
      expect([row.name.vi, row.launched.value.name.vi, row.launched.claims?.map(({ value }) => value.name.vi)]).toEqual(
        [
          'Phong trào thi đua xây dựng điển hình tiên tiến',
          'Phong trào thi đua xây dựng điển hình tiên tiến',
          ['Theo nguồn'],
        ],
      );
    }
  });

  it('keeps each statement about a document, and names that come after an award by number', () => {
    const row = rowOf(launched(), linked(), honoured(2, 15), named('Phòng A'));
    expect(row.documents.map(({ value }) => [value.document.number, value.relations[0]?.document.number])).toEqual([
      ['1255/SGTVT-VP', '58/KH-UBND'],
    ]);
    expect(
      row.awards.map(({ awardId, named: later }) => [awardId, later.map(({ value }) => value.recipient.name)]),
    ).toEqual([['bieu-duong-2020', ['Phòng A']]]);
  });

  it('tells its steps in the order of their days, and what is of no known day last', () => {
    const steps = (...facts: readonly Told<MovementEvent>[]): readonly string[] =>
      timelineOf(rowOf(...facts)).map(({ step }) => step);
    expect(steps(launched(), closed('2020-12-31'), reviewed('2020-07-03'))).toEqual(['LAUNCHED', 'REVIEWED', 'CLOSED']);
    expect(steps(launched({ occurredOn: unknownDay }), reviewed('2020-07-03'))).toEqual(['REVIEWED', 'LAUNCHED']);
  });

  it('may run on the days of any of its stated periods; where none is stated nothing speaks against a day', () => {
    const row = rowOf(launched({ period: years('2016', '2020') }), periodStated({ from: { date: '2021-03' } }));
    expect(
      ['2015-12-31', '2016-01-01', '2020-12-31', '2021-01-01', '2030-01-01'].map((day) => mayRunIn(row, on(day))),
    ).toEqual([false, true, true, false, true]);
    const { period: _, ...data } = launched().data;
    expect(mayRunIn(rowOf({ type: 'MovementLaunched', data }), on('1990-01-01'))).toBe(true);
  });
});
