import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DutyHandedOver } from '../../src/blocs/bloc.events.js';
import type { HeadDesignated } from '../../src/emulation-years/leadership/leadership.events.js';
import type { Event } from '../../src/kernel/event.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { Told } from '../support/history.js';
import { led } from '../support/mothers/blocs.js';
import { appraiserOf, council, representativeOf, secretary } from '../support/mothers/origins.js';
import { agreed as contentAgreed, drafted, signed } from '../support/mothers/pledge.js';
import { BLOC, inYear, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { A3, agreed, appraised, submitted } from '../support/mothers/scoring.js';
import { computed, corrected, published } from '../support/mothers/ranking.js';
import {
  assented,
  attended,
  convened,
  listed,
  objected,
  proposed,
  ranked,
  scoringSkipped,
} from '../support/mothers/voting.js';
import { commands, nextAfter, opened, told, units, type Next } from '../support/next-in-year.js';

describe('what is next in a year', () => {
  it('is nothing where there is no such year', async () => {
    expect(await nextAfter(secretary(), ...units, ...led)).toBeUndefined();
  });

  it('is the draft of the pledge for who acts for the head, and waits for it in the eyes of others', async () => {
    const head = await nextAfter(secretary(), ...opened);
    expect(commands(head?.yours)).toEqual(expect.arrayContaining(['DraftPledge', 'ConveneSession']));
    const member = await nextAfter(representativeOf('son-la'), ...opened);
    expect(commands(member?.yours)).toEqual([]);
    expect(told(member?.waitsFor, 'DraftPledge')).toEqual([
      [[], undefined, 'Chờ thư ký hoặc đơn vị trưởng dự thảo nội dung giao ước.'],
    ]);
    expect(told(member?.notYet, 'SignPledge')).toEqual([
      [
        SEVEN,
        'R03',
        expect.stringMatching(/^Chưa thể ký giao ước thi đua \(.*Sơn La.*\)\. Chưa thống nhất nội dung giao ước\.$/),
      ],
    ]);
  });

  it('is the signature of the own unit; of the others it waits for them', async () => {
    const on = inYear('2024-03-20');
    const facts = [...opened, drafted(on), contentAgreed(on), signed(on, 'lao-cai')];
    const member = await nextAfter(representativeOf('son-la'), ...facts);
    expect(told(member?.yours, 'SignPledge')).toEqual([
      [['son-la'], undefined, 'Có thể ký giao ước thi đua (Ủy ban nhân dân tỉnh Sơn La).'],
    ]);
    const [[waiting] = []] = told(member?.waitsFor, 'SignPledge');
    expect(waiting).toEqual(SEVEN.filter((unitId) => !['lao-cai', 'son-la'].includes(unitId)));
    expect(told(member?.notYet, 'SubmitSelfScore').flatMap(([ids]) => ids)).toEqual(
      SEVEN.filter((unitId) => unitId !== 'lao-cai'),
    );
    expect(told(member?.waitsFor, 'SubmitSelfScore').map(([ids, rule]) => [ids, rule])).toEqual([[['lao-cai'], 'R08']]);
  });

  it('goes from the self-score to the appraisal, the agreement, the ranking', async () => {
    const on = inYear('2024-03-20');
    const pledged = [...opened, drafted(on), contentAgreed(on), ...SEVEN.map((unitId) => signed(on, unitId))];
    const all = [
      ...SEVEN.map((unitId) => submitted(unitId, A3[unitId])),
      ...SEVEN.map((unitId) => appraised(unitId, A3[unitId])),
      ...SEVEN.map((unitId) => agreed(unitId, A3[unitId])),
    ];
    const after = async (facts: number) => nextAfter(appraiserOf('yen-bai'), ...pledged, ...all.slice(0, facts));
    expect(told((await after(7))?.yours, 'AppraiseScore').flatMap(([ids]) => ids)).toEqual(SEVEN);
    expect(told((await after(14))?.waitsFor, 'AgreeScore').flatMap(([ids]) => ids)).toEqual(SEVEN);
    const missing = await after(20);
    expect(told(missing?.notYet, 'ComputeRanking').map(([, rule]) => rule)).toEqual(['R16']);
    expect(commands((await after(21))?.waitsFor)).toEqual(expect.arrayContaining(['ComputeRanking']));
    const offered = async (...more: readonly Told<Event>[]) =>
      commands((await nextAfter(secretary(), ...pledged, ...all, ranking, ...more))?.yours);
    const agreements = pledged.length + 2 * SEVEN.length;
    const sheets = computed().data.sheets.map((sheet) => {
      const inYearsStream = agreements - units.length - led.length + SEVEN.indexOf(sheet.unitId);
      return { ...sheet, agreedAt: inYearsStream };
    });
    const ranking = computed(A3, { sheets });
    expect(await offered()).not.toContain('ComputeRanking');
    expect(await offered()).toContain('PublishResult');
    const { type, data } = corrected('son-la', ['575.50', '285.00', '88.00']);
    const correction = { type, data: { ...data, ...inYear('2025-03-24') } };
    expect(await offered(correction)).toContain('ComputeRanking');
    expect(await offered(published(), correction)).toContain('ComputeRanking');
    expect(await offered(published())).not.toContain('PublishResult');
  });

  it('says of each step whether it is done, and what keeps the year from closing', async () => {
    const next = await nextAfter(secretary(), ...opened);
    expect(next?.steps.map(({ step, status, obligatory }) => [step, status, obligatory])).toEqual([
      ...[
        ['PLEDGE', 'OPEN', false],
        ['SCORING', 'OPEN', true],
        ['VOTE', 'OPEN', true],
        ['PROPOSALS', 'OPEN', false],
      ],
      ...[
        ['AWARDS', 'OPEN', true],
        ['CONFERENCE', 'OPEN', false],
        ['ELECTION', 'OPEN', false],
        ['HANDOVER', 'OPEN', false],
      ],
    ]);
    expect(told(next?.notYet, 'CloseEmulationYear').map(([, rule]) => rule)).toEqual(['R41']);
  });

  it('is every way in which the rulebook lets commendations and the head be decided, in the session that is held', async () => {
    const held = [...opened, scoringSkipped(), convened(), attended(SEVEN)];
    const next = await nextAfter(secretary(), ...held);
    expect(commands(next?.yours)).toEqual(
      expect.arrayContaining([
        ...['AgreeRanking', 'OpenBallot', 'RecordUnanimousAssent', 'RecordAgreedList', 'DesignateHead'],
      ]),
    );
    expect(commands(next?.yours).filter((command) => command === 'RecordUnanimousAssent')).toHaveLength(2);
  });

  it('is a candidate for the head where the rulebook asks for one, before anything is decided on it', async () => {
    const nominating = { leadership: { nominationRequired: true, deputies: { max: 1 } } };
    const asked = [...units, ...led, ...year2024(nominating), convened(), attended(SEVEN)];
    const next = await nextAfter(secretary(), ...asked);
    expect(told(next?.yours, 'NominateHead')).toHaveLength(1);
    expect(told(next?.notYet, 'OpenBallot').map(([, rule]) => rule)).toContain('R47');
    const held = [...opened, convened(), attended(SEVEN)];
    expect(commands((await nextAfter(secretary(), ...held))?.yours)).not.toContain('NominateHead');
  });

  it('is a proposal for each that an assent or an agreed list carries and none asks for yet', async () => {
    const held = [...opened, scoringSkipped(), convened(), attended(SEVEN), ranked('dien-bien', 'lao-cai')];
    const entries = [{ form: 'PM_CERTIFICATE', count: 1, unitIds: ['lao-cai'] }];
    const proposable = async (...facts: readonly Told<Event>[]) =>
      (await nextAfter(secretary(), ...held, ...facts))?.yours
        .filter(({ command }) => command === 'ProposeCommendation')
        .map(({ about }) => about);
    const basis = { kind: 'ASSENT', assentId: 'nhat-tri' } as const;
    expect(await proposable(assented(), listed(entries))).toEqual([{ assentId: 'nhat-tri' }, { listId: 'danh-sach' }]);
    expect(await proposable(assented(), listed(entries), proposed({ basis }))).toEqual([{ listId: 'danh-sach' }]);
    expect(await proposable(assented(), objected('son-la'))).toEqual([undefined]);
  });

  it('is the hand-over to whom the year designated, on the stream of the bloc, until it is done', async () => {
    const designated: HeadDesignated = {
      type: 'HeadDesignated',
      data: { ...inYear('2025-03-22'), forYear: '2025', unitId: 'cao-bang', method: 'IN_TURN' },
    };
    const next = await nextAfter(secretary(), ...opened, designated);
    expect(told(next?.yours, 'HandOverDuty')).toEqual([
      [['cao-bang'], undefined, 'Có thể bàn giao nhiệm vụ trưởng cụm, khối (Ủy ban nhân dân tỉnh Cao Bằng).'],
    ]);
    expect(commands(next?.yours)).not.toContain('DesignateHead');
    expect(
      told((await nextAfter(representativeOf('son-la'), ...opened, designated))?.waitsFor, 'HandOverDuty'),
    ).toHaveLength(1);
    const handedOver: DutyHandedOver = {
      type: 'DutyHandedOver',
      data: {
        ...{ blocId: BLOC, occurredOn: onDay('2025-03-23'), from: 'lao-cai', to: 'cao-bang' },
        ...{ forYear: '2025', decidedIn: '2024', deputies: [] },
      },
    };
    const after = await nextAfter(secretary(), ...opened, designated, handedOver);
    expect([...commands(after?.yours), ...commands(after?.notYet)]).not.toContain('HandOverDuty');
    expect(after?.steps.find(({ step }) => step === 'HANDOVER')?.status).toBe('DONE');
  });

  it('is the card of each part of the period, where the rulebook rolls parts up into the whole', async () => {
    const scoring = {
      ...rulebook.scoring,
      subPeriods: ['quy-1', 'quy-2'],
      rollUp: { subPeriods: { by: 'SUM', precision: 'EXACT' } as const },
    };
    const pledge = { ...rulebook.pledge, requiredForScoring: false };
    const next = await nextAfter(representativeOf('son-la'), ...units, ...led, ...year2024({ scoring, pledge }));
    const own = next?.yours.filter(({ command }) => command === 'SubmitSelfScore');
    expect(own?.map(({ about, unitIds }) => [about, unitIds])).toEqual([
      [{ subPeriod: 'quy-1' }, ['son-la']],
      [{ subPeriod: 'quy-2' }, ['son-la']],
    ]);
  });

  it('is agreed anew where the decision behind a ranking is void (D41)', async () => {
    const order = ranked('dien-bien');
    const facts = [
      ...[...opened, scoringSkipped(), convened(), attended(SEVEN), assented({ purpose: 'RANKING' })],
      { ...order, data: { ...order.data, decision: 'nhat-tri' } },
    ];
    expect(commands((await nextAfter(secretary(), ...facts))?.yours)).not.toContain('AgreeRanking');
    expect(commands((await nextAfter(secretary(), ...facts, objected('son-la')))?.yours)).toContain('AgreeRanking');
  });

  it('says of several units once what keeps them, and names them once', async () => {
    const on = inYear('2024-03-20');
    const next = await nextAfter(secretary(), ...opened, drafted(on), contentAgreed(on), signed(on, 'lao-cai'));
    const [[unitIds, , said = ''] = [], ...others] = told(next?.notYet, 'SubmitSelfScore');
    const sentence = String(said);
    expect([others, unitIds]).toEqual([[], SEVEN.filter((unitId) => unitId !== 'lao-cai')]);
    expect(sentence).toMatch(/^Chưa thể nộp bản tự chấm điểm\. Đơn vị .*Sơn La.* chưa ký giao ước thi đua năm 2024\.$/);
    expect(sentence.match(/Sơn La/g)).toHaveLength(1);
  });

  it('is the members of each group that the rulebook leaves open, until they are named', async () => {
    const scoring = { ...rulebook.scoring, groups: [{ id: 'nhom-mo' }, { id: 'nhom-1', unitIds: ['son-la'] }] };
    const open = [...units, ...led, ...year2024({ scoring })];
    const next = await nextAfter(secretary(), ...open);
    const offered = (deeds: Next['yours'] = []) => deeds.filter(({ command }) => command === 'NameGroupMembers');
    expect(offered(next?.yours).map(({ about }) => about)).toEqual([{ group: 'nhom-mo' }]);
    const named = { ...inYear('2024-03-20'), group: 'nhom-mo', unitIds: ['lao-cai', 'dien-bien'] };
    const after = await nextAfter(secretary(), ...open, { type: 'GroupMembersNamed', data: named });
    expect(offered(after?.yours)).toEqual([]);
  });

  it('guesses no label of the coming year: it is that for which candidates are named', async () => {
    const nominating = { leadership: { nominationRequired: true, deputies: { max: 1 } } };
    const asked = [...units, ...led, ...year2024(nominating), convened(), attended(SEVEN)];
    const forYear = '2025-2026';
    const nominated = { ...inYear('2025-03-21'), forYear, unitId: 'son-la', by: 'lao-cai' };
    const next = await nextAfter(secretary(), ...asked, { type: 'HeadNominated', data: nominated });
    expect(commands(next?.yours)).not.toContain('NominateHead');
    expect(told(next?.notYet, 'OpenBallot').map(([, rule]) => rule)).not.toContain('R47');
  });

  it('is another election where the decision behind the first is void (D41)', async () => {
    const held = [...opened, scoringSkipped(), convened(), attended(SEVEN)];
    const questions = [{ questionId: 'truong', unitId: 'son-la', forYear: '2025' }];
    const basis = { kind: 'ASSENT', assentId: 'nhat-tri' } as const;
    const elected = { ...inYear('2025-03-21'), forYear: '2025', unitId: 'son-la', basis };
    const facts = [...held, assented({ purpose: 'HEAD', questions }), { type: 'HeadElected' as const, data: elected }];
    expect(commands((await nextAfter(secretary(), ...facts))?.yours)).not.toContain('DesignateHead');
    expect(commands((await nextAfter(secretary(), ...facts, objected('lao-cai')))?.yours)).toContain('DesignateHead');
  });

  it('has a sentence in both languages for each deed, without a code in it, whoever asks and whenever', async () => {
    const on = inYear('2024-03-20');
    const course: readonly Told<Event>[] = [
      ...[drafted(on), contentAgreed(on), ...SEVEN.map((unitId) => signed(on, unitId))],
      ...SEVEN.map((unitId) => submitted(unitId, A3[unitId])),
      ...SEVEN.map((unitId) => appraised(unitId, A3[unitId])),
      ...SEVEN.map((unitId) => agreed(unitId, A3[unitId])),
      computed(),
    ];
    const callers = [
      secretary(),
      council,
      representativeOf('lao-cai'),
      representativeOf('son-la'),
      appraiserOf('yen-bai'),
    ];
    await fc.assert(
      fc.asyncProperty(fc.nat(course.length), fc.constantFrom(...callers), async (length, caller) => {
        const next = await nextAfter(caller, ...opened, ...course.slice(0, length));
        const deeds = next === undefined ? [] : [...next.yours, ...next.waitsFor, ...next.notYet];
        expect(deeds.length).toBeGreaterThan(0);
        for (const { command, messages, reason } of deeds) {
          expect(JSON.stringify(reason) ?? '').not.toContain('"x"');
          expect([command, messages.vi, messages.en].slice(1)).not.toContainEqual(expect.stringContaining(command));
          expect(messages.vi).toMatch(/^(Có thể|Chờ|Chưa thể) /);
        }
      }),
      { numRuns: 40 },
    );
  });
});
