import { describe, expect, it } from '@jest/globals';
import type { ScoringCommand } from '../../src/emulation-years/scoring/scoring.commands.js';
import type { ScoringEvent } from '../../src/emulation-years/scoring/scoring.events.js';
import { exclusionsOf } from '../../src/emulation-years/scoring/scoring.fold.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { KindOfThing } from '../../src/kernel/kind-words.js';
import { DIEN_BIEN, given } from '../support/mothers/dien-bien-sheet.js';
import { claimed } from '../support/given.js';
import { BLOC_NAME, inYear, year2024 } from '../support/mothers/seven-provinces.js';

const year = given(...year2024());

describe('excluding a unit', () => {
  const about = { ...inYear('2025-03-15'), unitId: 'dien-bien', ground: 'vi-pham-phap-luat', reason: 'Bản án' };
  const document = { number: '45/KL-TTr', date: { date: '2025-03-10' } };
  const exclude = (changes: object = {}): ScoringCommand => ({
    type: 'ExcludeUnit',
    data: { ...about, document, ...changes },
  });
  const barred: ScoringEvent = { type: 'UnitExcluded', data: { ...about, document, excludedFrom: 'AWARDS' } };

  it('takes from the rulebook what the ground bars from', () => {
    year.when(exclude()).then(barred);
  });
  it('is refused on a ground the rulebook does not have', () => {
    year
      .when(exclude({ ground: 'mat-doan-ket' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'ground', id: 'mat-doan-ket' } });
  });
  it('needs number and date of a document where the rulebook asks for one', () => {
    year.when(exclude({ document: { number: '45/KL-TTr' } })).thenRefused({ code: 'DOCUMENT_REQUIRED' });
  });
  it('is of a member, once for each ground', () => {
    year.when(exclude({ unitId: 'yen-bai' })).thenRefused({
      code: 'NOT_A_MEMBER',
      facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-15' },
    });
    given(...year2024(), barred)
      .when(exclude())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'exclusion', id: 'vi-pham-phap-luat' } });
  });
  it('is remembered of a unit whatever its id', () => {
    const strange: ScoringEvent = { type: 'UnitExcluded', data: { ...barred.data, unitId: 'constructor' } };
    const { acts } = given(...year2024(), strange).state;
    expect(acts && exclusionsOf(acts.scoring, 'constructor').length).toBe(1);
  });
  it('is entered as a claim without a document, with a warning', () => {
    year
      .claiming()
      .when({ type: 'ExcludeUnit', data: about })
      .thenWarns([{ code: 'DOCUMENT_REQUIRED' }], {
        type: 'UnitExcluded',
        data: { ...about, excludedFrom: 'AWARDS' },
      });
  });
  it('is lifted when it stands', () => {
    const lift: ScoringCommand = { type: 'LiftExclusion', data: { ...about, reason: 'Hủy kết luận' } };
    given(...year2024(), barred)
      .when(lift)
      .then({ type: 'ExclusionLifted', data: { ...about, reason: 'Hủy kết luận' } });
    year.when(lift).thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'exclusion', id: 'vi-pham-phap-luat' } });
  });
});

describe('the score report (A23)', () => {
  const report = { ...inYear('2025-03-21'), title: 'Báo cáo kết quả chấm điểm', text: 'Kết quả …' };
  const adopt = (changes: object = {}): ScoringCommand => ({
    type: 'AdoptScoreReport',
    data: { ...report, ...changes },
  });

  it('has a version from its first adoption on, and each later one is another', () => {
    year.when(adopt()).then({ type: 'ScoreReportAdopted', data: { ...report, version: 1 } });
    given(...year2024(), { type: 'ScoreReportAdopted', data: { ...report, version: 1 } })
      .when(adopt())
      .then({ type: 'ScoreReportAdopted', data: { ...report, version: 2 } });
  });
  it('cites a session that there is', () => {
    year
      .when(adopt({ sessionId: 'tru-bi' }))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'tru-bi' } });
  });
});

describe('a cross-inspection (H16)', () => {
  const inspect = (inspector: string, inspected = 'dien-bien'): ScoringCommand => ({
    type: 'RecordCrossInspection',
    data: { ...inYear('2024-10-02'), inspector, inspected, findings: 'Hồ sơ đầy đủ' },
  });

  it('is a fact between two members, without points', () => {
    year.when(inspect('lai-chau')).then({
      type: 'CrossInspectionRecorded',
      data: { ...inYear('2024-10-02'), inspector: 'lai-chau', inspected: 'dien-bien', findings: 'Hồ sơ đầy đủ' },
    });
  });
  it('says who inspected whom; a source may not know it', () => {
    const { inspector, ...unsaid } = { ...inYear('2024-10-02'), inspector: 'lai-chau', findings: 'Hồ sơ đầy đủ' };
    year
      .when({ type: 'RecordCrossInspection', data: { ...unsaid, inspected: 'dien-bien' } })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'unit', field: '/inspector' } });
    year
      .when({ type: 'RecordCrossInspection', data: { ...unsaid, inspector } })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'unit', field: '/inspected' } });
    for (const known of [{}, { inspector }, { inspected: 'dien-bien' }]) {
      year
        .claiming()
        .when({ type: 'RecordCrossInspection', data: { ...unsaid, ...known } })
        .then({ type: 'CrossInspectionRecorded', data: { ...unsaid, ...known } });
    }
  });
  it('is never of the own unit, nor by an outsider', () => {
    year.when(inspect('dien-bien')).thenRefused({ code: 'SELF_APPRAISAL', facts: DIEN_BIEN });
    year.when(inspect('yen-bai')).thenRefused({
      code: 'NOT_A_MEMBER',
      facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2024-10-02' },
    });
  });
});

describe('what a source may not know of scoring', () => {
  const of = { ...inYear('2025-03-15'), unitId: 'dien-bien' };
  const ground = { ...of, ground: 'vi-pham-phap-luat' };
  const document = { number: '45/KL-TTr', date: { date: '2025-03-10' } };
  const barred: ScoringEvent = { type: 'UnitExcluded', data: { ...ground, document, excludedFrom: 'AWARDS' } };
  const until = '2025-03-20' as LocalDate;
  const between = { ...inYear('2024-10-02'), inspector: 'lai-chau', inspected: 'dien-bien' };
  const untold: readonly (readonly [ScoringCommand, KindOfThing, string, ScoringEvent])[] = [
    [{ type: 'ExcludeUnit', data: { ...ground, document } }, 'reason', '/reason', barred],
    [{ type: 'LiftExclusion', data: ground }, 'reason', '/reason', { type: 'ExclusionLifted', data: ground }],
    [{ type: 'ReopenScoring', data: of }, 'waiver day', '/until', { type: 'ScoringReopened', data: of }],
    [
      { type: 'ReopenScoring', data: { ...of, until } },
      'reason',
      '/reason',
      { type: 'ScoringReopened', data: { ...of, until } },
    ],
    [
      { type: 'AdoptScoreReport', data: { ...inYear('2025-03-21'), title: 'Báo cáo' } },
      'report text',
      '/text',
      { type: 'ScoreReportAdopted', data: { ...inYear('2025-03-21'), title: 'Báo cáo', version: 1 } },
    ],
    [
      { type: 'RecordCrossInspection', data: between },
      'findings',
      '/findings',
      { type: 'CrossInspectionRecorded', data: between },
    ],
  ];

  it.each(untold)('of $type is asked of an act and left out of a claim', (command, kind, field, event) => {
    const history = command.type === 'LiftExclusion' ? given(...year2024(), barred) : year;
    history.when(command).thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind, field } });
    const known = command.type === 'LiftExclusion' ? given(...year2024(), claimed(barred)) : year;
    known.claiming().when(command).thenWarns([], event);
  });
});
