import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LocalizedTextBody } from '../http/shapes/shapes.dto.js';
import type { Facts } from '../kernel/event.js';
import type { LocalizedText } from '../kernel/text.js';
import { STEPS, type Step } from '../rulebooks/rulebook.values.js';
import type { Deed, NextInYear, StepAhead } from './next.js';

export class StepAheadView implements StepAhead {
  @ApiProperty({ enum: STEPS, description: 'The step of the year' }) step!: Step;
  @ApiProperty({ enum: ['DONE', 'SKIPPED', 'OPEN'], description: 'Done, left out with a reason, or neither' })
  status!: StepAhead['status'];
  @ApiProperty({ description: 'Whether the year closes only when it is done or left out', example: true })
  obligatory!: boolean;
  @ApiProperty({ type: LocalizedTextBody, description: 'What the step is called' }) name!: LocalizedText;
}

export class NextReasonView {
  @ApiProperty({ example: 'CONTENT_NOT_AGREED', description: 'The code of the refusal' }) code!: string;
  @ApiProperty({ example: 'R03', description: 'The rule, as the page of rules numbers it' }) rule!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the rule saw' }) facts!: Facts;
}

export class DeedView {
  @ApiProperty({ type: String, example: 'SignPledge', description: 'The command, by the id of its operation' })
  command!: Deed['command'];
  @ApiPropertyOptional({ enum: STEPS, description: 'The step that it belongs to, where it belongs to one' })
  step?: Step;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description:
      'What it is done to or rests on: the session, the ballot and its question, the track or part of the period',
    example: { ballotId: 'suy-ton-co' },
  })
  about?: Readonly<Record<string, string>>;
  @ApiProperty({ example: 'UNIT', description: 'Whose act it is: of a unit, the head, the secretariat, the council' })
  who!: string;
  @ApiProperty({ type: String, isArray: true, example: ['dien-bien'], description: 'The units whose turn it is' })
  unitIds!: readonly string[];
  @ApiProperty({ type: LocalizedTextBody, description: 'All of it as a sentence' }) messages!: LocalizedText;
  @ApiPropertyOptional({ type: NextReasonView, description: 'Why not yet, or what it asks of who does it' })
  reason?: NextReasonView;
}

/** What can be done next in a year, as its deciders answer it now. */
export class NextView {
  @ApiProperty({ example: 'cum-7-tinh', description: 'The bloc' }) blocId!: string;
  @ApiProperty({ example: '2024', description: 'The label of the year' }) year!: string;
  @ApiProperty({ type: LocalizedTextBody, description: 'What the bloc is called in that year' })
  blocName!: LocalizedText;
  @ApiProperty({ enum: ['OPEN', 'CLOSED'], description: 'Whether the year is closed' }) status!: NextInYear['status'];
  @ApiProperty({ type: StepAheadView, isArray: true, description: 'The steps in their usual order' })
  steps!: readonly StepAheadView[];
  @ApiProperty({ type: DeedView, isArray: true, description: 'What you can do now' }) yours!: readonly DeedView[];
  @ApiProperty({ type: DeedView, isArray: true, description: 'What others can do now' }) waitsFor!: readonly DeedView[];
  @ApiProperty({ type: DeedView, isArray: true, description: 'What cannot be done yet, and why' })
  notYet!: readonly DeedView[];
}
