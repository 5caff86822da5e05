import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import { blocReading } from '../../src/blocs/bloc.standing.js';
import { dutyInHand } from '../../src/blocs/bloc.fold.js';
import { leadersDecided } from '../../src/emulation-years/leadership/leadership.fold.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { lastDayOf, onDay } from '../../src/kernel/partial-date.js';
import { STEPS } from '../../src/rulebooks/rulebook.values.js';
import { unitHistories } from '../../src/units/unit.fold.js';
import { unitStream } from '../../src/units/unit.events.js';
import { chairman, contents } from '../support/mothers/pledge.js';
import { BLOC, RULEBOOK } from '../support/mothers/seven-provinces.js';
import { MEMBERS, UNITS, type AnyCommand, type Turn } from './turn.js';

/** The commands of a move, each sent before the next is asked for: a generator sees what became of those before. */
export type Move = (turn: Turn) => Iterable<AnyCommand>;

const SPRING = '2024-06-30';
const AFTER = '2025-01-15';

/** The members of the bloc are taken into the year anew. */
function taken(turn: Turn): readonly AnyCommand[] {
  return [{ type: 'UpdateYearMembers', data: turn.on(AFTER) }];
}

const nameOf = (text: string) => ({ full: { vi: text }, short: { vi: text } });

/** Units that were merged, with the unit that goes on for them. */
function successions({ ledger }: Turn): readonly Readonly<{ from: string; to: string }>[] {
  return UNITS.flatMap((from) => {
    const unit = ledger.state({ stream: unitStream(from), fold: unitHistories }).acts;
    return (unit?.successors ?? []).map((to) => ({ from, to }));
  });
}

/** From who acts as head to whom the year chose, mostly. */
function handedOver(turn: Turn): readonly BlocCommand[] {
  const on = turn.onBloc('2025-01-20');
  const bloc = turn.seen(blocReading(BLOC));
  const from = bloc === undefined ? undefined : dutyInHand(bloc, lastDayOf(on.occurredOn))?.head;
  const to = turn.year === undefined ? undefined : leadersDecided(turn.year, '2025').head;
  const of = { ...on, from: turn.rather(3, from, turn.other), to: turn.rather(2, to, turn.unit) };
  return [
    { type: 'HandOverDuty', data: { ...of, forYear: '2025', decidedIn: '2024' } },
    { type: 'HandOverFlag', data: of },
  ];
}

/** What happens to units and to the bloc, and the frame and the pledge of the year. */
export const MOVES_OF_BLOC = {
  rename: (turn) => [
    {
      type: 'RenameUnit',
      data: { unitId: turn.unit, occurredOn: turn.on(SPRING).occurredOn, name: nameOf(`Tên ${turn.number(1)}`) },
    },
    ...(turn.mostly(2, 2) ? taken(turn) : []),
  ],
  merge: (turn) => [
    { type: 'MergeUnit', data: { unitId: turn.unit, occurredOn: turn.on(AFTER).occurredOn, into: turn.other } },
  ],
  renameBloc: (turn) => [
    { type: 'RenameBloc', data: { ...turn.onBloc(SPRING), name: { vi: `Cụm ${turn.number(1)}` } } },
    ...(turn.mostly(2, 2) ? taken(turn) : []),
  ],
  leave: (turn) => [
    { type: 'WithdrawMember', data: { ...turn.onBloc(SPRING), unitId: turn.unit, reason: 'Sắp xếp lại' } },
    ...(turn.mostly(1) ? taken(turn) : []),
  ],
  join: (turn) => [
    {
      type: 'AdmitMember',
      data: {
        ...turn.onBloc('2024-09-01'),
        unitId: turn.mostly(1, 3) ? turn.pick(0, ['ha-giang', 'yen-bai']) : turn.unit,
      },
    },
    ...(turn.mostly(2) ? taken(turn) : []),
  ],
  comeBack: (turn) => [
    { type: 'WithdrawMember', data: { ...turn.onBloc('2024-03-01'), unitId: turn.unit, reason: 'Sắp xếp lại' } },
    { type: 'AdmitMember', data: { ...turn.onBloc('2024-09-01'), unitId: turn.unit } },
    ...(turn.mostly(1) ? taken(turn) : []),
  ],
  declareSize: (turn) => [
    { type: 'DeclareBlocSize', data: { ...turn.onBloc(SPRING), size: 3 + (turn.number(0) % 4) } },
    ...(turn.mostly(1) ? taken(turn) : []),
  ],
  takeMembers: taken,
  succeed: (turn) => {
    const { from, to } = turn.some(0, successions(turn)) ?? { from: turn.unit, to: turn.other };
    const of = { ...turn.onBloc('2025-03-01'), from, to };
    return [
      { type: 'SucceedDuty', data: of },
      { type: 'SucceedFlag', data: of },
    ];
  },
  handOver: handedOver,

  adopt: (turn) => [
    { type: 'AdoptRulebook', data: { ...turn.on('2024-01-05'), rulebookId: RULEBOOK, version: turn.pick(0, [2, 1]) } },
  ],
  exempt: (turn) => [{ type: 'ExemptUnit', data: { ...turn.on(SPRING), unitId: turn.unit, reason: 'Mới thành lập' } }],
  skipScoring: (turn) => [
    { type: 'SkipStep', data: { ...turn.on('2024-03-01'), step: 'SCORING', reason: 'Năm nay không chấm điểm' } },
  ],
  skip: (turn) => [
    { type: 'SkipStep', data: { ...turn.on(SPRING), step: turn.pick(0, STEPS), reason: 'Không tổ chức' } },
  ],
  recordHead: (turn) => [{ type: 'RecordHeadOfYear', data: turn.on(SPRING) }],
  close: (turn) => [{ type: 'CloseEmulationYear', data: turn.on('2025-02-01') }],

  agreeContent: (turn) => [
    { type: 'DraftPledge', data: { ...turn.on('2024-02-01'), contents, targets: [] } },
    { type: 'AgreePledgeContent', data: { ...turn.on('2024-02-01'), agreedBy: 'MEMBERS' } },
  ],
  amend: (turn) => {
    const of = { ...turn.on(SPRING), contents, targets: [], reason: 'Điều chỉnh chỉ tiêu' };
    const named = turn.some(1, ['2024-09-30', '2025-02-01'] as LocalDate[]);
    return [{ type: 'AmendPledge', data: turn.mostly(0, 2) || named === undefined ? of : { ...of, deadline: named } }];
  },
  sign: (turn) => [{ type: 'SignPledge', data: { ...turn.on('2024-10-01'), unitId: turn.unit, signatory: chairman } }],
  signAll: (turn) =>
    turn.membersOn('2024-10-01').map((unitId) => ({
      type: 'SignPledge',
      data: { ...turn.on('2024-10-01'), unitId, signatory: chairman },
    })),
  complete: (turn) => [{ type: 'CompletePledge', data: turn.on('2024-03-01') }],
} satisfies Readonly<Record<string, Move>>;

/** What stood before the life: units, the bloc with its members and its head, two versions of a rulebook. */
export function founded(): readonly AnyCommand[] {
  const before = { blocId: BLOC, occurredOn: onDay('2020-01-01') };
  return [
    ...UNITS.map((unitId): AnyCommand => ({
      type: 'RegisterUnit',
      data: { unitId, occurredOn: onDay('2010-01-01'), kind: 'PROVINCE', name: nameOf(unitId) },
    })),
    {
      type: 'EstablishBloc',
      data: {
        ...before,
        kind: 'CLUSTER',
        name: { vi: 'Cụm thi đua' },
        labels: { head: { vi: 'Trưởng cụm' }, deputy: { vi: 'Phó Trưởng cụm' } },
        aliases: [],
        parent: { kind: 'EXTERNAL', name: 'Hội đồng Thi đua - Khen thưởng' },
      },
    },
    ...MEMBERS.map((unitId): AnyCommand => ({ type: 'AdmitMember', data: { ...before, unitId } })),
    {
      type: 'EstablishFirstLeadership',
      data: {
        ...{ ...before, occurredOn: onDay('2024-01-02') },
        ...{ forYear: '2024', head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }], flagHolder: 'lao-cai' },
      },
    },
  ];
}

/** The year is open, by the first version of the rulebook where it `adopts` one. */
export function opened(adopts: boolean): readonly AnyCommand[] {
  const on = { blocId: BLOC, year: '2024', occurredOn: onDay('2024-01-03') };
  return [
    {
      type: 'OpenEmulationYear',
      data: {
        ...on,
        label: { vi: 'Năm 2024' },
        period: { from: '2024-01-01' as LocalDate, to: '2024-12-31' as LocalDate },
      },
    },
    ...(adopts ? [{ type: 'AdoptRulebook' as const, data: { ...on, rulebookId: RULEBOOK, version: 1 } }] : []),
  ];
}
