import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Ledger } from '../deciding/ledger.js';
import type { Receipt } from '../deciding/receipt.js';
import { dataOf, requested } from '../http/frame/command-request.js';
import { IsSlug } from '../http/shapes/field.decorators.js';
import type { CommandBody } from '../http/shapes/shapes.dto.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { DecideForYear } from './emulation-year.handlers.js';
import type { InYear } from './frame/frame.values.js';

/** The path of everything about one bloc's year. */
export class YearPath {
  @IsSlug({ example: 'cum-7-tinh' }) blocId!: string;
  @IsSlug({ example: '2024' }) year!: string;
}

type Type = EmulationYearCommand['type'];
type DataOf<T extends Type> = Extract<EmulationYearCommand, { type: T }>['data'];

/** What a body says of a command: its data, but for the bloc and year of the path and the day, which has a default. */
export type YearBody<T extends Type> = CommandBody & Omit<DataOf<T>, keyof InYear>;

/** The way of every request about a year: path, body and headers become one command on the bus. */
@Injectable()
export class YearCommands {
  constructor(
    private readonly commands: CommandBus,
    private readonly ledger: Ledger,
  ) {}

  send<T extends Type>(
    type: T,
    { blocId, year }: YearPath,
    body: YearBody<T>,
    request: FastifyRequest,
  ): Promise<Receipt> {
    const data = { blocId, year, ...dataOf(body, this.ledger.now()) };
    return this.commands.execute(new DecideForYear({ type, data } as EmulationYearCommand, requested(request, body)));
  }
}
