import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ACTORS, type CommandType } from '../../src/slices.js';
import { refusedAtTheDoor, refusedManner } from '../../src/http/frame/access.js';
import { mayClaim, mayRead, maySend, type Readable, SEES, standpointOf } from '../../src/identity/policy.js';
import type { Origin, Role } from '../../src/kernel/event.js';
import { type Category, homeBlocOf, streamName } from '../../src/kernel/stream.js';

const bearer = (role: Role): Origin => ({ subject: 'test', name: 'Test', role });
const sends = (command: CommandType) => ({ kind: 'SENDS', command }) as const;
const entitled = (role: Role): readonly string[] =>
  Object.keys(ACTORS).filter((command) => maySend(ACTORS, command).includes(role));

/** Rows of `who-may-send.md`, one for each command. */
const written = readFileSync(new URL('who-may-send.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((row) => row.startsWith('| ') && !/^\| (Whose|---)/.test(row))
  .map((row) => row.split('|').map((cell) => cell.trim().split(', ')))
  .flatMap(([, , act = [], claim = [], commands = []]) => commands.map((command) => ({ command, act, claim })));

describe('the table of rights', () => {
  it('is what is written of it, for every command', () => {
    const rights = Object.keys(ACTORS).map((command) => ({
      command,
      act: [...maySend(ACTORS, command)].sort(),
      claim: [...mayClaim(ACTORS, command)].sort(),
    }));
    const told = written.map(({ command, act, claim }) => ({
      command,
      act: [...act].sort(),
      claim: [...claim].sort(),
    }));
    const byName = (one: { command: string }, other: { command: string }) => (one.command < other.command ? -1 : 1);
    expect(rights.sort(byName)).toEqual(told.sort(byName));
  });

  it.each<Role>(['inspector', 'dashboard'])('lets the %s send nothing', (role) => {
    expect(entitled(role)).toEqual([]);
  });

  it('keeps the operator out of the business of blocs', () => {
    expect(entitled('administrator')).toEqual([
      'RegisterUnit',
      'RenameUnit',
      'MergeUnit',
      'DissolveUnit',
      'SplitUnit',
      'AppointRepresentative',
      'RelieveRepresentative',
    ]);
  });

  it('lets the appraiser appraise and nothing else', () => {
    expect(entitled('appraiser')).toEqual([
      'AppraiseScore',
      'ReturnScore',
      'RecordDeduction',
      'RecordBonus',
      'AdoptScoreReport',
    ]);
  });

  it('keeps the superior council out of the votes of a bloc', () => {
    const votes = ['OpenBallot', 'CastVote', 'SubmitWrittenOpinion', 'CloseBallot', 'RecordUnanimousAssent'];
    expect(entitled('council').filter((command) => votes.includes(command))).toEqual([]);
  });

  it('lets the acting head hand duty and flag over by its own representative', () => {
    expect(entitled('representative')).toEqual(expect.arrayContaining(['HandOverDuty', 'HandOverFlag']));
  });

  it('lets everybody who takes part send something', () => {
    const idle = (['administrator', 'council', 'secretary', 'representative', 'appraiser'] as const).filter(
      (role) => entitled(role).length === 0,
    );
    expect(idle).toEqual([]);
  });

  it.each([...Object.keys(SEES), 'METRICS'] as Readable[])('lets the inspector read %s', (what) => {
    expect(refusedAtTheDoor({ kind: 'READS', what }, bearer('inspector'), ACTORS)).toBeUndefined();
  });

  it('shows a dashboard what is published and nothing else', () => {
    const open = ([...Object.keys(SEES), 'METRICS'] as Readable[]).filter((what) => mayRead('dashboard', what));
    expect(open).toEqual(['OPEN', 'PLACES', 'CLASSES', 'VOTES', 'PROPOSALS']);
  });
});

describe('sending a command', () => {
  it('is refused at the door to a role that neither sends nor claims it', () => {
    expect(refusedAtTheDoor(sends('SignPledge'), bearer('appraiser'), ACTORS)).toEqual({
      code: 'NOT_ENTITLED',
      rule: 'IDENTITY',
      facts: { role: 'appraiser', command: 'SignPledge', allowed: ['representative', 'secretary', 'council'] },
    });
  });

  it('as a claim about a bloc is for the secretary and the council, whoever acted', () => {
    const claim = { claim: { source: { title: 'Báo Lào Cai' } } };
    expect(refusedManner({ command: 'AppraiseScore', body: claim }, bearer('secretary'), ACTORS)).toBeUndefined();
    expect(refusedManner({ command: 'AppraiseScore', body: claim }, bearer('council'), ACTORS)).toBeUndefined();
    expect(refusedManner({ command: 'SignPledge', body: claim }, bearer('representative'), ACTORS)?.code).toBe(
      'NOT_ENTITLED',
    );
  });

  it('as a claim about a rulebook is for the council alone, since the rulebook is no bloc’s own', () => {
    const claim = { claim: { source: { title: 'Báo Lào Cai' } } };
    expect(refusedManner({ command: 'PublishRulebook', body: claim }, bearer('council'), ACTORS)).toBeUndefined();
    expect(refusedManner({ command: 'PublishRulebook', body: claim }, bearer('secretary'), ACTORS)?.code).toBe(
      'NOT_ENTITLED',
    );
    expect(refusedAtTheDoor(sends('PublishRulebook'), bearer('secretary'), ACTORS)?.code).toBe('NOT_ENTITLED');
  });

  it('as an act is refused to who may only claim it', () => {
    expect(refusedAtTheDoor(sends('AppraiseScore'), bearer('secretary'), ACTORS)).toBeUndefined();
    expect(refusedManner({ command: 'AppraiseScore', body: {} }, bearer('secretary'), ACTORS)?.code).toBe(
      'NOT_ENTITLED',
    );
  });

  it('on behalf of a unit is for the secretary alone', () => {
    const paper = { onBehalfOf: { unitId: 'dien-bien' } };
    expect(refusedManner({ command: 'SignPledge', body: paper }, bearer('secretary'), ACTORS)).toBeUndefined();
    expect(refusedManner({ command: 'SignPledge', body: paper }, bearer('representative'), ACTORS)?.code).toBe(
      'NOT_ENTITLED',
    );
  });
});

describe('what names no bloc', () => {
  const everybodys: Readonly<Record<Category, boolean>> = {
    ...{ unit: true, bloc: true, rulebook: true, emulationYear: true, movement: true },
    ...{ commendation: false, councilReview: false },
  };
  const table = Object.entries(everybodys).flatMap(([category, isEverybodys]) =>
    (
      [
        ['administrator', 'SUPERIOR', 'SUPERIOR'],
        ['council', 'SUPERIOR', 'SUPERIOR'],
        ['inspector', 'SUPERIOR', 'SUPERIOR'],
        ['secretary', 'SECRETARY', 'OUTSIDER'],
        ['appraiser', 'APPRAISER', 'OUTSIDER'],
        ['representative', 'OUTSIDER', 'OUTSIDER'],
        ['dashboard', 'PUBLIC', 'PUBLIC'],
      ] as const
    ).map(([role, there, elsewhere]) => [category as Category, role, isEverybodys ? there : elsewhere] as const),
  );

  it.each(table)('of a %s shows a %s what there is to see for %s', (category, role, standpoint) => {
    const caller: Origin = { ...bearer(role), blocId: 'cum-7-tinh', unitId: 'lao-cai' };
    const whose = { blocId: homeBlocOf(streamName(category, 'mot'), ''), isMember: () => false };
    expect(standpointOf(caller, whose)).toBe(standpoint);
  });

  it('is of the bloc where the data name one', () => {
    expect(homeBlocOf('commendation-mot', 'cum-7-tinh')).toBe('cum-7-tinh');
  });
});
