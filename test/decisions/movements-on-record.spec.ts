import { describe, it } from '@jest/globals';
import type { MovementEvent } from '../../src/movements/movement.events.js';
import type { Known } from '../support/given.js';
import { asking, cited, given, joined, standings } from '../support/mothers/movement-commands.js';
import {
  BY_DEPARTMENT,
  EXEMPLARS,
  inMovement,
  launched,
  linked,
  NEXT_EXEMPLARS,
  periodStated,
  PLAN_OF_DEPARTMENT,
  PLAN_OF_PROVINCE,
  reviewed,
  unknownDay,
  years,
} from '../support/mothers/movements.js';

const closed = (date: string, reason?: string): MovementEvent => ({
  type: 'MovementClosed',
  data: { ...inMovement(date), ...(reason === undefined ? {} : { reason }) },
});
const succeeded = (successor: string): MovementEvent => ({
  type: 'MovementSuccessorNamed',
  data: { ...inMovement('2020-07-03'), successor },
});

describe('a movement on record', () => {
  it('keeps periods that disagree side by side, each once', () => {
    const other = periodStated(years('2016', '2020'), PLAN_OF_DEPARTMENT);
    given(launched()).when(asking(other)).then(other);
    given(launched(), other)
      .when(asking(other))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'period', id: EXEMPLARS } });
    given(launched())
      .when(asking(periodStated(years('2021', '2020'))))
      .thenRefused({ code: 'INVALID_PERIOD', facts: { from: '2021', to: '2020' } });
  });

  it('links a plan with what it implements, each relation once', () => {
    given(launched()).when(asking(linked())).then(linked());
    given(launched(), linked())
      .when(asking(linked()))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'document', id: '1255/SGTVT-VP' } });
    const amending = linked({ relations: [{ relation: 'AMENDS', document: PLAN_OF_PROVINCE }] });
    given(launched(), linked()).when(asking(amending)).then(amending);
    const alone = linked({ document: PLAN_OF_PROVINCE, relations: [] });
    given(launched(), linked()).when(asking(alone)).then(alone);
  });

  it('links no document that nothing is told of, and none to itself', () => {
    given(launched())
      .when(asking(linked({ document: { kind: 'PLAN' } })))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/document' } });
    given(launched())
      .when(asking(linked({ relations: [{ relation: 'AMENDS', document: PLAN_OF_DEPARTMENT }] })))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/relations/0/document' } });
  });

  it('D29 links by an act no plan that is older than the one it implements; of a claim it is remarked', () => {
    const older = linked({
      document: PLAN_OF_PROVINCE,
      relations: [{ relation: 'IMPLEMENTS', document: PLAN_OF_DEPARTMENT }],
    });
    const facts = { first: '2016-09-20', second: '2016-06-27', order: 'DOCUMENT_RESTS_ON' };
    given(launched()).when(asking(older)).thenRefused({ code: 'INVALID_DATES', facts });
    given(launched())
      .claiming()
      .when(asking(older))
      .thenWarns([{ code: 'INVALID_DATES', facts, rule: 'D29' }], older);
  });

  it('has one entry for each who joins', () => {
    given(launched(), joined())
      .when(asking(joined()))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'participant', id: EXEMPLARS } });
    const unknown: MovementEvent = {
      type: 'MovementJoined',
      data: { ...inMovement('2016-01-05'), participant: { kind: 'UNKNOWN' } },
    };
    given(launched())
      .when(asking(unknown))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'participant', field: '/participant' } });
    given(launched()).claiming().when(asking(unknown)).then(unknown);
  });

  it('R39 is reviewed before its end, and not before its launch', () => {
    given(launched())
      .when(asking(reviewed('2020-07-03')))
      .then(reviewed('2020-07-03'));
    const facts = { first: '2015-06-01', second: '2014-07-03', order: 'MOVEMENT_LAUNCHED' };
    given(launched())
      .when(asking(reviewed('2014-07-03')))
      .thenRefused({ code: 'INVALID_DATES', facts });
    given(launched({ occurredOn: unknownDay }))
      .when(asking(reviewed('2014-07-03')))
      .then(reviewed('2014-07-03'));
  });

  it('is reviewed under an id once, and an act says which kind of review it is', () => {
    given(launched(), reviewed())
      .when(asking(reviewed()))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'review', id: 'tong-ket-2020' } });
    const { kind: _, ...data } = reviewed().data;
    const untold = { type: 'MovementReviewed', data } as MovementEvent;
    given(launched())
      .when(asking(untold))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'kind of review', field: '/kind' } });
    given(launched()).claiming().when(asking(untold)).then(untold);
  });

  it('tells at its review how who took part was rated, over a period that does not end before it begins', () => {
    const rated = reviewed('2020-07-03', {
      ratings: [
        { of: BY_DEPARTMENT, ratings: ['Hoàn thành xuất sắc', 'Hoàn thành tốt'], period: years('2020', '2015') },
      ],
    });
    given(launched())
      .when(asking(rated))
      .thenRefused({ code: 'INVALID_PERIOD', facts: { from: '2020', to: '2015' } });
  });

  it('ends once, not before its last review, and before the end of its period with the reason', () => {
    given(launched())
      .when(asking(closed('2020-12-31')))
      .then(closed('2020-12-31'));
    given(launched())
      .when(asking(closed('2019-01-31')))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'reason', field: '/reason' } });
    given(launched())
      .when(asking(closed('2019-01-31', 'Sáp nhập')))
      .then(closed('2019-01-31', 'Sáp nhập'));
    given(launched(), reviewed())
      .when(asking(closed('2020-06-30', 'Xong')))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2020-07-03', second: '2020-06-30', order: 'MOVEMENT_CLOSED' },
      });
    given(launched(), closed('2020-12-31'))
      .when(asking(closed('2020-12-31')))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'end of the movement', id: EXEMPLARS } });
  });

  it('begins nothing new after its end; what was before may be told later', () => {
    const history: readonly Known<MovementEvent>[] = [launched(), closed('2020-12-31')];
    const over = { code: 'INVALID_TRANSITION', facts: { step: 'MOVEMENT_CLOSED' } } as const;
    given(...history)
      .when(asking(reviewed('2021-07-03')))
      .thenRefused(over);
    given(...history)
      .when(asking(joined('2021-01-01')))
      .thenRefused(over);
    given(...history)
      .claiming()
      .when(asking(reviewed('2021-07-03')))
      .thenWarns([over], reviewed('2021-07-03'));
    given(...history)
      .when(asking(reviewed('2020-07-03')))
      .then(reviewed('2020-07-03'));
    given(...history)
      .when(asking(reviewed('2020-12-31')))
      .then(reviewed('2020-12-31'));
  });

  it('names a successor once, and never itself by whatever way', () => {
    given(launched())
      .when(asking(succeeded(NEXT_EXEMPLARS)))
      .then(succeeded(NEXT_EXEMPLARS));
    given(launched(), succeeded(NEXT_EXEMPLARS))
      .when(asking(succeeded(NEXT_EXEMPLARS)))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'successor', id: NEXT_EXEMPLARS } });
    given(launched())
      .knowing(...standings, cited('giua', { successors: [EXEMPLARS] }))
      .when(asking(succeeded('giua')))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/successor' } });
  });

  it('must be on record for all that follows a launch', () => {
    given()
      .when(asking(reviewed()))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'movement', id: EXEMPLARS } });
  });
});
