import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BlocView } from '../../read-models/bloc-directory/bloc-directory.dto.js';
import type { Listed } from '../../read-models/rows.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import {
  BLOC,
  COUNCIL,
  NGUYEN_BICH_NGOC,
  SECRETARY,
  TRINH_XUAN_TRUONG,
} from '../../src/cli/demo/seven-provinces.cast.js';
import { LATE_SIGNATURES, YEAR_2025 } from '../../src/cli/demo/seven-provinces.pledges.js';
import { YEAR_2024 } from '../../src/cli/demo/seven-provinces.scores.js';
import { onDay } from '../../src/cli/demo/story.js';
import { PUBLIC, Stage } from './stage.js';
import { blocSeen, pledgeSeen, signing, yearSeen } from './views.js';

describe('the cluster of seven provinces (S2)', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });

  afterEach(() => stage.close());

  const until = (chapter: string): Promise<void> => stage.given(SEVEN_PROVINCES, chapter);

  it('A1 has seven members under Lào Cai and Cao Bằng, and is found by another spelling of its name', async () => {
    await until('pledge-2024');
    const { onDay: today } = await blocSeen(stage, BLOC, '?on=2024-06-01');
    expect(today.members).toEqual(['lao-cai', 'cao-bang', 'dien-bien', 'lang-son', 'ha-giang', 'son-la', 'lai-chau']);
    const year = await yearSeen(stage, YEAR_2024);
    expect(year.leadership?.value).toEqual({ head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] });
    const alias = encodeURIComponent('7 tỉnh miền núi, biên giới phía Bắc');
    const found = await stage.seen<Listed<BlocView>>(`/blocs?name=${alias}`);
    expect(found.items.map(({ row }) => row.blocId)).toEqual([BLOC]);
  });

  it('A2 keeps both sessions of March 2025 under 2024, and no preparatory session after the conference', async () => {
    await until('sessions');
    const { sessions } = await yearSeen(stage, YEAR_2024);
    expect(sessions.map(({ convened: { value } }) => [value.kind, value.from.date, value.place])).toEqual([
      ['PREPARATORY', '2025-03-21', 'thành phố Lào Cai'],
      ['CLOSING', '2025-03-22', 'thành phố Lào Cai'],
    ]);
  });

  it('A3 shows seven ranks and all points to the inspector, two places to the public', async () => {
    await until('ranking');
    const [inside] = (await yearSeen(stage, YEAR_2024)).rankings;
    expect(inside?.places.map(({ rank, subjects }) => [rank, ...subjects.map(({ unitId }) => unitId)])).toEqual([
      [1, 'dien-bien'],
      [2, 'lao-cai'],
      [3, 'cao-bang'],
      [4, 'lang-son'],
      [5, 'son-la'],
      [6, 'lai-chau'],
      [7, 'ha-giang'],
    ]);
    expect(inside?.points).toEqual({
      'dien-bien': '968.50',
      'lao-cai': '961.25',
      'cao-bang': '955.00',
      'lang-son': '951.75',
      'son-la': '949.50',
      'lai-chau': '947.00',
      'ha-giang': '946.25',
    });
    const [outside] = (await yearSeen(stage, YEAR_2024, PUBLIC)).rankings;
    expect(outside?.places.map(({ rank, subjects }) => [rank, ...subjects.map(({ unitId }) => unitId)])).toEqual([
      [1, 'dien-bien'],
      [2, 'lao-cai'],
    ]);
    expect([outside?.partial, outside?.points]).toEqual([true, undefined]);
  });

  it('A4 neither votes nor ranks while Hà Giang is missing, and keeps no trace of the attempt', async () => {
    await until('scores');
    const before = (await stage.recorded(aStatistic('truoc'))).receipt?.revision ?? 0;
    const compute = { by: SECRETARY, path: `${YEAR_2024}/rankings/computations`, body: onDay('2025-03-21') };
    expect(await stage.refused(compute)).toEqual({
      code: 'RANKING_INCOMPLETE',
      facts: { units: ['Ủy ban nhân dân tỉnh Hà Giang'], unitIds: ['ha-giang'] },
    });
    expect((await stage.recorded(aStatistic('sau'))).receipt?.revision).toBe(before + 1);
  });

  it('A6 proposes the first and the second, which are no awards, and shows that the head is one of them', async () => {
    await until('proposals');
    const year = await yearSeen(stage, YEAR_2024);
    expect(year.proposals?.map(({ proposed: { value } }) => [value.form, value.nominees, value.grantor])).toEqual([
      ['GOVERNMENT_FLAG', ['dien-bien'], { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' }],
      ['PM_CERTIFICATE', ['lao-cai'], { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' }],
    ]);
    expect(year.awards).toEqual([]);
    const conflicts = year.warnings?.filter(({ warning }) => warning.code === 'CONFLICT_OF_INTEREST') ?? [];
    expect(conflicts.map(({ warning }) => warning.facts['unitId'])).toContain('lao-cai');
  });

  it('A7 signs with five of seven; who attends and who signs are two things', async () => {
    await until('pledge-2025');
    const pledge = await pledgeSeen(stage, YEAR_2025);
    expect(signing(pledge)).toEqual({ status: 'PARTIAL', signed: '5/7', pending: ['ha-giang', 'son-la'] });
    expect(pledge.pending.map(({ deferred }) => deferred?.reason)).toEqual([
      'NO_UBND_LEADER_PRESENT',
      'NO_UBND_LEADER_PRESENT',
    ]);
    const conference = (await yearSeen(stage, YEAR_2024)).sessions.find(({ sessionId }) => sessionId === 'tong-ket');
    expect(conference?.units).toEqual(
      expect.arrayContaining(['lao-cai', 'cao-bang', 'dien-bien', 'lang-son', 'ha-giang', 'son-la']),
    );
    expect(conference?.units).not.toContain('lai-chau');
    expect(pledge.signatures.map(({ value }) => value.unitId)).toContain('lai-chau');
  });

  it('A8 is completed once, by the second of the late signatures, and tells how far it was on any day', async () => {
    await until('pledge-2025');
    const { signatures: earlier } = await pledgeSeen(stage, YEAR_2025);
    const first = await stage.recorded(LATE_SIGNATURES.haGiang);
    expect(first.receipt?.events.map(({ type }) => type)).toEqual(['PledgeSigned']);
    const second = await stage.recorded(LATE_SIGNATURES.sonLa);
    expect(second.receipt?.events.map(({ type }) => type)).toEqual(['PledgeSigned', 'PledgeCompleted']);
    const asOf = async (day: string): Promise<number> => (await pledgeSeen(stage, YEAR_2025, `?asOf=${day}`)).signed;
    expect([await asOf('2025-03-22'), await asOf('2025-04-05'), await asOf('2025-04-11')]).toEqual([5, 6, 7]);
    const complete = await pledgeSeen(stage, YEAR_2025);
    expect(signing(complete)).toEqual({ status: 'COMPLETE', signed: '7/7', pending: [] });
    expect(complete.signatures.slice(0, 5)).toEqual(earlier);
  });

  it('A9 takes no second signature, none of an outsider, and none of an office that may not sign', async () => {
    await until('pledge-2025');
    const refusals = SEVEN_PROVINCES.chapters
      .flatMap(({ steps }) => steps)
      .filter(({ sends }) => sends.some(({ path }) => path === `${YEAR_2025}/pledge/signatures`))
      .flatMap(({ refused }) => refused ?? []);
    expect(refusals).toEqual(['ALREADY_SIGNED', 'NOT_A_MEMBER', 'SIGNATORY_NOT_AUTHORISED']);
    expect((await pledgeSeen(stage, YEAR_2025)).signatures).toHaveLength(5);
  });

  it('A10 confers fourteen certificates of one grantor, handed over by two persons, and names no fifteenth', async () => {
    await until('conference');
    const [award] = (await yearSeen(stage, YEAR_2024)).awards;
    expect(award?.conferred.value).toEqual({
      form: 'Bằng khen của Chủ tịch UBND tỉnh Lào Cai',
      grantor: { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Lào Cai', unitId: 'lao-cai' },
      sessionId: 'tong-ket',
      exemplars: true,
      collectives: { count: 7, named: [], presenter: TRINH_XUAN_TRUONG },
      individuals: { count: 7, named: [], presenter: NGUYEN_BICH_NGOC },
    });
    const naming = (place: number) => ({
      by: SECRETARY,
      path: `${YEAR_2024}/awards/bang-khen-dien-hinh/recipients`,
      body: { ...onDay('2025-03-22'), kind: 'COLLECTIVE', recipient: { name: `Tập thể ${place}`, unitId: 'son-la' } },
    });
    await stage.recorded(...[1, 2, 3, 4, 5, 6, 7].map(naming));
    expect((await stage.refused(naming(8))).code).toBe('RECIPIENT_COUNT_MISMATCH');
  });

  it('A11 hands the flag to Cao Bằng while nobody knows the head of 2025', async () => {
    await until('conference');
    const holder = async (day: string): Promise<string | undefined> =>
      (await blocSeen(stage, BLOC, `?on=${day}`)).onDay.flagHolder?.value.holder;
    expect([await holder('2025-03-21'), await holder('2025-03-22')]).toEqual(['lao-cai', 'cao-bang']);
    const bloc = await blocSeen(stage, BLOC, '?on=2025-03-01');
    expect(bloc.onDay.actingHead?.value.head).toBe('lao-cai');
    expect(bloc.leaderships.map(({ forYear }) => forYear)).toEqual(['2024']);
    expect(bloc.flag.at(-1)?.recording.warnings.map(({ code }) => code)).toEqual(['HEAD_UNKNOWN']);
  });

  it('A12 shows bounds as bounds, in both languages', async () => {
    await until('conference');
    const { statistics } = await yearSeen(stage, YEAR_2024);
    expect(statistics.map(({ value }) => [value.text.vi, value.quantity.qualifier])).toEqual([
      ['trên 113.000 lao động', 'AT_LEAST'],
      ['trên 36.000 tỷ đồng', 'AT_LEAST'],
      ['trên 10 tỷ USD', 'AT_LEAST'],
    ]);
  });

  it('ends as it is told, to the close of the year', async () => {
    await until('closure');
    expect((await yearSeen(stage, YEAR_2024)).status).toBe('CLOSED');
    const late = { by: COUNCIL, path: `/blocs/${BLOC}/aliases`, body: { alias: 'Cụm 7 tỉnh' } };
    expect((await stage.recorded(late)).receipt?.events).toHaveLength(1);
  });

  function aStatistic(statisticId: string) {
    const quantity = { value: '1', qualifier: 'EXACT', unit: 'lao động' };
    return {
      by: SECRETARY,
      path: `${YEAR_2024}/statistics`,
      body: { ...onDay('2025-03-21'), statisticId, title: 'Lao động', quantity },
    };
  }
});
