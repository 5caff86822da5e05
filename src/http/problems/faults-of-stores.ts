import { HttpStatus } from '@nestjs/common';
import type { Words } from './words.js';

/**
 * Where a fault is met: on each route; on each that asks for a token; on commands or queries alone; or only where there is
 * no such route. The OpenAPI document says of each route what is met there.
 */
export type Met = 'EVERYWHERE' | 'WITH_TOKEN' | 'COMMANDS' | 'QUERIES' | 'ELSEWHERE';

/** A reason why the service itself, not a rule of the domain, refused. `retryAfter` in seconds, where waiting helps. */
export type Reason = Words & Readonly<{ status: HttpStatus | 431; met: Met; retryAfter?: number }>;

export function unavailable<M extends Met>(met: M) {
  return { status: HttpStatus.SERVICE_UNAVAILABLE, met } as const;
}

/** Why the event store keeps a request from being answered. */
export const FAULTS_OF_STORES = {
  STORE_UNAVAILABLE: {
    ...unavailable('WITH_TOKEN'),
    en: 'The event store cannot be reached at the moment; nothing was recorded, try again',
    vi: 'Tạm thời không kết nối được kho sự kiện; chưa ghi nhận gì, hãy thử lại',
    retryAfter: 5,
  },
  STORE_FULL: {
    ...unavailable('COMMANDS'),
    en: 'The disk of the event store is full; nothing was recorded. Tell who operates the service to make room on it, and send this again',
    vi: 'Ổ đĩa của kho sự kiện đã đầy; chưa ghi nhận gì. Hãy báo người vận hành giải phóng dung lượng ổ đĩa, rồi gửi lại',
    retryAfter: 60,
  },
  STORE_REFUSES: {
    ...unavailable('WITH_TOKEN'),
    en: 'The event store refuses the service, or fails at this; nothing was recorded. Tell who operates the service: its log names the reason and the remedy',
    vi: 'Kho sự kiện từ chối hệ thống hoặc không xử lý được yêu cầu này; chưa ghi nhận gì. Hãy báo người vận hành: nhật ký nêu nguyên nhân và cách khắc phục',
    retryAfter: 60,
  },
  CLOCK_IMPLAUSIBLE: {
    ...unavailable('WITH_TOKEN'),
    en: 'The clock of the ledger and what it has recorded cannot both be right; nothing was recorded: tell who runs the ledger',
    vi: 'Đồng hồ của hệ thống và thời điểm đã ghi nhận không thể cùng đúng; chưa ghi nhận gì: hãy báo người vận hành hệ thống',
    retryAfter: 60,
  },
  OUTCOME_UNKNOWN: {
    ...unavailable('COMMANDS'),
    en: 'It is not known whether this was recorded; send it again with the same Idempotency-Key',
    vi: 'Chưa rõ đã ghi nhận hay chưa; hãy gửi lại với cùng Idempotency-Key',
    retryAfter: 5,
  },
  NOT_UNDERSTOOD: {
    ...unavailable('WITH_TOKEN'),
    en: 'A newer release wrote {type} (schema {schema}), which this one does not understand: start a newer release',
    vi: 'Phiên bản mới hơn đã ghi {type} (lược đồ {schema}) mà phiên bản này không hiểu: hãy chạy phiên bản mới hơn',
    retryAfter: 60,
  },
  STREAM_CUT: {
    ...unavailable('WITH_TOKEN'),
    en: 'The event store does not show all events of a stream any more: nothing is decided or answered from it until they are put back',
    vi: 'Kho sự kiện không còn hiển thị đủ các sự kiện của một luồng: không quyết định và không trả lời gì từ luồng này cho đến khi được khôi phục',
    retryAfter: 60,
  },
} as const satisfies Record<string, Reason>;
