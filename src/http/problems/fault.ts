import { HttpStatus } from '@nestjs/common';
import { FAULTS_OF_STORES, unavailable, type Reason } from './faults-of-stores.js';
import type { Words } from './words.js';

/** Every fault of the service, in one table. Refusals of the domain are in `kernel/refusal-table.ts`. */
export const FAULTS = {
  MALFORMED_REQUEST: {
    status: HttpStatus.BAD_REQUEST,
    met: 'EVERYWHERE',
    en: 'The request cannot be read',
    vi: 'Không đọc được yêu cầu',
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    status: HttpStatus.BAD_REQUEST,
    met: 'COMMANDS',
    en: 'Send the header Idempotency-Key: 1 to 128 visible ASCII characters, the same when you send this again',
    vi: 'Phải gửi tiêu đề Idempotency-Key: 1 đến 128 ký tự ASCII nhìn thấy được, giữ nguyên khi gửi lại',
  },
  IF_MATCH_INVALID: {
    status: HttpStatus.BAD_REQUEST,
    met: 'COMMANDS',
    en: 'If-Match must be the ETag of a receipt, such as "12"',
    vi: 'If-Match phải là ETag của một biên nhận, ví dụ "12"',
  },
  UNAUTHENTICATED: {
    status: HttpStatus.UNAUTHORIZED,
    met: 'WITH_TOKEN',
    en: 'Send a valid bearer token',
    vi: 'Phải gửi mã truy cập (bearer token) hợp lệ',
  },
  TOKEN_INCOMPLETE: {
    status: HttpStatus.FORBIDDEN,
    met: 'WITH_TOKEN',
    en: 'The token gives the role {role} no usable claim "{claim}": ask for one whose "{claim}" is an id, such as dien-bien',
    vi: 'Mã truy cập của vai trò {role} không có "{claim}" hợp lệ: hãy xin mã có "{claim}" là một mã định danh, ví dụ dien-bien',
  },
  NOT_FOUND: {
    status: HttpStatus.NOT_FOUND,
    met: 'ELSEWHERE',
    en: 'There is nothing here',
    vi: 'Không có gì ở địa chỉ này',
  },
  METHOD_NOT_ALLOWED: {
    status: HttpStatus.METHOD_NOT_ALLOWED,
    met: 'ELSEWHERE',
    en: 'This address takes other methods; see the header Allow',
    vi: 'Địa chỉ này nhận phương thức khác; xem tiêu đề Allow',
  },
  REQUEST_TIMEOUT: {
    status: HttpStatus.REQUEST_TIMEOUT,
    met: 'EVERYWHERE',
    en: 'The request took too long to arrive',
    vi: 'Yêu cầu gửi đến quá chậm',
  },
  PRECONDITION_FAILED: {
    status: HttpStatus.PRECONDITION_FAILED,
    met: 'COMMANDS',
    en: 'The record has moved on since revision {expected}; read it again',
    vi: 'Dữ liệu đã thay đổi từ bản {expected}; hãy tải lại',
  },
  NO_SUCH_REVISION: {
    status: HttpStatus.PRECONDITION_FAILED,
    met: 'COMMANDS',
    en: 'This record has no revision {expected}; read it again or, to begin it, send this without If-Match',
    vi: 'Hồ sơ này không có bản {expected}; hãy tải lại hoặc, để lập mới, gửi không kèm If-Match',
  },
  PAYLOAD_TOO_LARGE: {
    status: HttpStatus.PAYLOAD_TOO_LARGE,
    met: 'COMMANDS',
    en: 'The body is larger than allowed here',
    vi: 'Nội dung gửi lên vượt quá giới hạn cho phép',
  },
  TOO_LARGE_TO_STORE: {
    status: HttpStatus.PAYLOAD_TOO_LARGE,
    met: 'COMMANDS',
    en: 'With what is kept beside it, this exceeds what the event store takes at once ({limit}); nothing was recorded. Send less, or have that limit raised',
    vi: 'Nội dung này cùng dữ liệu lưu kèm vượt quá giới hạn một lần ghi của kho sự kiện ({limit}); chưa ghi nhận gì. Hãy gửi ít hơn, hoặc đề nghị nâng giới hạn',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: HttpStatus.UNSUPPORTED_MEDIA_TYPE,
    met: 'COMMANDS',
    en: 'Send the body as application/json, in UTF-8 and not compressed',
    vi: 'Hãy gửi nội dung dạng application/json, mã UTF-8, không nén',
  },
  EXPECTATION_FAILED: {
    status: HttpStatus.EXPECTATION_FAILED,
    met: 'EVERYWHERE',
    en: 'The only expectation that is met is Expect: 100-continue',
    vi: 'Chỉ đáp ứng tiêu đề Expect: 100-continue',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    met: 'EVERYWHERE',
    en: 'The headers are larger than 16 KiB together',
    vi: 'Các tiêu đề (header) vượt quá 16 KiB',
  },
  TOO_MANY_REQUESTS: {
    status: HttpStatus.TOO_MANY_REQUESTS,
    met: 'EVERYWHERE',
    en: 'Too many requests; wait as the header Retry-After says',
    vi: 'Quá nhiều yêu cầu; hãy đợi theo tiêu đề Retry-After',
  },
  OVERLOADED: {
    ...unavailable('EVERYWHERE'),
    en: 'The service is overloaded; nothing was recorded, try again',
    vi: 'Hệ thống đang quá tải; chưa ghi nhận gì, hãy thử lại',
    retryAfter: 1,
  },
  STOPPING: {
    ...unavailable('EVERYWHERE'),
    en: 'The service is stopping; nothing was recorded, try again',
    vi: 'Hệ thống đang dừng; chưa ghi nhận gì, hãy thử lại',
    retryAfter: 5,
  },
  ...FAULTS_OF_STORES,
  NOT_READABLE_YET: {
    ...unavailable('QUERIES'),
    en: 'What was recorded is not readable yet; nothing is lost, try again',
    vi: 'Dữ liệu đã ghi chưa đọc được; không mất gì, hãy thử lại',
    retryAfter: 1,
  },
  READ_MODELS_UNAVAILABLE: {
    ...unavailable('QUERIES'),
    en: 'What was recorded cannot be read at the moment; nothing is lost, try again',
    vi: 'Tạm thời không đọc được dữ liệu đã ghi; không mất gì, hãy thử lại',
    retryAfter: 5,
  },
  KEYS_UNREACHABLE: {
    ...unavailable('WITH_TOKEN'),
    en: 'Tokens cannot be verified at the moment; try again',
    vi: 'Tạm thời không kiểm tra được mã truy cập; hãy thử lại',
    retryAfter: 5,
  },
  INTERNAL: {
    status: HttpStatus.INTERNAL_SERVER_ERROR,
    met: 'EVERYWHERE',
    en: 'A fault of the service; it was written to the log under this traceId',
    vi: 'Lỗi của hệ thống; đã ghi vào nhật ký theo traceId này',
  },
} as const satisfies Record<string, Reason>;

export type FaultCode = keyof typeof FAULTS;

/** An error that the service answers with a problem of its own table. */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    readonly facts: Readonly<Record<string, string | number>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
    /** For the log alone. */
    options?: ErrorOptions,
  ) {
    super(FAULTS[code].en, options);
    this.name = 'Fault';
  }
}

/** A field of the wrong shape: its JSON pointer (RFC 6901) and the reason. */
export type FieldError = Readonly<{ pointer: string; messages: Words }>;

/** The request does not have the expected shape. */
export class InvalidInput extends Error {
  constructor(
    readonly errors: readonly FieldError[],
    /** How many faults there are besides those that are named. */
    readonly more = 0,
  ) {
    super(errors.map(({ pointer, messages }) => `${pointer} ${messages.en}`).join('; '));
    this.name = 'InvalidInput';
  }
}
