import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DutyHandedOver } from '../../src/blocs/bloc.events.js';
import type { HeadDesignated } from '../../src/emulation-years/leadership/leadership.events.js';
import type { NextInYear } from '../../src/emulation-years/next.js';
import { nextViewOf } from '../../src/emulation-years/next-view.js';
import type { Event, Origin } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { ledgerOn } from '../../src/ledger-on.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { recorded, type Told } from '../support/history.js';
import { led } from '../support/mothers/blocs.js';
import { appraiserOf, council, representativeOf, secretary } from '../support/mothers/origins.js';
import { agreed as contentAgreed, drafted, signed } from '../support/mothers/pledge.js';
import { BLOC, inYear, members, rulebook, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { A3, agreed, appraised, submitted } from '../support/mothers/scoring.js';
import { registered } from '../support/mothers/units.js';
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

const TODAY = '2025-03-25';
const NOW = instantOf(Date.parse('2026-03-25T03:00:00Z'));
const units = members.map(({ unitId, kind, name }) =>
  registered({ unitId, kind, name, occurredOn: onDay('2008-01-01') }),
);
const opened = [...units, ...led, ...year2024()];

async function nextAfter(origin: Origin, ...facts: readonly Told<Event>[]) {
  const store = new InMemoryEventStore();
  for (const { stream, revision, ...event } of recorded(facts)) {
    await store.append(stream, revision === 0 ? 'absent' : revision - 1, [event]);
  }
  const before = await store.head();
  const record = { type: 'CloseEmulationYear', data: inYear(TODAY) };
  const next = (await ledgerOn(store).next({ record, origin, now: NOW })) as NextInYear | undefined;
  expect(await store.head()).toBe(before);
  return next && nextViewOf(next, { blocId: BLOC, year: '2024' });
}

type Next = NonNullable<Awaited<ReturnType<typeof nextAfter>>>;
const commands = (deeds: Next['yours'] = []) => deeds.map(({ command }) => command);
const told = (deeds: Next['yours'] = [], command: string) =>
  deeds
    .filter((deed) => deed.command === command)
    .map(({ unitIds, reason, messages }) => [unitIds, reason?.rule, messages.vi]);

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
