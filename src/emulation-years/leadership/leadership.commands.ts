import type { Command } from '../../kernel/decider.js';
import type {
  DeputyDesignated,
  DeputyElected,
  DeputyNominated,
  HeadDesignated,
  HeadElected,
  HeadNominated,
} from './leadership.events.js';

export type NominateHead = Command<'NominateHead', HeadNominated['data']>;
export type NominateDeputy = Command<'NominateDeputy', DeputyNominated['data']>;
export type ElectHead = Command<'ElectHead', HeadElected['data']>;
export type ElectDeputy = Command<'ElectDeputy', DeputyElected['data']>;
export type DesignateHead = Command<'DesignateHead', HeadDesignated['data']>;
export type DesignateDeputy = Command<'DesignateDeputy', DeputyDesignated['data']>;

export type LeadershipCommand =
  NominateHead | NominateDeputy | ElectHead | ElectDeputy | DesignateHead | DesignateDeputy;
