import { describe, expect, it } from '@jest/globals';
import { ranking } from '../../projections/ranking/ranking.projection.js';
import { scoreSheet } from '../../projections/score-sheet.projection.js';
import { explanationOf } from '../../read-models/explanation/explanation.js';
import { RANKING, type YearRanking } from '../../read-models/ranking/ranking.js';
import { publicRanking, wholeRanking } from '../../read-models/ranking/ranking-view.js';
import type { RankingView } from '../../read-models/ranking/ranking.dto.js';
import { audienceOf } from '../../read-models/year-audience.js';
import { SCORE_SHEET } from '../../read-models/score-sheet/score-sheet.js';
import type { TieBroken, UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { ExclusionLifted } from '../../src/emulation-years/scoring/scoring.events.js';
import type { Event, Origin, Role } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told } from '../support/history.js';
import { appraiserOf, council, representativeOf, secretary } from '../support/mothers/origins.js';
import { agreementOf, computed, corrected, publicationOf, published, scoredYear } from '../support/mothers/ranking.js';
import { A3, excluded, type Marks, submitted } from '../support/mothers/scoring.js';
import { BLOC, inYear, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { assented, objected, ranked } from '../support/mothers/voting.js';

const history = historiesOf(ranking);
const cards = historiesOf(scoreSheet);
const KEY = RANKING.keyOf(BLOC, '2024');

function rowOf(...facts: readonly Told<Event>[]): YearRanking {
  const row = history(...facts).row();
  if (row === undefined) throw new Error('The history shows no row');
  return row;
}

const unitsByRank = ({ order }: RankingView) =>
  order?.places.map(({ rank, subjects }) => [rank, ...subjects.map(({ unitId }) => unitId)]);

const A3_ORDER = ['dien-bien', 'lao-cai', 'cao-bang', 'lang-son', 'son-la', 'lai-chau', 'ha-giang'];

/** Lào Cai and Cao Bằng on an equal total; part I sets Cao Bằng before. */
const TIED: Readonly<Record<string, Marks>> = { ...A3, 'cao-bang': ['582.00', '287.25', '92.00'] };
/** All three parts equal: nothing tells them apart. */
const EQUAL: Readonly<Record<string, Marks>> = { ...A3, 'cao-bang': A3['lao-cai'] ?? ['0', '0', '0'] };

const tieBroken: TieBroken = {
  type: 'TieBroken',
  data: {
    ...inYear('2025-03-21'),
    ...{
      version: 1,
      scope: {},
      rank: 2,
      order: [{ unitId: 'lao-cai' }, { unitId: 'cao-bang' }],
      key: 'MEMBERS_VOTE',
      reason: 'Biểu quyết',
    },
  },
};

describe('the ranking of a year', () => {
  it('has no order before one is made', () => {
    expect(wholeRanking(rowOf(...year2024()), {}).order).toBeUndefined();
  });

  it('shows those who work in the year all seven ranks with exact and rounded points (A3)', () => {
    const shown = wholeRanking(rowOf(...scoredYear(), computed()), {});
    expect(unitsByRank(shown)).toEqual(A3_ORDER.map((unitId, place) => [place + 1, unitId]));
    const [first] = shown.order?.places[0]?.subjects ?? [];
    expect(first).toEqual({
      unitId: 'dien-bien',
      name: { vi: 'Ủy ban nhân dân tỉnh Điện Biên' },
      ...{ points: '968.50', exact: '1937/2', tieValues: ['1171/2'] },
    });
  });

  it('shows the public the published ranks and no points (A3)', () => {
    const told = history(...scoredYear(), computed(), published());
    const { publication, ...rest } = publicRanking(told.row() as YearRanking, {});
    expect(Object.keys(rest)).toEqual(['blocId', 'year', 'blocName', 'scope']);
    const place = (rank: number, unitId: string, name: string) => ({
      ...{ rank, orderKnown: true },
      subjects: [{ unitId, name: { vi: `Ủy ban nhân dân tỉnh ${name}` } }],
    });
    expect(publication).toEqual({
      ...{ version: 1, pointsShown: false },
      headline: { vi: 'Điện Biên dẫn đầu; Lào Cai xếp thứ 2', en: 'First: Điện Biên; no. 2: Lào Cai' },
      places: [place(1, 'dien-bien', 'Điện Biên'), place(2, 'lao-cai', 'Lào Cai')],
      recording: told.recording(-1),
    });
  });

  it('shows the public points only where they were published', () => {
    const row = rowOf(...scoredYear(), computed(), published({ pointsShown: true }));
    const points = publicRanking(row, {}).publication?.places.map(({ subjects }) => subjects[0]?.points);
    expect(points).toEqual(['968.50', '961.25']);
  });

  it('shows the public what one publication after another has named, and points where one showed them', () => {
    const row = rowOf(
      ...scoredYear(),
      computed(),
      published({ ranks: [3] }),
      published({ ranks: [1], pointsShown: true }),
      published({ ranks: [1, 2] }),
    );
    const places = publicRanking(row, {}).publication?.places.map(({ rank, subjects }) => [rank, subjects[0]?.points]);
    expect(places).toEqual([
      [1, '968.50'],
      [2, undefined],
      [3, undefined],
    ]);
  });

  it('shows the public classes of a scope that a publication named, as they were, and not on what they rest', () => {
    const classified = (classification: string): UnitClassified => ({
      type: 'UnitClassified',
      data: {
        ...inYear('2025-03-22'),
        scope: {},
        classes: ['son-la', 'lao-cai'].map((unitId) => ({ unitId, classification, reason: 'Đơn thư' })),
        basis: 'Quy chế',
      },
    });
    const named = publicationOf({ part: 'CLASSES', scope: {}, of: [{ unitId: 'son-la' }] });
    const told = history(...year2024(), classified('A'), named, classified('B'));
    const { publication, publishedClasses } = publicRanking(told.row() as YearRanking, {});
    expect([publication, publishedClasses]).toEqual([
      undefined,
      [
        {
          ...{ unitId: 'son-la', classification: 'A', recording: told.recording(-2) },
          name: { vi: 'Ủy ban nhân dân tỉnh Sơn La' },
        },
      ],
    ]);
    expect(publicRanking(told.row() as YearRanking, { track: 'cong-doan' }).publishedClasses).toBeUndefined();
  });

  it('names the key that decided an equal total', () => {
    const { order } = wholeRanking(rowOf(...scoredYear(TIED), computed(TIED)), {});
    expect(order?.places.slice(1, 3).map(({ subjects, decidedBy }) => [subjects[0]?.unitId, decidedBy])).toEqual([
      ['cao-bang', undefined],
      ['lao-cai', { key: 'CRITERION', criterionId: 'phan-1' }],
    ]);
  });

  it('puts a tie in the order that people gave it', () => {
    const facts = [...scoredYear(EQUAL), computed(EQUAL)];
    expect(unitsByRank(wholeRanking(rowOf(...facts), {}))?.[1]).toEqual([2, 'cao-bang', 'lao-cai']);
    const shown = wholeRanking(rowOf(...facts, tieBroken), {});
    expect(unitsByRank(shown)?.slice(1, 3)).toEqual([
      [2, 'lao-cai'],
      [3, 'cao-bang'],
    ]);
    expect(shown.order?.places[2]?.decidedBy).toEqual({ key: 'MEMBERS_VOTE' });
  });

  it('marks an order agreed by a decision that is void, to the public too where it was published (D41)', () => {
    const agreed = ranked('dien-bien', 'lao-cai');
    const order = { ...agreed, data: { ...agreed.data, decision: 'nhat-tri' } };
    const facts = [...year2024(), assented({ purpose: 'RANKING' }), order, published()];
    const marks = (...more: readonly Told<Event>[]) => {
      const row = rowOf(...facts, ...more);
      return [wholeRanking(row, {}).order?.void, publicRanking(row, {}).publication?.void];
    };
    const anew = { ...order, data: { ...order.data, version: 2, decision: 'nhat-tri-2' } };
    expect(marks()).toEqual([undefined, undefined]);
    expect(marks(objected('son-la'))).toEqual([true, true]);
    expect(marks(claimed(objected('son-la')))).toEqual([undefined, undefined]);
    expect(marks(objected('son-la'), anew)).toEqual([undefined, true]);
    const open = (...more: readonly Told<Event>[]) => rowOf(...facts, ...more).visibility.open.position;
    expect(open(objected('son-la')) > open()).toBe(true);
  });

  it('keeps an order made here when a claim breaks its tie', () => {
    const facts = [...scoredYear(EQUAL), computed(EQUAL)];
    expect(unitsByRank(wholeRanking(rowOf(...facts, claimed(tieBroken)), {}))?.[1]).toEqual([2, 'cao-bang', 'lao-cai']);
  });

  it('marks an order whose score was corrected after it, until a new version is made', () => {
    const facts = [...scoredYear(), computed(), published(), corrected('son-la', ['575.50', '285.00', '88.00'])];
    const told = history(...facts);
    const before = wholeRanking(told.row() as YearRanking, {}).order;
    expect(before?.changedSince).toEqual([
      {
        value: {
          ...{ what: 'SCORE_CORRECTED', unitId: 'son-la', reason: 'Cộng nhầm' },
          document: { number: '12/QĐ', date: { date: '2025-04-01' } },
        },
        recording: told.recording(-1),
      },
    ]);
    const again = wholeRanking(rowOf(...facts, computed(A3, { version: 2 })), {});
    expect([before?.basisCorrected, again.order?.basisCorrected]).toEqual([true, false]);
    expect(again.otherVersions?.map(({ version }) => version)).toEqual([1]);
  });

  it('marks an order that lacks the score of a unit agreed after it, and no other', () => {
    const year = [...scoredYear()];
    const [late] = year.splice(agreementOf('ha-giang'), 1);
    const six = computed(A3, { sheets: computed().data.sheets.filter(({ unitId }) => unitId !== 'ha-giang') });
    const changes = (...more: readonly Told<Event>[]) =>
      wholeRanking(rowOf(...year, ...more), {}).order?.changedSince.map(({ value }) => value);
    expect(changes(six, late!)).toEqual([{ what: 'SCORE_AGREED', unitId: 'ha-giang' }]);
    expect(changes(computed(), late!)).toEqual([]);
    expect(changes(six, claimed(late!))).toEqual([]);
  });

  it('keeps what is public while a new version is being made', () => {
    const row = rowOf(...scoredYear(), computed(), published(), computed(A3, { version: 2 }));
    expect(publicRanking(row, {}).publication?.version).toBe(1);
  });

  it('lists an exclusion with its ground, and that it was lifted', () => {
    const lift: ExclusionLifted = {
      type: 'ExclusionLifted',
      data: { ...inYear('2025-03-22'), unitId: 'son-la', ground: 'vi-pham-phap-luat', reason: 'Kết luận lại' },
    };
    const told = history(...scoredYear(), excluded('son-la', 'AWARDS'), lift);
    expect(wholeRanking(told.row() as YearRanking, {}).exclusions).toEqual([
      {
        title: { vi: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật' },
        excluded: {
          value: {
            ...{ unitId: 'son-la', ground: 'vi-pham-phap-luat' },
            ...{ excludedFrom: 'AWARDS', reason: 'Kết luận thanh tra' },
          },
          recording: told.recording(-2),
        },
        lifted: { value: { reason: 'Kết luận lại' }, recording: told.recording(-1) },
      },
    ]);
  });

  it('shows an order agreed without scores, as far as it is known (H3)', () => {
    const { order } = wholeRanking(rowOf(...year2024(), ranked('dien-bien', 'lao-cai')), {});
    expect([order?.basis, order?.partial]).toEqual(['ASSENT', true]);
    expect(order?.places.map(({ subjects }) => subjects[0]?.unitId)).toEqual(['dien-bien', 'lao-cai']);
    expect(order?.withoutPlace.map(({ name }) => name.vi.replace('Ủy ban nhân dân tỉnh ', ''))).toEqual([
      'Cao Bằng',
      'Hà Giang',
      'Lai Châu',
      'Lạng Sơn',
      'Sơn La',
    ]);
  });

  it('is the same from claims but for where it comes from', () => {
    const facts = [...scoredYear(), computed(), published()];
    const [acts, claims] = [history(...facts).row(), history(...facts.map(claimed)).row()];
    expect(withoutRecordings(claims)).toEqual(withoutRecordings(acts));
  });

  it('is the same told again', () => {
    history(...scoredYear(), computed(), published()).isTheSameToldAgain();
  });

  it('was not public the day before the conference', async () => {
    const told = history(...scoredYear(), computed(), published());
    const publishedOn = async (day: string) => {
      const row = await told.asOf({ day: day as LocalDate }, KEY);
      return row && publicRanking(row, {}).publication?.headline.vi;
    };
    expect([await publishedOn('2025-03-21'), await publishedOn('2025-03-22')]).toEqual([
      undefined,
      'Điện Biên dẫn đầu; Lào Cai xếp thứ 2',
    ]);
  });
});

describe('the explanation of a place', () => {
  const sentencesFor = (unitId: string, ...facts: readonly Told<Event>[]) => {
    const card = cards(...facts).row(SCORE_SHEET.keyOf(BLOC, '2024', unitId));
    return explanationOf(rowOf(...facts), {}, { unitId }, card)?.steps ?? [];
  };

  it('leads from the three figures of each line to the rank, in sentences', () => {
    expect(sentencesFor('lao-cai', ...scoredYear(), computed(), published()).map(({ text }) => text.vi)).toEqual([
      'Thực hiện các chỉ tiêu phát triển kinh tế - xã hội: tự chấm 581,25, thẩm định 581,25, thống nhất 581,25; được 581,25 điểm.',
      'Thực hiện chủ trương của Đảng, chính sách, pháp luật: tự chấm 288,00, thẩm định 288,00, thống nhất 288,00; được 288 điểm.',
      'Thực hiện nhiệm vụ công tác thi đua, khen thưởng: tự chấm 92,00, thẩm định 92,00, thống nhất 92,00; được 92 điểm.',
      'Tổng điểm các dòng: 961,25.',
      'Làm tròn theo quy chế: 961,25.',
      'Tổng 961,25 điểm: xếp thứ 2, sau Điện Biên (968,50).',
      'Đã công bố: hạng 2.',
    ]);
  });

  it('names for every step the events it rests on', () => {
    const facts = [...scoredYear(), computed()];
    const [line] = sentencesFor('dien-bien', ...facts);
    const agreedAt = agreementOf('dien-bien');
    const revisions = line?.events.map(({ revision }) => revision);
    expect(revisions).toEqual([agreedAt - 2, agreedAt - 1, agreedAt, facts.length - 1]);
  });

  it('says which key decided, and at what both stood', () => {
    const [tie] = sentencesFor('lao-cai', ...scoredYear(TIED), computed(TIED)).filter(({ kind }) => kind === 'TIE_KEY');
    expect(tie?.text.en).toBe(
      'Equal total to Cao Bằng; behind by the key points of the criterion “Thực hiện các chỉ tiêu phát triển kinh tế - xã hội” (581.25 – 582).',
    );
  });

  it('explains by the figures the order was made from, though they were corrected since', () => {
    const later = corrected('lao-cai', ['581.25', '288.00', '91.00']);
    const steps = sentencesFor('lao-cai', ...scoredYear(), computed(), later);
    expect(steps[2]?.text.en).toContain('agreed 92.00; gives 92 points.');
    expect(steps.at(-1)?.text.en).toBe('The score was corrected after the ranking: Cộng nhầm');
  });
});

describe('who sees what of a year', () => {
  const unagreed = rowOf(...year2024(), submitted('dien-bien'));
  const agreed = rowOf(...scoredYear());
  const plain = (role: Role): Origin => ({ subject: role, name: role, role });
  const sees = (asker: Origin) => audienceOf(agreed.visibility, BLOC, asker).sees('PAPERS');

  it('shows all to council, administrator, inspector and the own secretariat', () => {
    const askers = [council, plain('administrator'), plain('inspector'), secretary(), appraiserOf('lang-son')];
    expect(askers.map(sees)).toEqual(askers.map(() => 'ALL'));
  });

  it('shows what is published to a dashboard, another bloc and its secretary', () => {
    const askers = [plain('dashboard'), representativeOf('yen-bai'), secretary('khoi-khac')];
    expect(askers.map(sees)).toEqual(askers.map(() => 'NOTHING'));
  });

  it('shows a member its own card always, and all cards once all scores are agreed', () => {
    const cardsSeen = (row: YearRanking) => {
      const { seesCard } = audienceOf(row.visibility, BLOC, representativeOf('lao-cai'));
      return SEVEN.filter((unitId) => seesCard(unitId, {}));
    };
    expect([cardsSeen(unagreed), cardsSeen(agreed)]).toEqual([['lao-cai'], SEVEN]);
  });
});

/** The row as plain data without any mark of where it comes from. */
function withoutRecordings(row: object | undefined): unknown {
  return JSON.parse(JSON.stringify(row, (key, value: unknown) => (key === 'recording' ? undefined : value)));
}
