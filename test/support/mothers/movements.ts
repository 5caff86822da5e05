import {
  BY_DEPARTMENT,
  DIRECTOR,
  EXEMPLARS,
  NEXT_EXEMPLARS,
  PLAN_OF_DEPARTMENT,
  PLAN_OF_PROVINCE,
  THAI_NGUYEN,
  years,
} from '../../../src/cli/demo/thai-nguyen.cast.js';
import type { ReferenceDocument } from '../../../src/kernel/party.js';
import type { PartialDate } from '../../../src/kernel/partial-date.js';
import type {
  DocumentLinked,
  MovementAwardConferred,
  MovementLaunched,
  MovementPeriodStated,
  MovementReviewed,
} from '../../../src/movements/movement.events.js';
import type { StatedPeriod } from '../../../src/movements/movement.values.js';

export { BY_DEPARTMENT, DIRECTOR, EXEMPLARS, NEXT_EXEMPLARS, PLAN_OF_DEPARTMENT, PLAN_OF_PROVINCE, THAI_NGUYEN, years };

export const inMovement = (date: string, movementId = EXEMPLARS) => ({ movementId, occurredOn: { date } });

export function launched(changes: Partial<MovementLaunched['data']> = {}): MovementLaunched {
  return {
    type: 'MovementLaunched',
    data: {
      ...inMovement('2015-06-01'),
      name: { vi: 'Phong trào thi đua xây dựng điển hình tiên tiến' },
      launchedBy: BY_DEPARTMENT,
      nature: 'GENERAL',
      period: years('2015', '2020'),
      ...changes,
    },
  };
}

export function periodStated(period: StatedPeriod, document?: ReferenceDocument): MovementPeriodStated {
  const data = { ...inMovement('2016-09-20'), period, ...(document === undefined ? {} : { document }) };
  return { type: 'MovementPeriodStated', data };
}

export function linked(changes: Partial<DocumentLinked['data']> = {}): DocumentLinked {
  return {
    type: 'DocumentLinked',
    data: {
      ...inMovement('2016-09-20'),
      document: PLAN_OF_DEPARTMENT,
      relations: [{ relation: 'IMPLEMENTS', document: PLAN_OF_PROVINCE }],
      ...changes,
    },
  };
}

export function reviewed(date = '2020-07-03', changes: Partial<MovementReviewed['data']> = {}): MovementReviewed {
  return {
    type: 'MovementReviewed',
    data: {
      ...inMovement(date),
      reviewId: 'tong-ket-2020',
      kind: 'FINAL',
      meeting: 'Hội nghị điển hình tiên tiến 2015 – 2020',
      ...changes,
    },
  };
}

export function honoured(
  collectives: number,
  individuals: number,
  changes: Partial<MovementAwardConferred['data']> = {},
): MovementAwardConferred {
  return {
    type: 'MovementAwardConferred',
    data: {
      ...inMovement('2020-07-03'),
      awardId: 'bieu-duong-2020',
      form: 'Giấy khen',
      grantor: BY_DEPARTMENT,
      collectives: { count: collectives, named: [] },
      individuals: { count: individuals, named: [] },
      exemplars: true,
      ...changes,
    },
  };
}

export const unknownDay: PartialDate = { date: 'unknown' };
