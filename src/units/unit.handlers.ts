import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Requested } from '../deciding/request.js';
import { Ledger } from '../deciding/ledger.js';
import type { Receipt } from '../deciding/receipt.js';
import type { UnitCommand } from './unit.commands.js';

/** One command about a unit, as it came in. */
export class DecideForUnit extends Command<Receipt> {
  constructor(
    readonly command: UnitCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

@CommandHandler(DecideForUnit)
export class DecideForUnitHandler implements ICommandHandler<DecideForUnit> {
  constructor(private readonly ledger: Ledger) {}

  execute({ command, requested }: DecideForUnit): Promise<Receipt> {
    return this.ledger.decide('unit', command, requested);
  }
}
