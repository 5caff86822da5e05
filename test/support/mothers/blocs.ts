import type { Deputy } from '../../../src/blocs/bloc.values.js';
import type { BlocCommand } from '../../../src/blocs/bloc.commands.js';
import {
  type BlocEstablished,
  type DutyHandedOver,
  type FirstLeadershipEstablished,
  type MemberAdmitted,
  type MemberWithdrawn,
  type RotatingFlagHandedOver,
} from '../../../src/blocs/bloc.events.js';
import type { Bloc } from '../../../src/blocs/bloc.fold.js';
import type { LeadershipDecided } from '../../../src/blocs/bloc.gathered.js';
import type { Gathered } from '../../../src/kernel/event.js';
import type { LocalDate } from '../../../src/kernel/instant.js';
import { onDay, type PartialDate } from '../../../src/kernel/partial-date.js';
import { holdingOn } from '../../../src/kernel/timeline.js';
import { gathered } from './origins.js';
import { BLOC, BLOC_NAME, SEVEN } from './seven-provinces.js';

/** S2, the standing facts; days before 2024 are [SYN]. */
export const ALIAS = '7 tỉnh miền núi, biên giới phía Bắc';

export function onBloc(day: string): Readonly<{ blocId: string; occurredOn: PartialDate }> {
  return { blocId: BLOC, occurredOn: onDay(day) };
}

export const established: BlocEstablished = {
  type: 'BlocEstablished',
  data: {
    ...onBloc('2008-01-01'),
    kind: 'CLUSTER',
    name: BLOC_NAME,
    labels: { head: { vi: 'Trưởng cụm' }, deputy: { vi: 'Phó Trưởng cụm' } },
    aliases: [{ alias: ALIAS }],
    parent: { kind: 'EXTERNAL', name: 'Hội đồng Thi đua - Khen thưởng Trung ương' },
  },
};

export function admitted(unitId: string, day = '2008-01-02'): MemberAdmitted {
  return { type: 'MemberAdmitted', data: { ...onBloc(day), unitId } };
}

export function withdrawn(unitId: string, day: string): MemberWithdrawn {
  return { type: 'MemberWithdrawn', data: { ...onBloc(day), unitId, reason: 'Sáp nhập' } };
}

/** Lào Cai leads 2024 with Cao Bằng as deputy and holds the flag. */
export function firstLeadership(changes: Partial<FirstLeadershipEstablished['data']> = {}): FirstLeadershipEstablished {
  return {
    type: 'FirstLeadershipEstablished',
    data: {
      ...onBloc('2024-01-15'),
      forYear: '2024',
      head: 'lao-cai',
      deputies: [{ unitId: 'cao-bang', ordinal: 1 }],
      flagHolder: 'lao-cai',
      ...changes,
    },
  };
}

/** Given: the cluster with its seven members. */
export const cluster = [established, ...SEVEN.map((unitId) => admitted(unitId))] as const;
/** Given: the cluster, led by Lào Cai. */
export const led = [...cluster, firstLeadership()] as const;

export function handOverDuty(
  from: string,
  to: string,
  day = '2025-03-22',
): Extract<BlocCommand, { type: 'HandOverDuty' }> {
  return { type: 'HandOverDuty', data: { ...onBloc(day), from, to, forYear: '2025', decidedIn: '2024' } };
}

export function dutyHandedOver(
  from: string,
  to: string,
  changes: Partial<DutyHandedOver['data']> = {},
): DutyHandedOver {
  const { data } = handOverDuty(from, to);
  return { type: 'DutyHandedOver', data: { ...data, deputies: [], ...changes } };
}

/** S2: the persons who handed the flag over and received it at the conference. */
export function flagHandedOver(
  from: string,
  to: string,
  changes: Partial<RotatingFlagHandedOver['data']> = {},
): RotatingFlagHandedOver {
  return {
    type: 'RotatingFlagHandedOver',
    data: {
      ...onBloc('2025-03-22'),
      from,
      to,
      forYear: '2025',
      giver: { name: 'Trịnh Xuân Trường', office: 'Chủ tịch UBND tỉnh Lào Cai' },
      receiver: { name: 'Nguyễn Bích Ngọc', office: 'Phó Chủ tịch Thường trực UBND tỉnh Cao Bằng' },
      place: 'thành phố Lào Cai',
      ...changes,
    },
  };
}

/** The first deputy, the second and so on. */
function ordered(deputies: readonly string[]): readonly Deputy[] {
  return deputies.map((unitId, nth) => ({ unitId, ordinal: nth + 1 }));
}

/** The decision of 2024 about the leadership of 2025, as a command gathers it. */
export function decidedFor2025(head: string, ...deputies: readonly string[]): Gathered {
  const data: LeadershipDecided = { decidedIn: '2024', forYear: '2025', head, deputies: ordered(deputies) };
  return gathered('LeadershipDecided', `emulationYear-${BLOC}--2024`, data);
}

export function flagHolderOn({ flag }: Bloc, day: LocalDate): string | undefined {
  return holdingOn(flag, day);
}
