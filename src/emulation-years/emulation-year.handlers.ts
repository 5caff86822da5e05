import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Requested } from '../deciding/request.js';
import { Ledger } from '../deciding/ledger.js';
import type { Receipt } from '../deciding/receipt.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';

/** One command about a year, as it came in. */
export class DecideForYear extends Command<Receipt> {
  constructor(
    readonly command: EmulationYearCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

@CommandHandler(DecideForYear)
export class DecideForYearHandler implements ICommandHandler<DecideForYear> {
  constructor(private readonly ledger: Ledger) {}

  execute({ command, requested }: DecideForYear): Promise<Receipt> {
    return this.ledger.decide('emulationYear', command, requested);
  }
}
