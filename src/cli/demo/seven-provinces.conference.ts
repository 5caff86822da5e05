import { BLOC, NGUYEN_BICH_NGOC, PLACE, type Province, SECRETARY, TRINH_XUAN_TRUONG } from './seven-provinces.cast.js';
import { YEAR_2024 } from './seven-provinces.scores.js';
import { type Chapter, onDay, type Request } from './story.js';

const PREPARATORY = onDay('2025-03-21');
const CONFERENCE = onDay('2025-03-22');

function proposal(id: string, form: string, nominee: Province, ballot: [string, string]): Request {
  const [ballotId, questionId] = ballot;
  return {
    by: SECRETARY,
    path: `${YEAR_2024}/proposals`,
    body: {
      ...PREPARATORY,
      proposalId: id,
      form,
      count: 1,
      nominees: [nominee],
      basis: { kind: 'BALLOT', ballotId, questionId },
    },
  };
}

/** A6 */
export const PROPOSALS: Chapter = {
  id: 'proposals',
  title: { vi: 'Đề nghị khen thưởng', en: 'Proposals' },
  steps: [
    {
      says: {
        vi: 'Đề nghị Thủ tướng tặng Cờ thi đua của Chính phủ cho Điện Biên, Bằng khen cho Lào Cai',
        en: 'The Prime Minister is asked for the flag for Điện Biên and a certificate for Lào Cai',
      },
      sends: [
        proposal('co-dien-bien', 'GOVERNMENT_FLAG', 'dien-bien', ['suy-ton-co', 'co-chinh-phu']),
        proposal('bang-khen-lao-cai', 'PM_CERTIFICATE', 'lao-cai', ['suy-ton-bang-khen', 'bang-khen-thu-tuong']),
      ],
    },
    {
      says: { vi: 'Đề nghị Cờ thi đua cho Lào Cai, xếp thứ 2', en: 'The flag is proposed for Lào Cai, ranked second' },
      refused: 'NOT_LEADING',
      sends: [proposal('co-lao-cai', 'GOVERNMENT_FLAG', 'lao-cai', ['suy-ton-co', 'co-chinh-phu'])],
    },
    {
      says: { vi: 'Đề nghị Bằng khen cho Cao Bằng dù chỉ 5/7 phiếu', en: 'A certificate is proposed on 5 votes of 7' },
      refused: 'THRESHOLD_NOT_MET',
      sends: [
        proposal('bang-khen-cao-bang', 'PM_CERTIFICATE', 'cao-bang', ['bieu-quyet-cao-bang', 'bang-khen-cao-bang']),
      ],
    },
  ],
};

const FLAG = `/blocs/${BLOC}/hand-overs/flag`;

function statistic(statisticId: string, title: string, [value, unit]: [string, string]): Request {
  const quantity = { value, qualifier: 'AT_LEAST', unit };
  return { by: SECRETARY, path: `${YEAR_2024}/statistics`, body: { ...CONFERENCE, statisticId, title, quantity } };
}

/** A10, A11, A12: what the conference of 22/3/2025 gave, handed over and reported. */
export const CONFERENCE_DAY: Chapter = {
  id: 'conference',
  title: { vi: 'Hội nghị tổng kết 22/3/2025', en: 'The closing conference of 22/3/2025' },
  steps: [
    {
      says: {
        vi: 'Bằng khen của Chủ tịch UBND tỉnh Lào Cai cho 7 tập thể, 7 cá nhân điển hình tiên tiến',
        en: 'Certificates of the chairman of Lào Cai for 7 collectives and 7 persons',
      },
      sends: [
        {
          by: SECRETARY,
          path: `${YEAR_2024}/awards`,
          body: {
            ...CONFERENCE,
            awardId: 'bang-khen-dien-hinh',
            form: 'Bằng khen của Chủ tịch UBND tỉnh Lào Cai',
            grantor: { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Lào Cai', unitId: 'lao-cai' },
            sessionId: 'tong-ket',
            collectives: { count: 7, named: [], presenter: TRINH_XUAN_TRUONG },
            individuals: { count: 7, named: [], presenter: NGUYEN_BICH_NGOC },
            exemplars: true,
          },
        },
      ],
    },
    {
      says: { vi: 'Ghi ba chỉ tiêu của Cụm, đều là “trên …”', en: 'Three figures of the cluster, all lower bounds' },
      sends: [
        statistic('viec-lam-moi', 'Lao động có việc làm mới', ['113000', 'lao động']),
        statistic('thu-ngan-sach', 'Thu ngân sách nhà nước', ['36000', 'tỷ đồng']),
        statistic('xuat-nhap-khau', 'Kim ngạch xuất nhập khẩu', ['10', 'tỷ USD']),
      ],
    },
    {
      says: { vi: 'Lào Cai trao Cờ luân lưu cho Cao Bằng', en: 'Lào Cai hands the rotating flag to Cao Bằng' },
      sends: [
        {
          by: SECRETARY,
          path: FLAG,
          body: {
            ...CONFERENCE,
            from: 'lao-cai',
            to: 'cao-bang',
            forYear: '2025',
            giver: TRINH_XUAN_TRUONG,
            receiver: NGUYEN_BICH_NGOC,
            place: PLACE,
          },
        },
      ],
    },
    {
      says: { vi: 'Lào Cai trao Cờ luân lưu lần nữa', en: 'Lào Cai hands the flag over once more' },
      refused: 'NOT_FLAG_HOLDER',
      sends: [
        { by: SECRETARY, path: FLAG, body: { ...CONFERENCE, from: 'lao-cai', to: 'dien-bien', forYear: '2025' } },
      ],
    },
  ],
};
