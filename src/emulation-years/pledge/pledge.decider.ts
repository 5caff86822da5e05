import {
  breach,
  mustSay,
  mustSayWhy,
  refuse,
  type Checks,
  type Circumstances,
  type Deciding,
} from '../../kernel/decider.js';
import type { Decisions } from '../../kernel/decisions.js';
import { mustBeInOrder, mustFollow } from '../../kernel/happened.js';
import { firstDayOf, onDay } from '../../kernel/partial-date.js';
import { nameFolded } from '../../kernel/text.js';
import type { PledgeRules, Rulebook } from '../../rulebooks/rulebook.values.js';
import { unitAmong } from '../../units/unit.standing.js';
import type { OfficeHolder } from '../../units/unit.values.js';
import { mustKnowForms, mustHaveRulebook } from '../frame/adopted-rulebook.js';
import { memberNamed, type YearFrame } from '../frame/frame.fold.js';
import { mustBeMember } from '../frame/membership.js';
import type {
  AgreePledgeContent,
  AmendPledge,
  CompletePledge,
  DeferPledgeSigning,
  DraftPledge,
  PledgeCommand,
  RegisterTitles,
  SignPledge,
  WaivePledgeDeadline,
} from './pledge.commands.js';
import { completedBy } from './pledge.completion.js';
import type { PledgeEvent, PledgeSigned } from './pledge.events.js';
import { deadlineAfter } from './pledge.values.js';
import { hasSigned, type PledgeState, type PledgeYear } from './pledge.fold.js';
import type { Signatory } from './pledge.values.js';

/** The pledge (giao ước thi đua): drafted, agreed, signed by each unit in its own time; amended and signed again. */
export const pledgeDecisions: Decisions<PledgeCommand, PledgeYear, PledgeEvent> = {
  DraftPledge: { actor: 'HEAD', decide: draft },
  AgreePledgeContent: { actor: 'HEAD', decide: agree },
  AmendPledge: { actor: 'HEAD', decide: amend },
  CompletePledge: { actor: 'HEAD', decide: complete },
  WaivePledgeDeadline: { actor: 'HEAD', decide: waive },
  SignPledge: { actor: 'UNIT', decide: sign },
  DeferPledgeSigning: { actor: 'UNIT', decide: defer },
  RegisterTitles: { actor: 'UNIT', decide: register },
};

function* draft({ data }: DraftPledge, year: PledgeYear): Deciding<PledgeEvent> {
  yield* mustBeCoherent(data, year.frame);
  if (year.pledge.frozen) yield breach('PLEDGE_FROZEN');
  return [{ type: 'PledgeDrafted', data }];
}

/** Of a claim without a draft the contents are simply not known. */
function* agree(command: AgreePledgeContent & Circumstances, { pledge }: PledgeYear): Deciding<PledgeEvent> {
  const { data } = command;
  yield* mustSay(command, data.agreedBy, { kind: 'origin of the content', field: '/agreedBy' });
  if (pledge.frozen) yield breach('PLEDGE_FROZEN');
  if (pledge.draft === undefined) yield breach('INVALID_TRANSITION', { step: 'DRAFT' });
  const { contents, targets } = pledge.draft ?? { contents: [], targets: [] };
  return [{ type: 'PledgeContentAgreed', data: { ...data, version: pledge.version + 1, contents, targets } }];
}

/** The last signature completes the pledge. Who attends, who represents and who signs are three things (G9). */
function* sign(command: SignPledge & Circumstances, { frame, pledge }: PledgeYear): Deciding<PledgeEvent> {
  const { data, gathered } = command;
  yield* mustBeMember(frame, data.unitId, data.occurredOn, gathered);
  if (pledge.version === 0) yield breach('CONTENT_NOT_AGREED');
  const rules = (yield* rulebookIfKnown(command, frame))?.pledge ?? NO_TERMS;
  yield* mustMeetDeadline(data, pledge, rules);
  yield* mustBeUnsigned(data, frame, pledge);
  yield* mustBeAuthorised(command, frame, rules);
  yield* mustFollow(command, pledge.contentOn, data.occurredOn, 'SIGNATURE');
  const signed: PledgeSigned = { type: 'PledgeSigned', data: { ...data, version: pledge.version } };
  return [signed, ...completedBy(signed, pledge, frame)];
}

/** By acts nobody says that all have signed: each signature says it, and the last one completes the pledge. */
function* complete(command: CompletePledge & Circumstances, { pledge }: PledgeYear): Deciding<PledgeEvent> {
  yield* mustSay(command, undefined, { kind: 'signatures', field: '/signatures' });
  if (pledge.version === 0) yield breach('CONTENT_NOT_AGREED');
  return [{ type: 'PledgeCompleted', data: { ...command.data, version: pledge.version } }];
}

function* defer(command: DeferPledgeSigning & Circumstances, { frame, pledge }: PledgeYear): Deciding<PledgeEvent> {
  const { data, gathered } = command;
  yield* mustBeMember(frame, data.unitId, data.occurredOn, gathered);
  yield* mustBeUnsigned(data, frame, pledge);
  yield* mustSayWhy(command);
  return [{ type: 'PledgeSigningDeferred', data }];
}

/** R06: the way to change what has been signed. Every member signs the new version. */
function* amend(command: AmendPledge & Circumstances, { frame, pledge }: PledgeYear): Deciding<PledgeEvent> {
  const { data } = command;
  yield* mustBeCoherent(data, frame);
  if (pledge.version === 0) yield breach('CONTENT_NOT_AGREED');
  yield* mustSayWhy(command);
  return [{ type: 'PledgeAmended', data: { ...data, version: pledge.version + 1 } }];
}

function* waive(command: WaivePledgeDeadline & Circumstances, { frame, pledge }: PledgeYear): Deciding<PledgeEvent> {
  const { data } = command;
  const until = yield* mustSay(command, data.until, { kind: 'waiver day', field: '/until' });
  yield* mustBeMember(frame, data.unitId, data.occurredOn);
  yield* mustBeUnsigned(data, frame, pledge);
  if (until !== undefined) yield* mustBeInOrder(data.occurredOn, onDay(until), 'WAIVED_UNTIL');
  yield* mustSayWhy(command);
  return [{ type: 'PledgeDeadlineWaived', data }];
}

function* register(command: RegisterTitles & Circumstances, { frame }: PledgeYear): Deciding<PledgeEvent> {
  const { data, gathered } = command;
  yield* mustBeMember(frame, data.unitId, data.occurredOn, gathered);
  const rulebook = yield* rulebookIfKnown(command, frame);
  if (rulebook !== undefined) yield* mustKnowForms(data.forms, rulebook);
  return [{ type: 'TitlesRegistered', data }];
}

/** The rulebook that an act stands on. A report may know a signature and not its terms. */
function* rulebookIfKnown({ mode }: Circumstances, frame: YearFrame): Checks<Rulebook | undefined> {
  return mode.kind === 'ACT' ? (yield* mustHaveRulebook(frame)).content : frame.rulebook?.content;
}

/** Any office, no deadline: all that can be asked of a signature whose terms are unknown. */
const NO_TERMS: PledgeRules = { authorisedOffices: [], requiredForScoring: false };

/**
 * R05: the day of the signature counts, not the day it is recorded; of a partial date the first that it can mean. A
 * waiver moves the deadline of one unit.
 */
function* mustMeetDeadline(data: SignPledge['data'], pledge: PledgeState, rules: PledgeRules): Checks {
  const ofAll = deadlineAfter(pledge.amendments, rules.deadline);
  if (ofAll === undefined) return;
  const until = Object.hasOwn(pledge.waived, data.unitId) ? pledge.waived[data.unitId] : ofAll;
  // A source lets the unit sign later and does not say until when: nothing is known to be too late.
  if (until === undefined) return;
  const deadline = until > ofAll ? until : ofAll;
  if (firstDayOf(data.occurredOn) > deadline) yield breach('PLEDGE_DEADLINE_PASSED', { date: deadline });
}

/** R02: once for each version of the content. */
function* mustBeUnsigned(
  { unitId, year }: Readonly<{ unitId: string; year: string }>,
  frame: YearFrame,
  pledge: PledgeState,
): Checks {
  if (hasSigned(pledge, unitId)) yield* refuse('ALREADY_SIGNED', { unit: memberNamed(frame, unitId), unitId, year });
}

/** Who signs, in which office: all of it of an act, of a claim what its source tells. */
function* mustSayWhoSigns(command: SignPledge & Circumstances): Checks<Signatory> {
  const { signatory = {} } = command.data;
  for (const part of ['name', 'office', 'officeCode'] as const) {
    yield* mustSay(command, signatory[part], { kind: 'signatory', field: `/signatory/${part}` });
  }
  return signatory;
}

/** R04: who signs may sign by the rulebook, and where offices are registered is one of those who hold them. */
function* mustBeAuthorised(
  command: SignPledge & Circumstances,
  frame: YearFrame,
  { authorisedOffices }: PledgeRules,
): Checks {
  const signatory = yield* mustSayWhoSigns(command);
  const { unitId } = command.data;
  const wrong =
    officeThatMayNot(signatory, authorisedOffices) ??
    holdersWithout(signatory, unitAmong(command.gathered, unitId)?.officeHolders);
  if (wrong === undefined) return;
  const { name, office, officeCode } = signatory;
  const person = name ?? office ?? officeCode ?? '–';
  yield breach('SIGNATORY_NOT_AUTHORISED', { person, ...wrong, unit: memberNamed(frame, unitId), unitId });
}

/** An empty list authorises every office. Of an office that a source does not tell nothing is known to be wrong. */
function officeThatMayNot({ officeCode }: Signatory, allowed: PledgeRules['authorisedOffices']) {
  const mayNot = officeCode !== undefined && allowed.length > 0 && !allowed.includes(officeCode);
  return mayNot ? { officeCode, allowed } : undefined;
}

/** Decision 33: where the unit has registered who holds which office on that day, the signatory is one of them. */
function holdersWithout(signatory: Signatory, holders: readonly OfficeHolder[] = []) {
  const isNone = holders.length > 0 && !holders.some((holder) => canBe(holder, signatory));
  return isNone ? { registered: holders.map(({ name }) => name) } : undefined;
}

/** Whether the signatory, as far as it is told who that is, can be this office holder. */
function canBe(holder: OfficeHolder, { name, officeCode = holder.officeCode }: Signatory): boolean {
  const isInOffice = holder.officeCode === undefined || holder.officeCode === officeCode;
  return isInOffice && (name === undefined || nameFolded(name) === nameFolded(holder.name));
}

/** Each number is there once, and each target belongs to a member and to a heading that exists. */
function* mustBeCoherent(data: DraftPledge['data'] | AmendPledge['data'], frame: YearFrame): Checks {
  const numbers = data.contents.map(({ number }) => number);
  const twice = numbers.find((number, place) => numbers.indexOf(number) !== place);
  if (twice !== undefined) yield* refuse('ALREADY_EXISTS', { kind: 'pledge content', id: twice, name: twice });
  for (const { unitId, content } of data.targets) {
    if (!numbers.includes(content)) {
      yield* refuse('UNKNOWN_REFERENCE', { kind: 'pledge content', id: content, allowed: numbers.map(String) });
    }
    yield* mustBeMember(frame, unitId, data.occurredOn);
  }
}
