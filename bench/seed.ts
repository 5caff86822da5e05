import type { BlocCommand } from '../src/blocs/bloc.commands.js';
import type { Ledger } from '../src/deciding/ledger.js';
import type { EmulationYearCommand } from '../src/emulation-years/emulation-year.commands.js';
import type { NewEvent, Origin, Recorded } from '../src/kernel/event.js';
import type { LocalDate } from '../src/kernel/instant.js';
import { onDay } from '../src/kernel/partial-date.js';
import { ledgerOn } from '../src/ledger-on.js';
import type { EventStore } from '../src/log/event-store.js';
import { InMemoryEventStore } from '../src/log/in-memory/in-memory-event-store.js';
import { council, representativeOf, secretary } from '../test/support/mothers/origins.js';
import { members, rulebook, SEVEN } from '../test/support/mothers/seven-provinces.js';

export const YEAR = '2024';
export const UNITS = SEVEN;
/** Enough ballots that a load never runs out of votes to cast. */
export const BALLOTS = ['suy-ton-1', 'suy-ton-2', 'suy-ton-3', 'suy-ton-4', 'suy-ton-5', 'suy-ton-6'];
export const QUESTION = 'co-chinh-phu';
/** The scores of one unit for the three parts of the rulebook of the seven provinces. */
export const LINES = [
  { criterionId: 'phan-1', mark: '575.50' },
  { criterionId: 'phan-2', mark: '285.00' },
  { criterionId: 'phan-3', mark: '89.25' },
];

/** The day of the session at which the seeded ballots are open: hands are raised on it. */
export const SESSION_DAY = onDay('2025-03-21');

const FIRST_BLOC = 'cum-00000';
const RULEBOOK = 'quy-che-cham-diem';
const APPENDS_AT_ONCE = 256;

/** The bloc with that number: `cum-00042`. */
export function blocOf(number: number): string {
  return `cum-${String(number).padStart(5, '0')}`;
}

/** Facts that stand once, and facts that are repeated for every bloc. */
export type Seed = Readonly<{ common: readonly Recorded[]; ofBloc: readonly Recorded[] }>;

/**
 * Decides, by the ledger's own deciders, seven units, a rulebook, and one bloc with an open year: pledged, scored by
 * its units, in session, with open ballots and a run of `statistics` recorded.
 */
export async function seedOf(statistics: number): Promise<Seed> {
  const store = new InMemoryEventStore();
  const common = await recordedBy(store, () => decideCommon(ledgerOn(store)));
  const ofBloc = await recordedBy(store, () => decideBloc(ledgerOn(store), statistics));
  return { common, ofBloc };
}

/** Appends the common facts once and the bloc many times under new names. `seeded` gets the number of events so far. */
export async function sow(
  store: EventStore,
  { common, ofBloc }: Seed,
  { blocs, seeded }: Readonly<{ blocs: number; seeded: (events: number) => void }>,
): Promise<number> {
  let events = 0;
  const append = async (stream: string, facts: readonly NewEvent[]): Promise<void> => {
    await store.append(stream, 'absent', facts);
    events += facts.length;
  };
  for (const [stream, facts] of byStream(common)) await append(stream, facts);
  const template = JSON.stringify([...byStream(ofBloc)]);
  const waiting = new Set<Promise<void>>();
  for (let number = 0; number < blocs; number += 1) {
    const copy = JSON.parse(template.replaceAll(FIRST_BLOC, blocOf(number))) as [string, NewEvent[]][];
    for (const [stream, facts] of copy) {
      const ids = facts.map((fact) => ({ ...fact, id: crypto.randomUUID() }));
      const appended = append(stream, ids).finally(() => waiting.delete(appended));
      waiting.add(appended);
    }
    if (waiting.size >= APPENDS_AT_ONCE) {
      await Promise.all(waiting);
      seeded(events);
    }
  }
  await Promise.all(waiting);
  return events;
}

async function recordedBy(store: EventStore, decide: () => Promise<void>): Promise<readonly Recorded[]> {
  const before = await store.head();
  await decide();
  const recorded: Recorded[] = [];
  for await (const batch of store.readAll(before)) recorded.push(...batch);
  return recorded;
}

function byStream(events: readonly Recorded[]): ReadonlyMap<string, readonly NewEvent[]> {
  const streams = new Map<string, NewEvent[]>();
  for (const { stream, id, type, data, metadata } of events) {
    const facts = streams.get(stream) ?? [];
    streams.set(stream, facts);
    facts.push({ id, type, data, metadata });
  }
  return streams;
}

function requestedBy(origin: Origin) {
  const idempotencyKey = crypto.randomUUID();
  return { origin, mode: { kind: 'ACT' }, idempotencyKey, correlationId: idempotencyKey, policy: 1 } as const;
}

async function decideCommon(ledger: Ledger): Promise<void> {
  const occurredOn = onDay('2008-01-01');
  for (const { unitId, kind, name } of members) {
    const command = { type: 'RegisterUnit', data: { unitId, occurredOn, kind, name } } as const;
    await ledger.decide({ command, requested: requestedBy(council) });
  }
  const command = { type: 'PublishRulebook', data: { rulebookId: RULEBOOK, occurredOn, content: rulebook } } as const;
  await ledger.decide({ command, requested: requestedBy(council) });
}

async function decideBloc(ledger: Ledger, statistics: number): Promise<void> {
  for (const command of blocCommands()) {
    await ledger.decide({ command, requested: requestedBy(council) });
  }
  const say = (command: EmulationYearCommand, origin: Origin = secretary(FIRST_BLOC)): Promise<unknown> =>
    ledger.decide({ command, requested: requestedBy(origin) });
  for (const command of openingCommands()) await say(command);
  for (const unitId of UNITS) await say(signing(unitId), representativeOf(unitId));
  for (const command of sessionCommands()) await say(command);
  for (const unitId of UNITS) await say(selfScore(unitId), representativeOf(unitId));
  for (let number = 0; number < statistics; number += 1) await say(statistic(number));
}

function blocCommands(): readonly BlocCommand[] {
  const on = (day: string) => ({ blocId: FIRST_BLOC, occurredOn: onDay(day) });
  const labels = { head: { vi: 'Trưởng cụm' }, deputy: { vi: 'Phó Trưởng cụm' } };
  const parent = { kind: 'EXTERNAL', name: 'Hội đồng Thi đua - Khen thưởng Trung ương' } as const;
  const name = { vi: `Cụm thi đua ${FIRST_BLOC}` };
  return [
    { type: 'EstablishBloc', data: { ...on('2008-01-01'), kind: 'CLUSTER', name, labels, aliases: [], parent } },
    ...UNITS.map((unitId) => ({ type: 'AdmitMember', data: { ...on('2008-01-02'), unitId } }) as const),
    {
      type: 'EstablishFirstLeadership',
      data: {
        ...on('2024-01-02'),
        forYear: YEAR,
        head: 'lao-cai',
        deputies: [{ unitId: 'cao-bang', ordinal: 1 }],
        flagHolder: 'lao-cai',
      },
    },
  ];
}

const about = (day: string) => ({ blocId: FIRST_BLOC, year: YEAR, occurredOn: onDay(day) });

function openingCommands(): readonly EmulationYearCommand[] {
  const period = { from: '2024-01-01' as LocalDate, to: '2024-12-31' as LocalDate };
  const contents = [{ number: 1, text: { vi: 'Hoàn thành các chỉ tiêu phát triển kinh tế - xã hội' } }];
  return [
    { type: 'OpenEmulationYear', data: { ...about('2024-01-03'), label: { vi: 'Năm thi đua 2024' }, period } },
    { type: 'AdoptRulebook', data: { ...about('2024-01-04'), rulebookId: RULEBOOK, version: 1 } },
    { type: 'DraftPledge', data: { ...about('2024-02-01'), contents, targets: [] } },
    { type: 'AgreePledgeContent', data: { ...about('2024-03-01'), agreedBy: 'MEMBERS' } },
  ];
}

function signing(unitId: string): EmulationYearCommand {
  const signatory = { name: 'Trịnh Xuân Trường', office: 'Chủ tịch UBND tỉnh', officeCode: 'CHAIRMAN' };
  return { type: 'SignPledge', data: { ...about('2024-03-20'), unitId, signatory } };
}

function sessionCommands(): readonly EmulationYearCommand[] {
  const on = { blocId: FIRST_BLOC, year: YEAR, occurredOn: SESSION_DAY };
  const days = { from: on.occurredOn, to: on.occurredOn };
  const attendees = UNITS.map(
    (unitId) => ({ person: { name: `Đại diện ${unitId}` }, unitId, role: 'MEMBER' }) as const,
  );
  const questions = [{ questionId: QUESTION, unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' }];
  const terms = { sessionId: 'tru-bi', purpose: 'COMMENDATION', method: 'SHOW_OF_HANDS', questions, seats: 1 } as const;
  return [
    {
      type: 'ConveneSession',
      data: { ...on, ...days, sessionId: 'tru-bi', kind: 'PREPARATORY', online: false, agenda: [] },
    },
    { type: 'RecordAttendance', data: { ...on, sessionId: 'tru-bi', attendees } },
    { type: 'SkipStep', data: { ...on, step: 'SCORING', reason: 'Bỏ phiếu trước khi chấm điểm' } },
    ...BALLOTS.map((ballotId) => ({ type: 'OpenBallot', data: { ...on, ...terms, ballotId } }) as const),
  ];
}

function selfScore(unitId: string): EmulationYearCommand {
  return { type: 'SubmitSelfScore', data: { ...about('2025-03-22'), unitId, scope: {}, lines: LINES } };
}

function statistic(number: number): EmulationYearCommand {
  const quantity = { value: String(113_000 + number), qualifier: 'EXACT', unit: 'lao động' } as const;
  const id = { statisticId: 'viec-lam-moi', title: 'Lao động có việc làm mới' };
  return { type: 'RecordStatistic', data: { ...about('2025-03-22'), ...id, quantity } };
}
