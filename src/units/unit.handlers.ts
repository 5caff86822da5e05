import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { blocStream } from '../blocs/bloc.events.js';
import { blocHistories, membershipOf, type Bloc } from '../blocs/bloc.fold.js';
import type { CommandRequest } from '../event-store/decided-events.js';
import type { Folded } from '../event-store/folded-streams.js';
import { gatheredFrom, Ledger } from '../event-store/ledger.js';
import type { Receipt } from '../event-store/receipt.js';
import type { Requested } from '../http/command-request.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import type { Gathered } from '../kernel/event.js';
import { lastDayOf } from '../kernel/partial-date.js';
import type { UnitCommand } from './unit.commands.js';
import { unitDecider, unitsCited, type Membership } from './unit.decider.js';
import { unitStream } from './unit.events.js';
import { standingOfUnit, unitHistories, type Unit } from './unit.fold.js';

/** One command about a unit, as it came in. */
export class DecideForUnit extends Command<Receipt> {
  constructor(
    readonly command: UnitCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

type ReadBy<S> = (stream: string) => Promise<Folded<Histories<S>>>;

/** Gathers the standing of the other units that the command cites and whose member the unit is, then lets it decide. */
@CommandHandler(DecideForUnit)
export class DecideForUnitHandler implements ICommandHandler<DecideForUnit> {
  private readonly decide: (request: CommandRequest<UnitCommand>) => Promise<Receipt>;
  private readonly units: ReadBy<Unit | undefined>;
  private readonly blocs: ReadBy<Bloc | undefined>;

  constructor(ledger: Ledger) {
    this.decide = ledger.handler(unitDecider);
    this.units = ledger.reader(unitHistories);
    this.blocs = ledger.reader(blocHistories);
  }

  async execute({ command, requested }: DecideForUnit): Promise<Receipt> {
    const found = await Promise.all([
      ...unitsCited(command).map((unitId) => this.standing(unitId, command, requested)),
      this.membership(command, requested),
    ]);
    const gathered = found.filter((fact) => fact !== undefined);
    return this.decide({ stream: unitStream(command.data.unitId), command, gathered, ...requested });
  }

  private async standing(unitId: string, { data }: UnitCommand, { mode }: Requested): Promise<Gathered | undefined> {
    const stream = unitStream(unitId);
    const folded = await this.units(stream);
    const unit = comparedWith(folded.state, mode);
    if (unit === undefined) return undefined;
    return gatheredFrom(stream, folded, 'UnitStanding', standingOfUnit(unit, lastDayOf(data.occurredOn)));
  }

  /** Of the secretary's own bloc, as the council recorded it: nobody becomes entitled by a claim of the own. */
  private async membership({ data: { unitId } }: UnitCommand, { origin }: Requested): Promise<Gathered | undefined> {
    const { role, blocId } = origin;
    if (role !== 'secretary' || blocId === undefined) return undefined;
    const stream = blocStream(blocId);
    const folded = await this.blocs(stream);
    const bloc = folded.state.acts;
    if (bloc === undefined || membershipOf(bloc, unitId).length === 0) return undefined;
    const membership: Membership = { blocId, unitId };
    return gatheredFrom(stream, folded, 'Membership', membership);
  }
}
