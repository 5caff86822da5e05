import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documents } from '../../projections/documents.projection.js';
import { DOCUMENTS, type DocumentsOfNumber, documentsIn } from '../../read-models/documents/documents.js';
import { documentKey } from '../../src/kernel/document-identity.js';
import type { Event } from '../../src/kernel/event.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import { fold, historiesOf, recorded, type Told } from '../support/history.js';
import { launched, linked, PLAN_OF_PROVINCE } from '../support/mothers/movements.js';
import { excluded } from '../support/mothers/voting.js';

const history = historiesOf(documents);
const PROVINCE = PLAN_OF_PROVINCE.issuer;

/** Each cited by a fact of its own. */
function citing(...cited: readonly ReferenceDocument[]): readonly Told<Event>[] {
  return cited.map((document, nth) => launched({ movementId: `phong-trao-${nth}`, document }));
}

function rowOf(number: string, ...facts: readonly Told<Event>[]): DocumentsOfNumber {
  const row = history(...facts).row(DOCUMENTS.keyOf('ALL', documentKey(number)));
  if (row === undefined) throw new Error(`Nothing cites ${number}`);
  return row;
}

/** The documents of the number by date and issuer, and the places of those that may be the same. */
function found(...cited: readonly ReferenceDocument[]): unknown {
  return documentsIn(rowOf('58/KH-UBND', ...citing(...cited))).map(({ document, possiblySame }) => [
    document.date?.date,
    document.issuer?.kind,
    possiblySame,
  ]);
}

const dated = (date: string, issuer = PROVINCE): ReferenceDocument => ({
  number: '58/KH-UBND',
  date: { date },
  ...(issuer === undefined ? {} : { issuer }),
});
const undated = (issuer = PROVINCE): ReferenceDocument => ({
  number: '58/kh-ubnd',
  ...(issuer === undefined ? {} : { issuer }),
});
const OTHER = { kind: 'EXTERNAL', name: 'UBND tỉnh khác' } as const;

describe('documents of one number', () => {
  it('are one where number and issuer agree, cited with the date and without', () => {
    expect(found(dated('2016-06-27'), undated())).toEqual([['2016-06-27', 'UNIT', []]]);
    expect(found(undated(), dated('2016-06-27'))).toEqual([['2016-06-27', 'UNIT', []]]);
  });

  it('are several where the dates differ; one without a date is then of none, and may be either', () => {
    expect(found(dated('2016-06-27'), dated('2017-06-27'), undated())).toEqual([
      ['2016-06-27', 'UNIT', [2]],
      ['2017-06-27', 'UNIT', [2]],
      [undefined, 'UNIT', [0, 1]],
    ]);
  });

  it('are several where the issuer is another; where it is not told they may be the same', () => {
    const { number, date } = dated('2016-06-27') as Required<ReferenceDocument>;
    expect(found(dated('2016-06-27'), dated('2016-06-27', OTHER))).toEqual([
      ['2016-06-27', 'UNIT', []],
      ['2016-06-27', 'EXTERNAL', []],
    ]);
    expect(found(dated('2016-06-27'), { number, date })).toEqual([
      ['2016-06-27', 'UNIT', [1]],
      ['2016-06-27', undefined, [0]],
    ]);
  });

  it('never take a date that nobody told: S3 cites "Nghị quyết số 10" without one', () => {
    const [one] = documentsIn(rowOf('10', ...citing({ kind: 'RESOLUTION', number: '10', issuer: OTHER })));
    expect(one?.document).toEqual({ kind: 'RESOLUTION', number: '10', issuer: OTHER });
  });

  it('say what they implement and what implements them (A24)', () => {
    const [plan] = documentsIn(rowOf('1255/SGTVT-VP', launched(), linked()));
    const [province] = documentsIn(rowOf('58/KH-UBND', launched(), linked()));
    expect(plan?.relations.map(({ relation, to }) => [relation, to.number])).toEqual([['IMPLEMENTS', '58/KH-UBND']]);
    expect(province?.relatedFrom.map(({ relation, from }) => [relation, from.number])).toEqual([
      ['IMPLEMENTS', '1255/SGTVT-VP'],
    ]);
  });

  it('do not change with an event that tells nothing new of them, however many cite them', () => {
    const again = recorded([launched(), linked(), ...citing(PLAN_OF_PROVINCE, PLAN_OF_PROVINCE)]);
    const row = fold(documents, again).get(DOCUMENTS.keyOf('ALL', documentKey('58/KH-UBND')));
    expect(row?.kept().provenance).toEqual({ 'movement-dien-hinh-2015-2020': '1' });
  });

  it('are told to everybody only as far as open events cite them', () => {
    const { type, data } = excluded('lao-cai');
    const told = { type, data: { ...data, document: { number: '09/BB' } } };
    expect(history(told).row(DOCUMENTS.keyOf('OPEN', '09/bb'))).toBeUndefined();
    expect(history(told).row(DOCUMENTS.keyOf('ALL', '09/bb'))?.told).toHaveLength(1);
  });

  it('are the same documents in whatever order they are cited, and none of two issuers or two days is merged', () => {
    const cited = fc.array(
      fc.record(
        {
          number: fc.constant('58/KH-UBND'),
          date: fc.constantFrom({ date: '2016-06-27' }, { date: '2017' }, { date: 'unknown' }),
          issuer: fc.constantFrom(PROVINCE ?? OTHER, OTHER),
        },
        { requiredKeys: ['number'] },
      ),
      { minLength: 1, maxLength: 6 },
    );
    const groups = (all: readonly ReferenceDocument[]): readonly string[] =>
      documentsIn(rowOf('58/KH-UBND', ...citing(...all)))
        .map(({ document, toldAs }) => JSON.stringify([document.date, document.issuer, toldAs.length]))
        .sort();
    fc.assert(
      fc.property(cited, (all) => {
        expect(groups([...all].reverse()).length).toBe(groups(all).length);
        for (const { toldAs } of documentsIn(rowOf('58/KH-UBND', ...citing(...all)))) {
          expect(new Set(toldAs.map(({ document }) => JSON.stringify(document.issuer))).size).toBe(1);
          const dates = toldAs.flatMap(({ document: { date } }) =>
            date && date.date !== 'unknown' ? [date.date] : [],
          );
          expect(new Set(dates).size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
