import type { YearCommand } from '../../src/emulation-years/course/course.commands.js';
import { courseDecisions } from '../../src/emulation-years/course/course.decider.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { yearHistories, type EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import { decider, refuse } from '../../src/kernel/decider.js';
import { decideBy } from '../../src/kernel/decisions.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { scenarios } from './given.js';
import { allStanding, blocStanding, inYear } from './mothers/seven-provinces.js';

/** Decides the course of a year: its opening, its members, its rulebook, its close. */
export const year = decider<YearCommand, EmulationYear | undefined, EmulationYearEvent>({
  fold: yearHistories,
  *decide(command, known) {
    if (command.type === 'OpenEmulationYear') return yield* courseDecisions.OpenEmulationYear.decide(command, known);
    if (known === undefined) return yield* refuse('UNKNOWN_YEAR');
    return yield* decideBy(courseDecisions, command, known);
  },
});
export const given = scenarios(year, { gathered: [blocStanding(), ...allStanding] });

export const day = (text: string) => text as LocalDate;
export const NOT_YET = { from: day('2024-01-01'), to: day('2024-12-31') };

export function opening(period = NOT_YET, on = '2024-01-02'): YearCommand {
  return {
    type: 'OpenEmulationYear',
    data: { ...inYear(on), label: { vi: 'Năm thi đua 2024' }, period },
  };
}
