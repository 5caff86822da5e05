import { tableOfList } from '../../src/http/shapes/table.js';
import { documentText, joined, partyText, recordingColumns } from '../columns.js';
import type { CouncilReviewView } from './council-reviews.dto.js';

export const COUNCIL_REVIEWS_TABLE = tableOfList<CouncilReviewView>('Hội đồng xét khen thưởng', [
  { header: 'Mã phiên xét', of: ({ councilReviewId }) => councilReviewId },
  { header: 'Hội đồng', of: ({ recorded }) => partyText(recorded.value.council) },
  { header: 'Số khối, cụm', of: ({ recorded }) => recorded.value.blocs },
  { header: 'Hình thức: đồng ý/đề nghị', of: ({ recorded }) => joined(recorded.value.forms.map(inShort)) },
  { header: 'Biên bản', of: ({ recorded }) => documentText(recorded.value.document) },
  ...recordingColumns<CouncilReviewView>(({ recorded }) => recorded.recording),
]);

function inShort({ form, agreed, proposed }: CouncilReviewView['recorded']['value']['forms'][number]): string {
  return `${form ?? 'chưa rõ'}: ${agreed ?? 'chưa rõ'}/${proposed ?? 'chưa rõ'}`;
}
