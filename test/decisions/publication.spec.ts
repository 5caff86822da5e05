import { describe, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { PartToPublish } from '../../src/emulation-years/ranking/publication.values.js';
import type { PublishResult } from '../../src/emulation-years/ranking/ranking.commands.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { LineInput } from '../../src/emulation-years/scoring/scoring.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { publicationOf, published } from '../support/mothers/ranking.js';
import { computed, given, publish } from '../support/mothers/rankings.js';
import { agreedInputs, allAgreed, line, scoringRules } from '../support/mothers/scoring.js';
import { inYear, members, opened, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { assented, ballot, bothPassed, listed, meeting, proposed } from '../support/mothers/voting.js';

const asking = (...parts: readonly PartToPublish[]): PublishResult => ({
  type: 'PublishResult',
  data: { ...inYear('2025-03-22'), parts },
});
const year = [...year2024(), ...allAgreed()];
const ranked: EmulationYearEvent = { type: 'RankingComputed', data: computed(year) };

describe('publishing places', () => {
  it('may be completed later: other ranks, and points of those that had none', () => {
    given(...year, ranked, published({ ranks: [1] }))
      .when(publish(2, 3))
      .then(published({ ranks: [2, 3] }));
    const withPoints = { part: 'RANKING', scope: {}, ranks: [1], pointsShown: true } as const;
    given(...year, ranked, published({ ranks: [1] }))
      .when(asking(withPoints))
      .then(published({ ranks: [1], pointsShown: true }));
    given(...year, ranked, published({ ranks: [1], pointsShown: true }))
      .when(publish(1))
      .thenRefused({ code: 'FINAL_STATE' });
  });

  it('is refused where a computation would give another order now: a member came without a sheet (decision 24)', () => {
    const late = {
      ...members[0]!,
      unitId: 'yen-bai',
      membership: { from: '2024-10-01' as LocalDate },
    };
    const updated: EmulationYearEvent = {
      type: 'YearMembersUpdated',
      data: {
        ...inYear('2025-03-22'),
        blocName: opened().data.blocName,
        members: [...members, late],
        blocRevision: 10,
      },
    };
    given(...year, ranked, updated)
      .when(publish(1))
      .thenRefused({ code: 'RANKING_OUTDATED' });
    const exempted = { ...inYear('2025-03-22'), unitId: 'yen-bai', reason: 'Mới vào' };
    given(...year, ranked, updated, { type: 'UnitExempted', data: exempted })
      .when(publish(1))
      .then(published({ ranks: [1] }));
  });

  it('names the list of units that are ranked apart', () => {
    const curve = { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } } as const;
    const scoring = scoringRules([line('chi-tieu', '100', curve, { notApplicable: 'SEPARATE_GROUP' })]);
    const none: LineInput = { criterionId: 'chi-tieu', notApplicable: true };
    const some = (value: string): LineInput => ({ criterionId: 'chi-tieu', value, target: '50' });
    const scored = [
      ...year2024({ scoring, ranking: { ...rulebook.ranking, tieKeys: [] } }),
      ...SEVEN.map((unitId, place) => agreedInputs(unitId, [place < 2 ? none : some(`${place}0`)])),
    ];
    const order: EmulationYearEvent = { type: 'RankingComputed', data: computed(scored) };
    const apart = {
      part: 'RANKING',
      scope: {},
      ranks: [1],
      pointsShown: false,
      withoutCriteria: ['chi-tieu'],
    } as const;
    given(...scored, order)
      .when(asking(apart))
      .then(publicationOf({ ...apart, version: 1 }));
    given(...scored, order, publicationOf({ ...apart, version: 1 }))
      .when(publish(1))
      .then(published({ ranks: [1] }));
    given(...scored, order)
      .when(asking({ ...apart, withoutCriteria: ['khac'] }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/parts/0/withoutCriteria', allowed: ['chi-tieu'] } });
  });
});

describe('publishing without a ranking (H8)', () => {
  const classified: UnitClassified = {
    type: 'UnitClassified',
    data: {
      ...inYear('2025-03-22'),
      scope: {},
      classes: ['son-la', 'lao-cai'].map((unitId) => ({ unitId, classification: 'Hạng A' })),
      basis: 'Hội nghị nhất trí',
    },
  };

  it('names classes: those asked for, or all of the scope', () => {
    const all = [{ unitId: 'son-la' }, { unitId: 'lao-cai' }];
    given(...year2024(), classified)
      .when(asking({ part: 'CLASSES', scope: {} }))
      .then(publicationOf({ part: 'CLASSES', scope: {}, of: all }));
    given(...year2024(), classified)
      .when(asking({ part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }] }))
      .then(publicationOf({ part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }] }));
    given(...year2024(), classified)
      .when(asking({ part: 'CLASSES', scope: {}, of: [{ unitId: 'ha-giang' }] }))
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { field: '/parts/0/of/0/unitId', kind: 'class', id: 'ha-giang', allowed: ['son-la', 'lao-cai'] },
      });
    given(...year2024())
      .when(asking({ part: 'CLASSES', scope: {} }))
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'class', id: '2024', ofYear: '2024' } });
  });

  it('leaves a published class as it is, unless a reason for another is given', () => {
    const again = { ...classified.data, classes: [{ unitId: 'son-la', classification: 'Hạng B' }] };
    const shown = publicationOf({ part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }] });
    given(...year2024(), classified, shown)
      .when({ type: 'ClassifyUnit', data: again })
      .thenRefused({ code: 'FINAL_STATE' });
    const reasoned = { ...again, classes: [{ ...again.classes[0]!, reason: 'Kết luận thanh tra' }] };
    given(...year2024(), classified, shown)
      .when({ type: 'ClassifyUnit', data: reasoned })
      .then({ type: 'UnitClassified', data: reasoned });
  });

  it('names proposals: all that stand, or those asked for, also one that was withdrawn', () => {
    const second = proposed({ proposalId: 'de-nghi-2', form: 'PM_CERTIFICATE', nominees: ['lao-cai'] });
    const withdrawn: EmulationYearEvent = {
      type: 'ProposalWithdrawn',
      data: { ...inYear('2025-03-22'), proposalId: 'de-nghi-1', reason: 'Xin rút' },
    };
    given(...year2024(), proposed(), second, withdrawn)
      .when(asking({ part: 'PROPOSALS' }))
      .then(publicationOf({ part: 'PROPOSALS', proposalIds: ['de-nghi-2'] }));
    given(...year2024(), proposed(), second, withdrawn)
      .when(asking({ part: 'PROPOSALS', proposalIds: ['de-nghi-1'] }))
      .then(publicationOf({ part: 'PROPOSALS', proposalIds: ['de-nghi-1'] }));
    given(...year2024(), proposed())
      .when(asking({ part: 'PROPOSALS', proposalIds: ['la'] }))
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { field: '/parts/0/proposalIds/0', kind: 'proposal', id: 'la', allowed: ['de-nghi-1'] },
      });
    given(...year2024(), claimed<EmulationYearEvent>(proposed()))
      .when(asking({ part: 'PROPOSALS' }))
      .thenRefused({
        code: 'NOT_ON_RECORD',
        facts: { kind: 'proposal', id: '2024', ofYear: '2024', knownBy: 'CLAIM' },
      });
  });

  it('names votes: all that are decided, or those asked for, and none that is still open', () => {
    const votes = [
      { kind: 'BALLOT', voteId: 'suy-ton' },
      { kind: 'ASSENT', voteId: 'nhat-tri' },
      { kind: 'AGREED_LIST', voteId: 'danh-sach' },
    ] as const;
    given(...meeting(), ...bothPassed, assented(), listed([]))
      .when(asking({ part: 'VOTES' }))
      .then(publicationOf({ part: 'VOTES', votes }));
    given(...meeting(), ballot())
      .when(asking({ part: 'VOTES', votes: votes.slice(0, 1) }))
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'tally', id: 'suy-ton' } });
    given(...meeting(), assented())
      .when(asking({ part: 'VOTES', votes: votes.slice(2) }))
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { field: '/parts/0/votes/0/voteId', kind: 'list', id: 'danh-sach', allowed: [] },
      });
  });

  it('names several parts at once, each once', () => {
    given(...year, ranked, classified, proposed())
      .when(asking(...publish(1).data.parts, { part: 'CLASSES', scope: {} }, { part: 'PROPOSALS' }))
      .then(
        published(
          { ranks: [1] },
          { part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }, { unitId: 'lao-cai' }] },
          { part: 'PROPOSALS', proposalIds: ['de-nghi-1'] },
        ),
      );
    given(...year2024(), classified)
      .when(asking({ part: 'CLASSES', scope: {} }, { part: 'CLASSES', scope: {} }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/parts/1' } });
  });
});
