import type { Gathered, Origin, Source } from '../../../src/kernel/event.js';

/** The bloc's secretary (tổ thư ký). */
export function secretary(blocId = 'cum-7-tinh'): Origin {
  return { subject: `local|secretary-${blocId}`, name: 'Thư ký', role: 'secretary', blocId };
}

/** The secretary recording what a unit did on paper or by hand in the hall. */
export function secretaryFor(unitId: string, blocId = 'cum-7-tinh'): Origin {
  return {
    ...secretary(blocId),
    onBehalfOf: { unitId, person: { name: 'Người ký giấy' }, document: { number: '01/BB', title: 'Biên bản' } },
  };
}

/** The authorised person of a member unit. */
export function representativeOf(unitId: string): Origin {
  return { subject: `local|${unitId}`, name: `Đại diện ${unitId}`, role: 'representative', unitId };
}

/** A person of the secretariat (tổ giúp việc), at home in some unit. */
export function appraiserOf(unitId: string, blocId = 'cum-7-tinh'): Origin {
  return { subject: `local|appraiser-${unitId}`, name: 'Tổ giúp việc', role: 'appraiser', unitId, blocId };
}

export const council: Origin = { subject: 'local|council', name: 'Hội đồng', role: 'council' };

/** The source of the claims in tests. */
export const report: Source = { title: 'Hội nghị tổng kết', publisher: 'Báo Lào Cai', date: '2025-03-22' };

/** A fact of another stream, as it is gathered for a command. */
export function gathered(type: string, stream: string, data: object): Gathered {
  return { stream, revision: 0, eventId: `${stream}@0`, type, data };
}
