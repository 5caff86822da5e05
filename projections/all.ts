import type { AnyProjection } from '../src/kernel/projection.js';
import { auditTrail, documentCitations } from './audit-trail/audit-trail.projection.js';
import { blocDirectory } from './bloc-directory.projection.js';
import { blocHistory } from './bloc-history/bloc-history.projection.js';
import { documents } from './documents.projection.js';
import { movements } from './movements.projection.js';
import { commendations } from './commendations.projection.js';
import { councilReviews } from './council-reviews.projection.js';
import { nameIndex } from './name-index.projection.js';
import { pledgeStatus } from './pledge-status.projection.js';
import { proposals } from './proposals/proposals.projection.js';
import { ranking } from './ranking/ranking.projection.js';
import { rulebookDirectory } from './rulebook-directory.projection.js';
import { scoreSheet } from './score-sheet.projection.js';
import { unitDirectory } from './unit-directory.projection.js';
import { unitLineage } from './unit-lineage.projection.js';
import { unitMentions } from './unit-mentions.projection.js';
import { voteRecord } from './vote-record.projection.js';

/** Every read model there is, by name: what the projector folds and a replay can fold again. */
export const PROJECTIONS: readonly AnyProjection[] = [
  auditTrail,
  blocDirectory,
  blocHistory,
  commendations,
  councilReviews,
  documentCitations,
  documents,
  movements,
  nameIndex,
  pledgeStatus,
  proposals,
  ranking,
  rulebookDirectory,
  scoreSheet,
  unitDirectory,
  unitLineage,
  unitMentions,
  voteRecord,
];
