import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Requested } from '../deciding/request.js';
import { Ledger } from '../deciding/ledger.js';
import type { Receipt } from '../deciding/receipt.js';
import type { RulebookCommand } from './rulebook.commands.js';

/** One command about a rulebook, as it came in. */
export class DecideForRulebook extends Command<Receipt> {
  constructor(
    readonly command: RulebookCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

@CommandHandler(DecideForRulebook)
export class DecideForRulebookHandler implements ICommandHandler<DecideForRulebook> {
  constructor(private readonly ledger: Ledger) {}

  execute({ command, requested }: DecideForRulebook): Promise<Receipt> {
    return this.ledger.decide('rulebook', command, requested);
  }
}
