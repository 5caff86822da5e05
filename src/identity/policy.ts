import type { BlocCommand } from '../blocs/bloc.commands.js';
import type { EmulationYearCommand } from '../emulation-years/emulation-year.commands.js';
import { ROLES, type Role } from '../kernel/event.js';
import type { RulebookCommand } from '../rulebooks/rulebook.commands.js';
import type { UnitCommand } from '../units/unit.commands.js';

/** Every request the ledger knows, by its name. */
export type CommandType = (UnitCommand | BlocCommand | RulebookCommand | EmulationYearCommand)['type'];

/** The version of the tables below, kept with every event. Change a table, raise the number. */
export const POLICY_VERSION = 1;

const REGISTRARS = ['administrator', 'council'] as const;
const COUNCIL = ['council'] as const;
const SECRETARY = ['secretary'] as const;
/** The bloc's secretary, and a representative where the own unit presides: the decider knows whose unit that is. */
const HEAD = ['secretary', 'representative'] as const;
const COUNCIL_OR_HEAD = ['council', ...HEAD] as const;
const COUNCIL_OR_SECRETARY = ['council', 'secretary'] as const;
/** By the unit's own hand; the secretary records what it did on paper or by hand in the hall, on its behalf. */
const UNIT = ['representative', 'secretary'] as const;
const APPRAISER = ['appraiser'] as const;

/**
 * Which roles may send which command as an act (domain.md b.4). A new command without a line does not compile.
 * Whose unit, whose score, whose turn: those are the deciders' rules, with codes of their own.
 */
export const MAY_SEND: Record<CommandType, readonly Role[]> = {
  RegisterUnit: REGISTRARS,
  RenameUnit: REGISTRARS,
  MergeUnit: REGISTRARS,
  DissolveUnit: REGISTRARS,
  AppointRepresentative: REGISTRARS,
  RelieveRepresentative: REGISTRARS,

  EstablishBloc: COUNCIL,
  RenameBloc: COUNCIL,
  AddBlocAlias: COUNCIL,
  AdmitMember: COUNCIL,
  WithdrawMember: COUNCIL,
  EstablishFirstLeadership: COUNCIL,
  HandOverDuty: HEAD,
  HandOverFlag: HEAD,
  SucceedDuty: COUNCIL_OR_SECRETARY,
  SucceedFlag: COUNCIL_OR_SECRETARY,

  PublishRulebook: COUNCIL,

  OpenEmulationYear: HEAD,
  UpdateYearMembers: HEAD,
  RecordHeadOfYear: HEAD,
  AdoptRulebook: HEAD,
  ExemptUnit: HEAD,
  SkipStep: HEAD,
  CloseEmulationYear: HEAD,

  DraftPledge: HEAD,
  AgreePledgeContent: HEAD,
  AmendPledge: HEAD,
  WaivePledgeDeadline: HEAD,
  SignPledge: UNIT,
  DeferPledgeSigning: UNIT,
  RegisterTitles: UNIT,

  SubmitSelfScore: UNIT,
  ReviseSelfScore: UNIT,
  ExplainScore: UNIT,
  AppraiseScore: APPRAISER,
  ReturnScore: APPRAISER,
  RecordDeduction: APPRAISER,
  RecordBonus: APPRAISER,
  AdoptScoreReport: APPRAISER,
  AgreeScore: HEAD,
  ExcludeUnit: HEAD,
  LiftExclusion: HEAD,
  ReopenScoring: HEAD,
  CorrectRecord: HEAD,
  RecordCrossInspection: HEAD,

  ComputeRanking: HEAD,
  AgreeRanking: HEAD,
  BreakTie: HEAD,
  ClassifyUnit: HEAD,
  PublishResult: HEAD,

  ConveneSession: HEAD,
  RecordAttendance: HEAD,
  CloseSession: HEAD,
  RecordRecommendation: HEAD,

  OpenBallot: HEAD,
  AppointTellers: HEAD,
  CloseBallot: HEAD,
  BreakBallotTie: HEAD,
  RecordUnanimousAssent: HEAD,
  RecordAgreedList: HEAD,
  CastVote: UNIT,
  SubmitWrittenOpinion: UNIT,
  WithdrawFromBallot: UNIT,
  RecordObjection: UNIT,

  NominateHead: UNIT,
  NominateDeputy: UNIT,
  ElectHead: HEAD,
  ElectDeputy: HEAD,
  DesignateHead: COUNCIL_OR_HEAD,
  DesignateDeputy: COUNCIL_OR_HEAD,

  ProposeCommendation: HEAD,
  NameProposalRecipient: HEAD,
  WithdrawProposal: HEAD,
  ConferAward: HEAD,
  NameAwardRecipient: HEAD,
  RecordCommendationSummary: HEAD,
  RecordStatistic: HEAD,
};

/** Who may enter a fact of the past from a source (b.3), whatever the command. */
export const MAY_CLAIM: readonly Role[] = COUNCIL_OR_SECRETARY;

/** Who may record what a unit did on paper or by hand. */
export const MAY_ACT_ON_BEHALF: readonly Role[] = SECRETARY;

/** What there is to read, from what everybody may see to what only auditors may. */
export type Readable =
  /** Names of units and blocs, pledges, published results and histories. */
  | 'PUBLISHED'
  /** The working papers of a year: scores, ballots, proposals, rulebooks. */
  | 'RECORD'
  /** Every event of a decision, with its origin. */
  | 'AUDIT'
  /** Figures about the service itself. */
  | 'METRICS';

/** Which roles may read what. Rows that are not published yet are withheld by the queries themselves. */
export const MAY_READ: Record<Readable, readonly Role[]> = {
  PUBLISHED: ROLES,
  RECORD: ['administrator', 'council', 'secretary', 'representative', 'appraiser', 'inspector'],
  AUDIT: ['administrator', 'council', 'secretary', 'inspector'],
  METRICS: ['administrator', 'inspector'],
};
