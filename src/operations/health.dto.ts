import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OBSCURITIES, type Obscurity } from '../kernel/event.js';
import type { ForeignStream } from '../log/event-store.js';
import type { Outage } from '../log/outages.js';
import type { ModelHealth, OpenReadiness, Reached, Readiness } from './readiness.js';

const TO_INSPECTORS = 'To inspectors and administrators. ';
const REACHED: readonly Reached[] = ['REACHABLE', 'UNREACHABLE'];

export class LivenessView {
  @ApiProperty({ description: 'The process answers; its stores are not asked', example: true }) live!: true;
}

class StoppedByView {
  @ApiProperty({ description: 'The read model', example: 'pledge-status' }) model!: string;
  @ApiProperty({ example: '0192f0c1-8a52-5b3e-9c6d-3f1f7a1f6c55' }) eventId!: string;
  @ApiProperty({ example: 'PledgeSigned' }) type!: string;
  @ApiProperty({ example: 'emulationYear-cum-7-tinh--2024' }) stream!: string;
  @ApiProperty({ description: 'Its place in the stream, from 0', example: 12 }) revision!: number;
  @ApiProperty({ description: 'What the read model could not take', example: 'Error: …' }) error!: string;
}

class ModelHealthView implements Omit<ModelHealth, 'position' | 'head'> {
  @ApiProperty({ description: 'The read model', example: 'pledge-status' }) model!: string;
  @ApiProperty({ description: 'Of its rows and folds', example: 1 }) version!: number;
  @ApiProperty({
    description:
      'BUILDING, LIVE, STANDBY (another process folds it, or should), POISONED (an event stopped it), SUPERSEDED, FOREIGN or STORE_UNAVAILABLE',
    example: 'LIVE',
  })
  state!: string;
  @ApiPropertyOptional({ description: `${TO_INSPECTORS}How far it is`, example: '0000000000000042' }) position?: string;
  @ApiPropertyOptional({ description: `${TO_INSPECTORS}The end of the log`, example: '0000000000000042' })
  head?: string;
  @ApiProperty({ description: 'Age of the oldest event that is not folded in', example: 0 }) secondsBehind!: number;
  @ApiProperty({ description: 'How long nothing has come of what is not folded in', example: 0 })
  secondsSilent!: number;
  @ApiPropertyOptional({ description: 'Why it is not as it should be, and what is to be done' }) remedy?: string;
  @ApiPropertyOptional({ type: StoppedByView, description: `${TO_INSPECTORS}The event that stopped it` })
  poison?: StoppedByView;
}

class NotUnderstoodView {
  @ApiProperty({ example: 'BallotCancelled' }) type!: string;
  @ApiProperty({ description: 'The version of its shape', example: 1 }) schema!: number;
  @ApiPropertyOptional({ description: `${TO_INSPECTORS}Where it stands`, example: 'emulationYear-cum-7-tinh--2024' })
  stream?: string;
  @ApiPropertyOptional({ description: `${TO_INSPECTORS}Its place in the stream, from 0`, example: 12 })
  revision?: number;
  @ApiPropertyOptional({ enum: OBSCURITIES, description: `${TO_INSPECTORS}Whether the type is unknown, or its schema` })
  obscure?: Obscurity;
}

class OutageView implements Partial<Outage> {
  @ApiPropertyOptional({ description: `${TO_INSPECTORS}What is asked of the event store`, example: 'read of a stream' })
  what?: string;
  @ApiPropertyOptional({ description: `${TO_INSPECTORS}Why it is not answered`, example: 'UNAVAILABLE' })
  reason?: string;
  @ApiProperty({ description: 'For how long', example: 12 }) seconds!: number;
  @ApiProperty({ description: 'How often it was asked', example: 4 }) tries!: number;
}

class ForeignStreamView implements ForeignStream {
  @ApiProperty({ description: 'As the event store calls it', example: 'unit-dien-bien' }) stream!: string;
  @ApiProperty({ example: 'holds event 3 (OrderPlaced) of another application' }) what!: string;
}

export class ReadinessView implements OpenReadiness {
  @ApiProperty({
    description: 'Able to take a command and to answer a query; read models that are behind are only listed',
    example: true,
  })
  ready!: boolean;
  @ApiProperty({ enum: REACHED, description: 'The event store' }) eventStore!: Readiness['eventStore'];
  @ApiProperty({ enum: REACHED, description: 'The store of read models' }) readModelStore!: Readiness['readModelStore'];
  @ApiProperty({ type: ModelHealthView, isArray: true, description: 'Each of them, whichever process folds it' })
  readModels!: readonly ModelHealthView[];
  @ApiPropertyOptional({
    description: 'Why no command is taken at present',
    example: 'The disk of data/ledger.db is full: make room',
  })
  refusing?: string;
  @ApiPropertyOptional({
    type: OutageView,
    isArray: true,
    description: 'What is asked of the event store in vain, again and again, and has been for a while',
  })
  outages?: readonly OutageView[];
  @ApiPropertyOptional({
    type: NotUnderstoodView,
    isArray: true,
    description: 'What a newer release wrote and this process has met, the first few: start a newer release',
  })
  notUnderstood?: readonly NotUnderstoodView[];
  @ApiPropertyOptional({
    type: ForeignStreamView,
    isArray: true,
    description: `${TO_INSPECTORS}Streams of the ledger to which others wrote, or which they ended, as far as this process has met them: the first few`,
  })
  foreign?: readonly ForeignStreamView[];
  @ApiPropertyOptional({
    type: String,
    isArray: true,
    description: `${TO_INSPECTORS}What the operator must know of this start, though the service is ready`,
    example: [
      'The last record is of 2025-03-21T05:00:00.000Z, and the clock says 2026-11-30T02:00:00.000Z, 618 days later',
    ],
  })
  remarks?: readonly string[];
}
