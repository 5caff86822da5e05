import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandRequest } from '../event-store/decided-events.js';
import { Ledger } from '../event-store/ledger.js';
import type { Receipt } from '../event-store/receipt.js';
import type { Requested } from '../http/command-request.js';
import type { RulebookCommand } from './rulebook.commands.js';
import { rulebookDecider } from './rulebook.decider.js';
import { rulebookStream } from './rulebook.events.js';

/** One command about a rulebook, as it came in. */
export class DecideForRulebook extends Command<Receipt> {
  constructor(
    readonly command: RulebookCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

/** A rulebook rests on nothing but itself: there is nothing to gather. */
@CommandHandler(DecideForRulebook)
export class DecideForRulebookHandler implements ICommandHandler<DecideForRulebook> {
  private readonly decide: (request: CommandRequest<RulebookCommand>) => Promise<Receipt>;

  constructor(ledger: Ledger) {
    this.decide = ledger.handler(rulebookDecider);
  }

  execute({ command, requested }: DecideForRulebook): Promise<Receipt> {
    return this.decide({ stream: rulebookStream(command.data.rulebookId), command, gathered: [], ...requested });
  }
}
