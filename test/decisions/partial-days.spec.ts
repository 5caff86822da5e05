import { describe, expect, it } from '@jest/globals';
import { pledgeStatus } from '../../projections/pledge-status.projection.js';
import { actingHeadOn, isMemberOn, nameOn as nameOfBlocOn } from '../../src/blocs/bloc.fold.js';
import { blocReading } from '../../src/blocs/bloc.standing.js';
import { digestOf } from '../../src/deciding/decision-identity.js';
import { dataOf } from '../../src/http/frame/command-request.js';
import type { PledgeEvent } from '../../src/emulation-years/pledge/pledge.events.js';
import { dayInHanoi, type LocalDate } from '../../src/kernel/instant.js';
import type { PartialDate } from '../../src/kernel/partial-date.js';
import { holdingOn } from '../../src/kernel/timeline.js';
import { unitHistories, nameOn, officeHoldersOn } from '../../src/units/unit.fold.js';
import { unitStream } from '../../src/units/unit.events.js';
import { Ledger } from '../lives/ledger.js';
import { founded } from '../lives/moves-of-bloc.js';
import { sent, type AnyCommand } from '../lives/turn.js';
import { claimed, DECIDED_AT } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import { report } from '../support/mothers/origins.js';
import { agreed, CONFERENCE, signed } from '../support/mothers/pledge.js';
import { BLOC, year2025 } from '../support/mothers/seven-provinces.js';

/** The day on which everything here is recorded: the year 2025 and the month of it are not over. */
const TODAY = dayInHanoi(DECIDED_AT);
const THIS_YEAR: PartialDate = { date: '2025' };

const name = (text: string) => ({ full: { vi: text }, short: { vi: text } });
const person = { name: 'Lò Văn A' };
const appointed: AnyCommand = {
  type: 'AppointRepresentative',
  data: { unitId: 'dien-bien', person, officeCode: 'CHAIRMAN', occurredOn: { date: '2020-01-01' } },
};

/** What a bloc and a unit are, as far as is known of that day. */
function known(ledger: Ledger) {
  const bloc = ledger.state(blocReading(BLOC)).known;
  const unit = ledger.state({ stream: unitStream('dien-bien'), fold: unitHistories }).known;
  if (bloc === undefined || unit === undefined) throw new Error('Bloc and unit are known');
  return { bloc, unit };
}

const history = historiesOf(pledgeStatus);

type Known = ReturnType<typeof known>;

const onBloc = { blocId: BLOC, occurredOn: THIS_YEAR };
const onUnit = { unitId: 'dien-bien', occurredOn: THIS_YEAR };

/** Each kind of fact that holds from a day on, and what it makes of today. */
const SINCE: readonly (readonly [AnyCommand, (known: Known) => unknown, unknown])[] = [
  [{ type: 'RenameUnit', data: { ...onUnit, name: name('Mới') } }, ({ unit }) => nameOn(unit, TODAY).full.vi, 'Mới'],
  [{ type: 'MergeUnit', data: { ...onUnit, into: 'lao-cai' } }, ({ unit }) => unit.endedOn, TODAY],
  [{ type: 'DissolveUnit', data: onUnit }, ({ unit }) => unit.endedOn, TODAY],
  [
    { type: 'RelieveRepresentative', data: { ...onUnit, person, officeCode: 'CHAIRMAN' } },
    ({ unit }) => officeHoldersOn(unit, TODAY),
    [],
  ],
  [{ type: 'RenameBloc', data: { ...onBloc, name: { vi: 'Mới' } } }, ({ bloc }) => nameOfBlocOn(bloc, TODAY).vi, 'Mới'],
  [{ type: 'DissolveBloc', data: { ...onBloc, successors: [] } }, ({ bloc }) => bloc.dissolvedOn, TODAY],
  [
    { type: 'WithdrawMember', data: { ...onBloc, unitId: 'dien-bien' } },
    ({ bloc }) => isMemberOn(bloc, 'dien-bien', TODAY),
    false,
  ],
  [
    { type: 'HandOverDuty', data: { ...onBloc, to: 'dien-bien', forYear: '2025' } },
    ({ bloc }) => actingHeadOn(bloc, TODAY),
    'dien-bien',
  ],
  [
    { type: 'HandOverFlag', data: { ...onBloc, to: 'dien-bien' } },
    ({ bloc }) => holdingOn(bloc.flag, TODAY),
    'dien-bien',
  ],
];

describe('a date that is no day counts by the day it was recorded at the latest (decision 46)', () => {
  it.each(SINCE.map(([command, holds, right]) => [command.type, command, holds, right] as const))(
    '%s',
    (_, command, holds, right) => {
      const ledger = new Ledger();
      for (const before of [...founded(), appointed]) ledger.send(sent(before));
      expect(holds(known(ledger))).not.toEqual(right);
      expect(ledger.send(sent(command, true)).decision.accepted).toBe(true);
      expect(holds(known(ledger))).toEqual(right);
    },
  );

  it('and on the page, which as of today is as it is now', async () => {
    const told = [
      ...year2025(),
      agreed(CONFERENCE),
      claimed<PledgeEvent>({
        type: 'PledgeSigned',
        data: { ...signed(CONFERENCE, 'lao-cai').data, occurredOn: THIS_YEAR },
      }),
    ];
    const now = history(...told).row();
    expect(now?.signatures[0]?.recording.occurredOn).toEqual({ ...THIS_YEAR, by: TODAY });
    expect((await history(...told).asOf({ day: TODAY }, 'cum-7-tinh/2025'))?.signed).toBe(now?.signed);
    const before = await history(...told).asOf({ day: '2025-11-30' as LocalDate }, 'cum-7-tinh/2025');
    expect([now?.signed, before?.signed]).toEqual([1, 0]);
  });

  it.each<[string, PartialDate, PartialDate]>([
    ['a year that is not over', { date: '2025' }, { date: '2025', by: TODAY }],
    ['a month that is not over', { date: '2025-12' }, { date: '2025-12', by: TODAY }],
    ['an unknown date', { date: 'unknown' }, { date: 'unknown', by: TODAY }],
    ['a year that is over', { date: '2024' }, { date: '2024' }],
    ['a month that is over', { date: '2025-11' }, { date: '2025-11' }],
    ['a day', { date: TODAY }, { date: TODAY }],
    ['a day before which the source tells it', { date: '2025', by: TODAY }, { date: '2025', by: TODAY }],
  ])('of a claim: %s', (_, told, occurredOn) => {
    expect(dataOf({ occurredOn: told, claim: { source: report } }, DECIDED_AT)).toEqual({ occurredOn });
  });

  it.each([
    ['a year', { date: '2024', by: '2023-06-01' }],
    ['a month', { date: '2024-03', by: '2024-02-29' }],
    ['a day', { date: '2024-03-02', by: '2024-03-01' }],
  ])('of a claim, none that was over before it can have begun: %s', (_, told) => {
    const occurredOn = told as PartialDate;
    expect(() => dataOf({ occurredOn, claim: { source: report } }, DECIDED_AT)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/occurredOn/by' })] }),
    );
  });

  it('and the same claim, sent again on another day, is the same', () => {
    const digests = ['2025-12-01', '2025-12-02', undefined].map((by) =>
      digestOf({
        command: { type: 'DissolveUnit', data: { ...onUnit, occurredOn: { date: '2025', ...(by && { by }) } } },
        mode: { kind: 'CLAIM', source: report },
        origin: sent(appointed).origin,
        undated: true,
      }),
    );
    expect(new Set(digests).size).toBe(1);
    const other = { ...onUnit, occurredOn: { date: '2024' } };
    const ofOther = digestOf({
      command: { type: 'DissolveUnit', data: other },
      mode: { kind: 'CLAIM', source: report },
      origin: sent(appointed).origin,
      undated: true,
    });
    expect(digests).not.toContain(ofOther);
  });
});
