import { nameFolded } from '../../src/kernel/text.js';
import type { ReportedFigure } from '../../read-models/bloc-history/conferral-of-year.js';
import type { AwardConferred, ConferralEvent } from '../../src/emulation-years/conferral/conferral.events.js';
import type { AwardTerms } from '../../src/emulation-years/conferral/conferral.values.js';
import { defined } from '../../src/kernel/defined.js';
import { type Quantity, quantityText } from '../../src/kernel/quantity.js';
import { sourced, renewed, currentVersion } from '../recording/recording.js';
import { withMore, type YearFolds, withValue } from './entries.js';
import { withEntry } from '../recording/replaced.js';
import { termsIn } from '../proposals/proposal-terms.js';

/** Proposals, own awards, and what the bloc reports of itself in numbers. */
export const conferralRowFolds: YearFolds<ConferralEvent> = {
  CommendationProposed: (row, event) => {
    const { proposalId } = event.data;
    const before = row.proposals.find((known) => known.proposalId === proposalId);
    const proposed = currentVersion(before?.proposed, termsIn(event.data), event);
    return { ...row, proposals: withEntry(row.proposals, before, { named: [], ...before, proposalId, proposed }) };
  },
  ProposalRecipientNamed: (row, event) => {
    const { proposalId, unitId } = event.data;
    return {
      ...row,
      proposals: withMore(
        row.proposals,
        (known) => known.proposalId === proposalId,
        (proposal) => ({
          ...proposal,
          named: withValue(proposal.named, { unitId }, event, (known) => known.unitId === unitId),
        }),
      ),
    };
  },
  ProposalGrantorNamed: (row, event) => {
    const { proposalId, grantor } = event.data;
    return {
      ...row,
      proposals: withMore(
        row.proposals,
        (known) => known.proposalId === proposalId,
        (proposal) => ({ ...proposal, grantor: sourced({ grantor }, event) }),
      ),
    };
  },
  ProposalWithdrawn: (row, event) => {
    const { proposalId, reason } = event.data;
    return {
      ...row,
      proposals: withMore(
        row.proposals,
        (known) => known.proposalId === proposalId,
        (proposal) => ({ ...proposal, withdrawn: sourced({ reason }, event) }),
      ),
    };
  },
  AwardConferred: (row, event) => {
    const { awardId } = event.data;
    const before = row.awards.find((known) => known.awardId === awardId);
    const conferred = currentVersion(before?.conferred, awardIn(event), event);
    return { ...row, awards: withEntry(row.awards, before, { named: [], ...before, awardId, conferred }) };
  },
  AwardRecipientNamed: (row, event) => {
    const { awardId, kind, recipient } = event.data;
    const value = { kind, ...recipient };
    const isSame = (known: typeof value): boolean =>
      known.kind === kind && nameFolded(known.name) === nameFolded(recipient.name) && known.unitId === recipient.unitId;
    return {
      ...row,
      awards: withMore(
        row.awards,
        (known) => known.awardId === awardId,
        (award) => ({ ...award, named: withValue(award.named, value, event, isSame) }),
      ),
    };
  },
  CommendationSummaryRecorded: (row, event) => {
    const { summaryId, counts, source } = event.data;
    const value = {
      summaryId,
      counts: counts.map(({ of, counted, form, quantity }) => ({
        of,
        counted,
        ...defined({ form }),
        ...figure(quantity),
      })),
      ...defined({ source }),
    };
    return { ...row, summaries: withValue(row.summaries, value, event, (known) => known.summaryId === summaryId) };
  },
  PlacementsRecorded: (row, event) => {
    const { unitId, counts, source } = event.data;
    const before = row.placements.find(({ value }) => value.unitId === unitId);
    const next = renewed(before, { unitId, counts, ...defined({ source }) }, event);
    return { ...row, placements: withEntry(row.placements, before, next) };
  },
  BlocStatisticRecorded: (row, event) => {
    const { statisticId, title, quantity } = event.data;
    const before = row.statistics.find(({ value }) => value.statisticId === statisticId);
    const next = renewed(before, { statisticId, title, ...figure(quantity) }, event);
    return { ...row, statistics: withEntry(row.statistics, before, next) };
  },
};

function awardIn({ data }: AwardConferred): AwardTerms {
  const { form, grantor, sessionId, exemplars, collectives, individuals, document } = data;
  return { form, grantor, exemplars, collectives, individuals, ...defined({ sessionId, document }) };
}

function figure(quantity: Quantity): ReportedFigure {
  return { quantity, text: { vi: quantityText(quantity, 'vi'), en: quantityText(quantity, 'en') } };
}
