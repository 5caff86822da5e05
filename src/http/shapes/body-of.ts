import type { Command } from '../../kernel/decider.js';
import type { CommandBody } from './shapes.dto.js';

/** The data of the command of that type. */
export type DataOf<C extends Command, Type extends C['type']> = Extract<C, { type: Type }>['data'];

/** What a body says of a command: its data without the fields of the path, and without the day, which has a default. */
export type BodyOf<C extends Command, Type extends C['type'], InPath extends PropertyKey = never> = CommandBody &
  Omit<DataOf<C, Type>, InPath | 'occurredOn'>;
