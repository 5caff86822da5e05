import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Ledger } from './ledger.js';
import type { Receipt } from './receipt.js';
import type { DecideRequest } from './request.js';

/** Any command of any slice, as it came in. */
export class Decide extends Command<Receipt> {
  constructor(readonly request: DecideRequest) {
    super();
  }
}

@CommandHandler(Decide)
export class DecideHandler implements ICommandHandler<Decide> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ request }: Decide): Promise<Receipt> {
    const { receipt } = await this.ledger.decide(request);
    return receipt;
  }
}
