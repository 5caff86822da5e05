import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EmulationYearEvent } from '../emulation-years/emulation-year.events.js';
import { evolveYear, type EmulationYear } from '../emulation-years/emulation-year.fold.js';
import { decidedFor } from '../emulation-years/leadership/leadership.fold.js';
import { emulationYearStream } from '../emulation-years/year/year.events.js';
import type { CommandRequest } from '../event-store/decided-events.js';
import type { Folded } from '../event-store/folded-streams.js';
import { gatheredFrom, Ledger } from '../event-store/ledger.js';
import type { Receipt } from '../event-store/receipt.js';
import type { Requested } from '../http/command-request.js';
import { comparedWith, histories, type Histories } from '../kernel/decider.js';
import type { Gathered, Mode } from '../kernel/event.js';
import { lastDayOf } from '../kernel/partial-date.js';
import { unitStream } from '../units/unit.events.js';
import { standingOfUnit, unitHistories, type Unit } from '../units/unit.fold.js';
import type { BlocCommand, HandOverFlag } from './bloc.commands.js';
import { blocDecider, unitsNamed } from './bloc.decider.js';
import { blocStream } from './bloc.events.js';
import { blocHistories, dutyInHand, type Bloc } from './bloc.fold.js';
import type { LeadershipDecided } from './bloc.gathered.js';

/** One command about a bloc, as it came in. */
export class DecideForBloc extends Command<Receipt> {
  constructor(
    readonly command: BlocCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

const yearHistories = histories<EmulationYear | undefined, EmulationYearEvent>({
  initial: undefined,
  evolve: evolveYear,
});

type ReadBy<S> = (stream: string) => Promise<Folded<Histories<S>>>;

/** Gathers the units that the command names and whom a year elected, then lets the bloc decide. */
@CommandHandler(DecideForBloc)
export class DecideForBlocHandler implements ICommandHandler<DecideForBloc> {
  private readonly decide: (request: CommandRequest<BlocCommand>) => Promise<Receipt>;
  private readonly blocs: ReadBy<Bloc | undefined>;
  private readonly units: ReadBy<Unit | undefined>;
  private readonly years: ReadBy<EmulationYear | undefined>;

  constructor(ledger: Ledger) {
    this.decide = ledger.handler(blocDecider);
    this.blocs = ledger.reader(blocHistories);
    this.units = ledger.reader(unitHistories);
    this.years = ledger.reader(yearHistories);
  }

  async execute({ command, requested }: DecideForBloc): Promise<Receipt> {
    const { active, known } = unitsNamed(command);
    const found = await Promise.all([
      ...[...new Set([...active, ...known])].map((unitId) => this.standing(unitId, command, requested.mode)),
      this.decided(command, requested.mode),
    ]);
    const gathered = found.filter((fact) => fact !== undefined);
    return this.decide({ stream: blocStream(command.data.blocId), command, gathered, ...requested });
  }

  private async standing(unitId: string, { data }: BlocCommand, mode: Mode): Promise<Gathered | undefined> {
    const stream = unitStream(unitId);
    const folded = await this.units(stream);
    const unit = comparedWith(folded.state, mode);
    if (unit === undefined) return undefined;
    return gatheredFrom(stream, folded, 'UnitStanding', standingOfUnit(unit, lastDayOf(data.occurredOn)));
  }

  /** Whom the year that the command cites chose to lead: its whole content by now, deputies in their order. */
  private async decided(command: BlocCommand, mode: Mode): Promise<Gathered | undefined> {
    if (command.type !== 'HandOverDuty' && command.type !== 'HandOverFlag') return undefined;
    const { blocId, forYear } = command.data;
    const decidedIn = command.type === 'HandOverDuty' ? command.data.decidedIn : await this.yearInHand(command, mode);
    if (decidedIn === undefined || forYear === undefined) return undefined;
    const stream = emulationYearStream(blocId, decidedIn);
    const folded = await this.years(stream);
    const year = comparedWith(folded.state, mode);
    if (year === undefined) return undefined;
    const { head, deputies } = decidedFor(year.leadership, forYear);
    const decided: LeadershipDecided = {
      ...{ decidedIn, forYear, deputies: Object.values(deputies) },
      ...(head === undefined ? {} : { head }),
    };
    return gatheredFrom(stream, folded, 'LeadershipDecided', decided);
  }

  /** A flag cites no year: its conference closes the year whose head is in office, and elects the next one. */
  private async yearInHand({ data }: HandOverFlag, mode: Mode): Promise<string | undefined> {
    const { state } = await this.blocs(blocStream(data.blocId));
    const bloc = comparedWith(state, mode);
    return bloc === undefined ? undefined : dutyInHand(bloc, lastDayOf(data.occurredOn))?.forYear;
  }
}
