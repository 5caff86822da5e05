import type { BlocCommand } from '../../src/blocs/bloc.commands.js';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { yearHistories, type EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import { emulationYearStream } from '../../src/emulation-years/frame/frame.events.js';
import { membersOn } from '../../src/emulation-years/frame/frame.fold.js';
import type { InYear } from '../../src/emulation-years/frame/frame.values.js';
import type { Reading } from '../../src/deciding/gathering.js';
import type { Histories } from '../../src/kernel/decider.js';
import type { Event, Origin } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { RulebookCommand } from '../../src/rulebooks/rulebook.commands.js';
import { ACTORS } from '../../src/slices.js';
import type { UnitCommand } from '../../src/units/unit.commands.js';
import { appraiserOf, council, report, secretary, secretaryFor } from '../support/mothers/origins.js';
import { BLOC, inYear } from '../support/mothers/seven-provinces.js';
import type { Ledger, Sent } from './ledger.js';

/** The units of the lives: four members from the beginning, and two that may come. */
export const MEMBERS = ['lao-cai', 'cao-bang', 'dien-bien', 'lang-son'] as const;
export const UNITS = [...MEMBERS, 'ha-giang', 'yen-bai'] as const;

/** Days of a year 2024, before it and after it; the first ones are the simplest to read in a counterexample. */
export const DAYS = [
  '2025-01-10',
  '2024-06-30',
  '2024-12-31',
  '2025-03-01',
  '2024-03-01',
  '2025-01-15',
  '2024-09-01',
  '2023-12-01',
] as const;

/** As little as a source may know of a day. */
export const PARTIAL = ['2024', '2025-01', '2025'] as const;

/** The closing conference of the lives. */
export const SESSION = 'tong-ket';

export const YEAR = { stream: emulationYearStream(BLOC, '2024'), fold: yearHistories } as const;

/** What is drawn for a move: numbers by which it chooses, a day in place of the usual one, and whether a source tells it. */
export type Drawn = Readonly<{ n: readonly number[]; day?: string; claim: boolean }>;

export type AnyCommand = UnitCommand | BlocCommand | RulebookCommand | EmulationYearCommand;

/** A turn in a life: what stands by now, and the choices drawn for the next move. */
export class Turn {
  readonly claim: boolean;

  constructor(
    readonly ledger: Ledger,
    private readonly drawn: Drawn,
  ) {
    this.claim = drawn.claim;
  }

  /** The entry of the list that the number at that place chooses. */
  pick<const Entry>(place: number, list: readonly [Entry, ...Entry[]]): Entry {
    return list[this.number(place) % list.length] ?? list[0];
  }

  /** Of a list that may be empty. */
  some<Entry>(place: number, list: readonly Entry[]): Entry | undefined {
    return list[this.number(place) % Math.max(1, list.length)];
  }

  /** Yes, but for one in so many. */
  mostly(place: number, of = 4): boolean {
    return this.number(place) % of !== of - 1;
  }

  /** Mostly the first, where it is known. */
  rather<Choice>(place: number, first: Choice | undefined, other: Choice): Choice {
    return first !== undefined && this.mostly(place) ? first : other;
  }

  number(place: number): number {
    return this.drawn.n[place] ?? 0;
  }

  get unit(): string {
    return this.pick(0, UNITS);
  }

  get other(): string {
    return this.pick(1, UNITS);
  }

  on(usual: string): InYear {
    return inYear(this.drawn.day ?? usual);
  }

  /** Of a fact that is of no year. */
  onBloc(usual: string): Omit<InYear, 'year'> {
    const { blocId, occurredOn } = this.on(usual);
    return { blocId, occurredOn };
  }

  /** Who is a member of the year on that day. */
  membersOn(day: string): readonly string[] {
    return this.year === undefined ? [] : [...new Set(membersOn(this.year.frame, day as LocalDate))];
  }

  get year(): EmulationYear | undefined {
    return this.seen(YEAR);
  }

  /** What such a command is compared with: acts alone, or for a claim all that is known. */
  seen<S, E extends Event>(reading: Reading<Histories<S>, E>): S {
    const { acts, known } = this.ledger.state(reading);
    return this.claim ? known : acts;
  }
}

/** The command as it is sent by who is entitled to it. */
export function sent(command: AnyCommand, claim = false): Sent {
  return {
    command,
    mode: claim ? { kind: 'CLAIM', source: report } : { kind: 'ACT' },
    origin: claim ? claimant(command) : actor(command),
  };
}

function claimant({ data }: AnyCommand): Origin {
  return 'year' in data ? secretary() : council;
}

function actor({ type, data }: AnyCommand): Origin {
  const unitId = 'unitId' in data ? (data.unitId ?? '') : '';
  switch (ACTORS[type]) {
    case 'UNIT':
      return secretaryFor('by' in data && typeof data.by === 'string' ? data.by : unitId);
    case 'SECRETARIAT':
      return appraiserOf(unitId === 'lao-cai' ? 'cao-bang' : 'lao-cai');
    case 'HEAD':
    case 'SUBMITTER':
      return secretary();
    case 'COUNCIL':
    case 'COUNCIL_OR_HEAD':
    case 'COUNCIL_OR_SECRETARY':
    case 'COUNCIL_OR_UNIT':
    case 'REGISTRAR':
    case 'RULE_GIVER':
    case 'LAUNCHER':
    case 'PARTICIPANT':
      return council;
  }
}
