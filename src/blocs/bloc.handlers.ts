import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Requested } from '../deciding/request.js';
import { Ledger } from '../deciding/ledger.js';
import type { Receipt } from '../deciding/receipt.js';
import type { BlocCommand } from './bloc.commands.js';

/** One command about a bloc, as it came in. */
export class DecideForBloc extends Command<Receipt> {
  constructor(
    readonly command: BlocCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

@CommandHandler(DecideForBloc)
export class DecideForBlocHandler implements ICommandHandler<DecideForBloc> {
  constructor(private readonly ledger: Ledger) {}

  execute({ command, requested }: DecideForBloc): Promise<Receipt> {
    return this.ledger.decide('bloc', command, requested);
  }
}
