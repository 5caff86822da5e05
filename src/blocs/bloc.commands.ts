import type { Command } from '../kernel/decider.js';
import type {
  BlocAliasAdded,
  BlocDissolved,
  BlocEstablished,
  BlocRenamed,
  BlocSizeDeclared,
  DutyHandedOver,
  DutySucceeded,
  FirstLeadershipEstablished,
  FlagSucceeded,
  MemberAdmitted,
  MemberWithdrawn,
  RotatingFlagHandedOver,
} from './bloc.events.js';

export type EstablishBloc = Command<'EstablishBloc', BlocEstablished['data']>;
export type RenameBloc = Command<'RenameBloc', BlocRenamed['data']>;
export type DissolveBloc = Command<'DissolveBloc', BlocDissolved['data']>;
export type AddBlocAlias = Command<'AddBlocAlias', BlocAliasAdded['data']>;
export type DeclareBlocSize = Command<'DeclareBlocSize', BlocSizeDeclared['data']>;
export type AdmitMember = Command<'AdmitMember', MemberAdmitted['data']>;
/** All members that another bloc has on that day, but for those that are named; an ended one is represented by who goes on with its work. */
export type AdmitMembersOf = Command<
  'AdmitMembersOf',
  Omit<MemberAdmitted['data'], 'unitId'> & { from: string; without?: readonly string[] }
>;
export type WithdrawMember = Command<'WithdrawMember', MemberWithdrawn['data']>;
export type EstablishFirstLeadership = Command<'EstablishFirstLeadership', FirstLeadershipEstablished['data']>;
/** The deputies come from the gathered elections and designations, not from the caller. */
export type HandOverDuty = Command<'HandOverDuty', Omit<DutyHandedOver['data'], 'deputies'>>;
export type HandOverFlag = Command<'HandOverFlag', RotatingFlagHandedOver['data']>;
/** The day of the merger is gathered from the absorbed unit's stream. */
export type SucceedDuty = Command<'SucceedDuty', Omit<DutySucceeded['data'], 'mergedOn'>>;
export type SucceedFlag = Command<'SucceedFlag', Omit<FlagSucceeded['data'], 'mergedOn'>>;

export type BlocCommand =
  | EstablishBloc
  | RenameBloc
  | DissolveBloc
  | AddBlocAlias
  | DeclareBlocSize
  | AdmitMember
  | AdmitMembersOf
  | WithdrawMember
  | EstablishFirstLeadership
  | HandOverDuty
  | HandOverFlag
  | SucceedDuty
  | SucceedFlag;
