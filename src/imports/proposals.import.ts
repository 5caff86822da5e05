import { ProposalBody } from '../emulation-years/conferral/conferral.dto.js';
import { BLOC, count, DOCUMENT, id, ids, text, UNIT, UNIT_NAME, WHEN, YEAR } from './columns.js';
import { formOf } from './form.js';
import type { Party } from '../kernel/party.js';
import { idOf, plain } from './readings.js';
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
    unitId: ids({ ...UNIT, header: 'Đơn vị được đề nghị', others: [UNIT.header, ...UNIT.others] }),
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
        grantor: grantorOf(grantor),
        basis: { kind: 'NONE' },
      },
    };
  },
});

/** Where a sheet does not name it, or says that it is not known, it is left to the ledger. */
function grantorOf(name: string | undefined): Party | undefined {
  return name === undefined || plain(name) === 'chua ro' ? undefined : { kind: 'EXTERNAL', name };
}

type Named = Readonly<{ proposalId?: string; form: string; unitId?: readonly string[]; name?: string }>;

function nomineeOf(entry: Named): readonly string[] {
  return entry.unitId ?? (entry.name === undefined ? [] : [unitIdOf({ name: entry.name })]);
}

function proposalIdOf(entry: Named): string {
  return entry.proposalId ?? idOf([entry.form, ...nomineeOf(entry)].join(' '));
}
