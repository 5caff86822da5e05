import { ProposalBody } from '../emulation-years/conferral/conferral.dto.js';
import { BLOC, count, DOCUMENT, id, text, UNIT, UNIT_NAME, WHEN, YEAR } from './columns.js';
import { formOf } from './form.js';
import { idOf } from './readings.js';
import { unitIdOf } from './units.import.js';

/** What blocs proposed in past years, by name or by number. */
export const PROPOSALS_FORM = formOf({
  kind: 'proposals',
  title: { vi: 'Đề nghị khen thưởng', en: 'Proposals of past years' },
  commands: ['ProposeCommendation'],
  columns: {
    blocId: BLOC,
    year: YEAR,
    proposalId: id({
      header: 'Mã đề nghị',
      required: false,
      explained: 'Để trống thì lấy theo hình thức và đơn vị',
      example: 'co-chinh-phu-2023',
    }),
    form: text({
      header: 'Hình thức',
      others: ['Hình thức khen thưởng', 'Hình thức đề nghị', 'Danh hiệu, hình thức khen thưởng'],
      required: true,
      explained: 'Theo nguồn, hoặc mã hình thức trong quy chế của năm',
      example: 'Cờ thi đua của Chính phủ',
    }),
    grantor: text({
      header: 'Cấp khen thưởng',
      others: ['Cấp trình khen', 'Cấp có thẩm quyền'],
      required: false,
      explained: 'Cơ quan hoặc người được đề nghị khen, nếu nguồn ghi',
      example: 'Thủ tướng Chính phủ',
    }),
    count: count({
      header: 'Số lượng',
      required: false,
      explained: 'Khi nguồn chỉ ghi số lượng',
      example: 1,
    }),
    unitId: { ...UNIT, others: ['Đơn vị được đề nghị', ...(UNIT.others ?? [])] },
    name: { ...UNIT_NAME, required: false },
    when: WHEN,
    document: DOCUMENT,
  },
  keyOf: (entry) => `${entry.blocId}/${entry.year}/${proposalIdOf(entry)}`,
  sendingOf: ([entry]) => {
    const { blocId, year, form, grantor, count: told } = entry;
    const nominees = nomineeOf(entry);
    return {
      command: 'ProposeCommendation',
      path: { blocId, year },
      Body: ProposalBody,
      body: {
        proposalId: proposalIdOf(entry),
        form,
        count: told ?? (nominees.length === 0 ? undefined : nominees.length),
        nominees,
        grantor: grantor === undefined ? undefined : { kind: 'EXTERNAL', name: grantor },
        basis: { kind: 'NONE' },
      },
    };
  },
});

type Named = Readonly<{ proposalId?: string; form: string; unitId?: string; name?: string }>;

function nomineeOf(entry: Named): readonly string[] {
  return entry.unitId === undefined && entry.name === undefined ? [] : [unitIdOf(entry)];
}

function proposalIdOf(entry: Named): string {
  return entry.proposalId ?? idOf([entry.form, ...nomineeOf(entry)].join(' '));
}
