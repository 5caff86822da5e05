import { AgreeRankingBody } from '../emulation-years/ranking/ranking.dto.js';
import { BLOC, choice, count, DOCUMENT, text, UNIT, UNIT_NAME, WHEN, YEAR } from './columns.js';
import { formOf } from './form.js';
import { unitIdOf } from './units.import.js';

/** Places of past years, as their sources word them; the rows of a year are one ranking. */
export const RANKINGS_FORM = formOf({
  kind: 'rankings',
  title: { vi: 'Kết quả xếp hạng', en: 'Rankings of past years' },
  commands: ['AgreeRanking'],
  columns: {
    blocId: BLOC,
    year: YEAR,
    rank: count({
      header: 'Thứ hạng',
      others: ['Hạng', 'Xếp hạng', 'Xếp thứ', 'Vị thứ'],
      required: true,
      explained: 'Số thứ tự của hạng: 1, 2, 2, 4',
      example: 1,
    }),
    printed: text({
      header: 'Hạng theo nguồn',
      required: false,
      explained: 'Cách nguồn ghi thứ hạng, nếu khác số',
      example: 'đồng hạng nhì',
    }),
    unitId: UNIT,
    name: { ...UNIT_NAME, required: false },
    basis: choice(
      {
        header: 'Căn cứ xếp hạng',
        others: ['Cách xếp hạng'],
        required: true,
        explained: 'Một trong: nhất trí; bỏ phiếu; tự chấm',
        example: 'nhất trí',
      },
      { ASSENT: 'nhất trí', BALLOT: 'bỏ phiếu', SELF_SCORE: 'tự chấm' },
    ),
    whole: choice(
      {
        header: 'Đủ các thành viên',
        required: true,
        explained: 'có: nguồn nêu thứ hạng của mọi thành viên; không: chỉ nêu một phần',
        example: 'có',
      },
      { YES: 'có', NO: 'không' },
    ),
    when: WHEN,
    document: DOCUMENT,
  },
  atLeastOne: ['unitId', 'name'],
  keyOf: (entry) => `${entry.blocId}/${entry.year}/${unitIdOf(entry)}`,
  groupOf: ({ blocId, year }) => `${blocId}/${year}`,
  sendingOf: (entries) => {
    const [{ blocId, year, basis, whole }] = entries;
    const ranks = [...new Set(entries.map(({ rank }) => rank))].sort((a, b) => a - b);
    return {
      command: 'AgreeRanking',
      path: { blocId, year },
      Body: AgreeRankingBody,
      body: {
        basis,
        partial: whole === 'NO',
        groups: ranks.map((rank) => {
          const tied = entries.filter((entry) => entry.rank === rank);
          return {
            rank,
            subjects: tied.map((entry) => ({ unitId: unitIdOf(entry) })),
            orderKnown: tied.length === 1,
            printed: tied[0]?.printed,
          };
        }),
      },
    };
  },
});
