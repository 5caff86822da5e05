import type { Words } from '../http/problems/words.js';
import { MOST, type Unreadable, type UnreadableFile } from '../sheets/sheet.js';
import type { Line } from './read-form.js';

const MIB = 1024 * 1024;

const REASONS: Readonly<Record<Unreadable, Words>> = {
  EMPTY: { vi: 'tệp rỗng', en: 'the file is empty' },
  TOO_LARGE: {
    vi: `tệp lớn hơn ${MOST.bytes / MIB} MiB: hãy chia thành nhiều tệp`,
    en: `the file is larger than ${MOST.bytes / MIB} MiB: divide it into several`,
  },
  NO_SHEET: {
    vi: 'không phải tệp bảng tính: hãy gửi .xlsx hoặc .csv',
    en: 'is no spreadsheet: send .xlsx or .csv',
  },
  OLD_FORMAT: {
    vi: 'là tệp Office kiểu cũ (.xls): hãy mở và lưu lại dạng .xlsx',
    en: 'is an Office file of the old kind (.xls): open it and save it as .xlsx',
  },
  PASSWORD: {
    vi: 'tệp được bảo vệ bằng mật khẩu: hãy bỏ mật khẩu rồi lưu lại',
    en: 'the file is protected by a password: take it off and save it again',
  },
  TRUNCATED: {
    vi: 'tệp không trọn vẹn, có thể bị cắt khi tải: hãy lấy lại tệp gốc',
    en: 'the file is not whole, perhaps cut off on its way: take the original again',
  },
  TOO_LARGE_INSIDE: {
    vi: 'nội dung giải nén của tệp quá lớn so với một bảng tính bình thường',
    en: 'what the file holds is far larger than a usual spreadsheet once it is unpacked',
  },
  MACROS: {
    vi: 'tệp có macro: hãy lưu lại dạng .xlsx, không có macro',
    en: 'the file has macros: save it as .xlsx, without macros',
  },
  EXTERNAL_LINKS: {
    vi: 'tệp lấy số liệu từ tệp khác: hãy thay các liên kết bằng giá trị rồi lưu lại',
    en: 'the file takes values from other files: replace these links by their values and save it again',
  },
  DAMAGED: { vi: 'nội dung tệp bị hỏng ở đây', en: 'the file is damaged here' },
  TOO_MANY_ROWS: {
    vi: `tệp có hơn ${vietnamese(MOST.rows)} dòng: hãy chia thành nhiều tệp`,
    en: `the file has more than ${MOST.rows} rows: divide it into several`,
  },
  TOO_MANY_COLUMNS: {
    vi: `bảng có hơn ${MOST.columns} cột`,
    en: `the sheet has more than ${MOST.columns} columns`,
  },
  TEXT_TOO_LONG: {
    vi: `ô có hơn ${vietnamese(MOST.text)} ký tự`,
    en: `the cell has more than ${MOST.text} characters`,
  },
};

/** The end of a file that is not read on: why, and where as far as that is known. */
export function unreadable({ reason, at = 'A1' }: UnreadableFile): Line {
  return { fate: 'WRONG', at, messages: REASONS[reason] };
}

function vietnamese(number: number): string {
  return number.toLocaleString('vi-VN');
}
