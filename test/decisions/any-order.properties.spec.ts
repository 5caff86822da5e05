import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Mode } from '../../src/kernel/event.js';
import { SEVEN } from '../support/mothers/seven-provinces.js';
import { listed, meeting, ranked } from '../support/mothers/voting.js';
import { commands, played, type Step } from '../support/near-valid-requests.js';

/** Given: six present, Hà Giang's turn to write among them left open, three certificates agreed by number. */
const given = [
  ...meeting(SEVEN.slice(0, 6)),
  ranked('dien-bien', 'lao-cai'),
  listed([{ form: 'CHAIRMAN_CERTIFICATE', count: 3, unitIds: [] }]),
];

const requests = (...modes: readonly Mode['kind'][]) =>
  fc.array(fc.record({ command: commands, mode: fc.constantFrom(...modes) }), { minLength: 30, maxLength: 60 });

/** What the requests above must have led to, or the properties would hold of nothing. */
const EVERY_KIND: readonly EmulationYearEvent['type'][] = [
  'BallotOpened',
  'VoteCast',
  'WrittenOpinionReceived',
  'VoterRecused',
  'TellersAppointed',
  'BallotClosed',
  'VoteTallied',
  'BallotTieBroken',
  'AssentRecorded',
  'ObjectionRecorded',
  'HeadElected',
  'DeputyElected',
  'CommendationProposed',
  'ProposalRecipientNamed',
  'AwardConferred',
  'AwardRecipientNamed',
];

/** Events of one ballot that say what a unit chose, in the view of acts or of claims, while that ballot is secret there. */
function joined(history: readonly Step[], mode: Mode['kind']): readonly EmulationYearEvent[] {
  const visible = history.filter((step) => mode === 'CLAIM' || step.mode === 'ACT');
  return visible.flatMap(({ event, mode: kind }, place) => {
    const ballotId = kind === mode ? namedVoteOf(event) : undefined;
    return ballotId !== undefined && methodAt(visible.slice(0, place), ballotId) !== 'SHOW_OF_HANDS' ? [event] : [];
  });
}

function namedVoteOf(event: EmulationYearEvent): string | undefined {
  if (event.type === 'VoteCast') return event.data.ballotId;
  return event.type === 'WrittenOpinionReceived' && event.data.answers !== undefined ? event.data.ballotId : undefined;
}

/** How the ballot of that id was opened last. */
function methodAt(history: readonly Step[], ballotId: string): string | undefined {
  return history
    .flatMap(({ event }) =>
      event.type === 'BallotOpened' && event.data.ballotId === ballotId ? [event.data.method] : [],
    )
    .at(-1);
}

describe('whatever is asked, in any order, as acts and claims', () => {
  it('never joins a unit to a choice in a secret ballot', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(requests('ACT', 'CLAIM'), (sent) => {
        const { history } = played(given, sent);
        for (const { event } of history) seen.add(event.type);
        expect(joined(history, 'ACT')).toEqual([]);
        expect(joined(history, 'CLAIM')).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(EVERY_KIND.filter((type) => !seen.has(type))).toEqual([]);
  });

  it.each([
    ['acts beside claims', requests('ACT', 'CLAIM'), 'acts'],
    ['claims alone', requests('CLAIM'), 'known'],
  ] as const)('%s let a unit take part once and name no more recipients than were announced', (_, sent, view) =>
    fc.assert(
      fc.property(sent, (asked) => {
        const year = played(given, asked).state[view];
        if (year === undefined) throw new Error('The year is open');
        for (const { votes, written } of Object.values(year.voting.ballots)) {
          expect(Object.keys(votes).filter((unitId) => Object.hasOwn(written, unitId))).toEqual([]);
        }
        for (const { named, count } of Object.values(year.conferral.proposals)) {
          expect(named.length).toBeLessThanOrEqual(count ?? named.length);
          expect(new Set(named).size).toBe(named.length);
        }
        for (const { collectives, individuals } of Object.values(year.conferral.awards)) {
          expect(collectives.named.length).toBeLessThanOrEqual(collectives.count ?? Infinity);
          expect(individuals.named.length).toBeLessThanOrEqual(individuals.count ?? Infinity);
        }
      }),
      { numRuns: 200 },
    ),
  );

  it('is decided alike when it is decided again', () =>
    fc.assert(
      fc.property(requests('ACT', 'CLAIM'), (sent) => {
        expect(played(given, sent)).toEqual(played(given, sent));
      }),
      { numRuns: 50 },
    ));
});
