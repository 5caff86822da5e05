import { RegisterUnitBody } from '../units/unit.dto.js';
import { UNIT_KIND_WORDS } from '../units/unit.values.js';
import { choice, date, DOCUMENT, id, text, UNIT, UNIT_NAME, WHEN } from './columns.js';
import { formOf } from './form.js';
import { idOf } from './readings.js';

/** Units, as an exported list of units has them. */
export const UNITS_FORM = formOf({
  kind: 'units',
  title: { vi: 'Danh sách đơn vị', en: 'Units' },
  commands: ['RegisterUnit'],
  columns: {
    unitId: UNIT,
    name: UNIT_NAME,
    short: text({
      header: 'Tên ngắn',
      others: ['Tên rút gọn'],
      required: false,
      explained: 'Tên dùng trong bảng; để trống thì lấy tên đầy đủ',
      example: 'Điện Biên',
    }),
    abbreviation: text({
      header: 'Tên viết tắt',
      others: ['Viết tắt'],
      required: false,
      explained: 'Tên viết tắt trong số văn bản',
      example: 'UBND',
    }),
    english: text({ header: 'Tên tiếng Anh', required: false, explained: 'Nếu có', example: 'Điện Biên Province' }),
    unitKind: choice(
      {
        header: 'Loại đơn vị',
        others: ['Loại'],
        required: true,
        explained: `Một trong: ${Object.values(UNIT_KIND_WORDS).join('; ')}`,
        example: 'tỉnh, thành phố',
      },
      UNIT_KIND_WORDS,
    ),
    parentId: id({
      header: 'Mã đơn vị cấp trên',
      others: ['Đơn vị cấp trên', 'Đơn vị chủ quản'],
      required: false,
      explained: 'Mã của đơn vị cấp trên trực tiếp, đã có trong hệ thống',
      example: 'ubnd-tinh-dien-bien',
    }),
    existsFrom: date({
      header: 'Thành lập từ',
      others: ['Ngày thành lập', 'Năm thành lập'],
      required: false,
      explained: 'Ngày, tháng hoặc năm thành lập, nếu nguồn ghi',
      example: '2004',
    }),
    when: WHEN,
    document: DOCUMENT,
  },
  keyOf: (entry) => unitIdOf(entry),
  sendingOf: ([entry]) => {
    const { name, short = name, english, abbreviation, unitKind, parentId, existsFrom } = entry;
    return {
      command: 'RegisterUnit',
      path: {},
      Body: RegisterUnitBody,
      body: {
        unitId: unitIdOf(entry),
        kind: unitKind,
        name: {
          full: { vi: name, ...(english === undefined ? {} : { en: english }) },
          short: { vi: short },
          abbreviation,
        },
        parentId,
        existsFrom: existsFrom === undefined ? undefined : { date: existsFrom },
      },
    };
  },
});

/** The id that the sheet gives the unit, or else the one that its name makes. */
export function unitIdOf({ unitId, name = '' }: Readonly<{ unitId?: string; name?: string }>): string {
  return unitId ?? idOf(name);
}
