import { describe, it } from '@jest/globals';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { MovementCommand } from '../../src/movements/movement.commands.js';
import type { MovementEvent } from '../../src/movements/movement.events.js';
import { claimed } from '../support/given.js';
import { asking, BLOC, blocStanding, cited, given, joined, standings } from '../support/mothers/movement-commands.js';
import {
  DIRECTOR,
  EXEMPLARS,
  inMovement,
  launched,
  NEXT_EXEMPLARS,
  reviewed,
  THAI_NGUYEN,
  unknownDay,
  years,
} from '../support/mothers/movements.js';
import { representativeOf, secretary } from '../support/mothers/origins.js';
import { standingOf } from '../support/mothers/units.js';

describe('launching a movement', () => {
  it('records who launches it through whom, its period and what it goes on from', () => {
    const next = launched({
      ...inMovement('2020-07-03', NEXT_EXEMPLARS),
      person: DIRECTOR,
      period: years('2021', '2025'),
      predecessors: [EXEMPLARS],
    });
    given()
      .by(representativeOf(THAI_NGUYEN))
      .knowing(...standings, cited(EXEMPLARS))
      .when(asking(next))
      .then(next);
  });

  it('by an act says the launcher, the nature and the period', () => {
    const lacking = (field: 'nature' | 'period'): MovementCommand => {
      const { [field]: _, ...data } = launched().data;
      return { type: 'LaunchMovement', data };
    };
    const unknown = asking(launched({ launchedBy: { kind: 'UNKNOWN' } }));
    const refused = (kind: string, field: string) => ({ code: 'UNKNOWN_IN_ACT', facts: { kind, field } }) as const;
    given().when(unknown).thenRefused(refused('launcher', '/launchedBy'));
    given().when(lacking('nature')).thenRefused(refused('nature of the movement', '/nature'));
    given().when(lacking('period')).thenRefused(refused('period', '/period'));
    given()
      .when(asking(launched({ period: {} })))
      .thenRefused(refused('period', '/period'));
  });

  it('by a claim says what its source does, perhaps not even when', () => {
    const told: MovementEvent = {
      type: 'MovementLaunched',
      data: {
        movementId: EXEMPLARS,
        occurredOn: unknownDay,
        name: { vi: 'Dân vận khéo' },
        launchedBy: { kind: 'UNKNOWN' },
      },
    };
    given().claiming().when(asking(told)).then(told);
  });

  it('R39 is refused when the period ends before it begins, and taken when a partial date leaves it open', () => {
    const reversed = asking(launched({ period: years('2020', '2015') }));
    const facts = { from: '2020', to: '2015' };
    given().when(reversed).thenRefused({ code: 'INVALID_PERIOD', facts });
    given().claiming().when(reversed).thenRefused({ code: 'INVALID_PERIOD', facts });
    const within = launched({ period: years('2020-05', '2020') });
    given().when(asking(within)).then(within);
  });

  it('D15 is not recorded before it happened', () => {
    given()
      .when(asking(launched(inMovement('2026-01-01'))))
      .thenRefused({ code: 'DATE_IN_FUTURE', facts: { date: '2026-01-01' } });
  });

  it('is done once by acts, and by an act after a claim', () => {
    const again = { code: 'ALREADY_EXISTS', facts: { kind: 'movement', id: EXEMPLARS } } as const;
    given(launched()).when(asking(launched())).thenRefused(again);
    given(launched()).claiming().when(asking(launched())).thenRefused(again);
    given(claimed<MovementEvent>(launched())).when(asking(launched())).then(launched());
  });

  it('goes on from another movement that is on record, never from itself by whatever way', () => {
    const from = (id: string) => asking(launched({ predecessors: [id] }));
    given()
      .when(from(EXEMPLARS))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/predecessors/0' } });
    given()
      .when(from('khong-co'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'movement', id: 'khong-co' } });
    given()
      .knowing(...standings, cited('giua', { predecessors: [EXEMPLARS] }))
      .when(from('giua'))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/predecessors/0' } });
  });

  it('R40 is no act of a unit that is no more, or of a dissolved bloc', () => {
    const ended = standingOf(THAI_NGUYEN, 'Sở GTVT', { endedOn: '2015-03-01' as LocalDate });
    given()
      .knowing(ended)
      .when(asking(launched()))
      .thenRefused({ code: 'UNIT_NOT_ACTIVE', facts: { unit: 'Sở GTVT', date: '2015-03-01', successor: '–' } });
    const byBloc = asking(launched({ launchedBy: { kind: 'BLOC', blocId: BLOC } }));
    given()
      .knowing(blocStanding('2015-01-01'))
      .when(byBloc)
      .thenRefused({
        code: 'BLOC_NOT_ACTIVE',
        facts: { bloc: 'Cụm thi đua 7 tỉnh', date: '2015-01-01', successors: '–' },
      });
    given()
      .knowing()
      .when(byBloc)
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'bloc', id: BLOC } });
  });
});

describe('who speaks for a movement', () => {
  const refused = (facts: Readonly<Record<'role' | 'command' | 'own' | 'denied' | 'who', string>>) => ({
    code: 'NOT_ENTITLED' as const,
    facts: { ...facts, movementId: EXEMPLARS },
  });
  const representative = (own: string) => ({ role: 'representative', own, denied: 'OTHER_UNIT', who: 'LAUNCHER' });
  const abroad = { role: 'secretary', own: 'khoi-khac', denied: 'OTHER_BLOC' };

  it('is the representative of the unit that launches it, and of no other', () => {
    given().by(representativeOf(THAI_NGUYEN)).when(asking(launched())).then(launched());
    given()
      .by(representativeOf('lao-cai'))
      .when(asking(launched()))
      .thenRefused(refused({ ...representative('lao-cai'), command: 'LaunchMovement' }));
    given(launched())
      .by(representativeOf('lao-cai'))
      .when(asking(reviewed()))
      .thenRefused(refused({ ...representative('lao-cai'), command: 'ReviewMovement' }));
  });

  it('is the secretary of the bloc that launches it, by act and by claim, and of no other', () => {
    const byBloc = launched({ launchedBy: { kind: 'BLOC', blocId: BLOC } });
    given().by(secretary(BLOC)).when(asking(byBloc)).then(byBloc);
    given().by(secretary(BLOC)).claiming().when(asking(byBloc)).then(byBloc);
    const other = given().by(secretary('khoi-khac'));
    const command = 'LaunchMovement';
    other.when(asking(byBloc)).thenRefused(refused({ ...abroad, command, who: 'LAUNCHER' }));
    other
      .claiming()
      .when(asking(byBloc))
      .thenRefused(refused({ ...abroad, command, who: 'CLAIM_OF_MOVEMENT' }));
  });

  it('is the council for a superior, and who holds the office for its unit', () => {
    const chairman = { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh', unitId: THAI_NGUYEN } as const;
    const byChairman = launched({ launchedBy: chairman });
    given().when(asking(byChairman)).then(byChairman);
    given().by(representativeOf(THAI_NGUYEN)).when(asking(byChairman)).then(byChairman);
    const byPrimeMinister = launched({ launchedBy: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' } });
    given().when(asking(byPrimeMinister)).then(byPrimeMinister);
    given()
      .by(representativeOf(THAI_NGUYEN))
      .when(asking(byPrimeMinister))
      .thenRefused(refused({ ...representative(THAI_NGUYEN), command: 'LaunchMovement' }));
  });

  it('joins none before its launch (D29)', () => {
    given(launched())
      .when(asking(joined('2015-05-31')))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2015-06-01', second: '2015-05-31', order: 'MOVEMENT_LAUNCHED' },
      });
  });

  it('joins for the own bloc a movement that another launched', () => {
    given(launched()).by(secretary(BLOC)).when(asking(joined())).then(joined());
    given(launched())
      .by(secretary('khoi-khac'))
      .when(asking(joined()))
      .thenRefused(refused({ ...abroad, command: 'JoinMovement', who: 'PARTICIPANT' }));
  });
});
