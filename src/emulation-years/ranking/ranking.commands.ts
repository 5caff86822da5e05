import type { Command } from '../../kernel/decider.js';
import type { Scope } from '../../kernel/scope.js';
import type { InYear } from '../frame/frame.values.js';
import type { PartToPublish } from './publication.values.js';
import type { RankingAgreed, TieBroken, UnitClassified } from './ranking.events.js';
import type { WomenShare } from './ranking.values.js';

export type ComputeRanking = Command<'ComputeRanking', InYear & { scope: Scope; womenShares?: readonly WomenShare[] }>;
export type AgreeRanking = Command<'AgreeRanking', Omit<RankingAgreed['data'], 'version'>>;
export type BreakTie = Command<'BreakTie', Omit<TieBroken['data'], 'version'>>;
export type ClassifyUnit = Command<'ClassifyUnit', UnitClassified['data']>;
export type PublishResult = Command<'PublishResult', InYear & { parts: readonly PartToPublish[] }>;

export type RankingCommand = ComputeRanking | AgreeRanking | BreakTie | ClassifyUnit | PublishResult;
