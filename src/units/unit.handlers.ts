import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandRequest } from '../event-store/decided-events.js';
import type { Folded } from '../event-store/folded-streams.js';
import { gatheredFrom, Ledger } from '../event-store/ledger.js';
import type { Receipt } from '../event-store/receipt.js';
import type { Requested } from '../http/command-request.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import type { Gathered } from '../kernel/event.js';
import { lastDayOf } from '../kernel/partial-date.js';
import type { UnitCommand } from './unit.commands.js';
import { unitDecider, unitsCited } from './unit.decider.js';
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

/** Gathers the standing of the other units that the command cites, then lets the unit decide. */
@CommandHandler(DecideForUnit)
export class DecideForUnitHandler implements ICommandHandler<DecideForUnit> {
  private readonly decide: (request: CommandRequest<UnitCommand>) => Promise<Receipt>;
  private readonly units: (stream: string) => Promise<Folded<Histories<Unit | undefined>>>;

  constructor(ledger: Ledger) {
    this.decide = ledger.handler(unitDecider);
    this.units = ledger.reader(unitHistories);
  }

  async execute({ command, requested }: DecideForUnit): Promise<Receipt> {
    const standings = await Promise.all(unitsCited(command).map((unitId) => this.standing(unitId, command, requested)));
    const gathered = standings.filter((standing) => standing !== undefined);
    return this.decide({ ...requested, stream: unitStream(command.data.unitId), command, gathered });
  }

  private async standing(unitId: string, { data }: UnitCommand, { mode }: Requested): Promise<Gathered | undefined> {
    const stream = unitStream(unitId);
    const folded = await this.units(stream);
    const unit = comparedWith(folded.state, mode);
    if (unit === undefined) return undefined;
    return gatheredFrom(stream, folded, 'UnitStanding', standingOfUnit(unit, lastDayOf(data.occurredOn)));
  }
}
