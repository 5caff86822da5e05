import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Decide } from '../../deciding/decide.handler.js';
import { Ledger } from '../../deciding/ledger.js';
import type { Receipt } from '../../deciding/receipt.js';
import type { Weighed } from '../../deciding/weighed.js';
import type { Command } from '../../kernel/decider.js';
import type { Warning } from '../../kernel/event.js';
import { messageOf } from '../../kernel/refusal.js';
import type { Words } from '../problems/words.js';
import type { BodyOf, DataOf } from '../shapes/body-of.js';
import type { CommandQuery } from '../shapes/dry-run.dto.js';
import { dataOf, requested } from './command-request.js';

/** Sends a command of the slice: path, body and headers of the request become one command on the bus. */
export type Send<C extends Command> = <Type extends C['type'], Path extends Partial<DataOf<C, Type>>>(
  type: Type,
  path: Path,
  body: BodyOf<C, Type, keyof Path>,
  request: FastifyRequest,
) => Promise<CommandAnswer>;

/** Each warning has its sentence in both languages, as a problem has: of the record itself are the code, the rule and the facts. */
type SpokenWarning = Warning & Readonly<{ messages: Words }>;
type Spoken<Answer> = Omit<Answer, 'warnings'> & Readonly<{ warnings: readonly SpokenWarning[] }>;

/** What was recorded; or, where the caller asks before acting, what would be. */
export type CommandAnswer =
  Spoken<Receipt> | (Spoken<Omit<Weighed, 'receipt'>> & Readonly<{ receipt?: Spoken<Receipt> }>);

/** Gives each controller its way to the bus. */
@Injectable()
export class CommandSender {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
  ) {}

  /** For the commands `C`. */
  to<C extends Command = never>(): Send<C> {
    return async (type, path, body, request) => {
      // Ten times as fast as two spreads, whose shapes differ from command to command.
      const data = Object.assign({}, path, dataOf(body, this.ledger.now()));
      const asked = { command: { type, data }, requested: requested(request, body) };
      const { dryRun } = request.query as CommandQuery;
      return inWords(await (dryRun === 'true' ? this.ledger.weigh(asked) : this.commands.execute(new Decide(asked))));
    };
  }
}

/** Where it was recorded before, what was answered then has the sentences too. */
function inWords(answer: Receipt | Weighed): CommandAnswer {
  if ('position' in answer) return spokenIn(answer);
  const { receipt, ...weighed } = answer;
  return { ...spokenIn(weighed), ...(receipt === undefined ? {} : { receipt: spokenIn(receipt) }) };
}

function spokenIn<Answer extends Readonly<{ warnings: readonly Warning[] }>>(answer: Answer): Spoken<Answer> {
  return { ...answer, warnings: answer.warnings.map(spokenOf) };
}

function spokenOf(warning: Warning): SpokenWarning {
  return { ...warning, messages: { vi: messageOf(warning, 'vi'), en: messageOf(warning, 'en') } };
}
