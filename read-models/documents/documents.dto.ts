import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsName } from '../../src/http/shapes/field.decorators.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { ReferenceDocumentBody } from '../../src/http/shapes/shapes.dto.js';
import type { Instant } from '../../src/kernel/instant.js';
import { DOCUMENT_RELATIONS, type DocumentRelationKind } from '../../src/movements/movement.values.js';
import { answerOf, answersOf, EventReferenceView } from '../answer.dto.js';
import type { Citation } from '../audit-trail/audit-trail.js';
import type { DocumentTold, OneDocument } from './documents.js';

const NUMBER = { description: 'The number, however it is spelt', example: '58/KH-UBND' } as const;

export class DocumentsRequest extends PageRequest {
  @IsName(100, { optional: true, ...NUMBER }) number?: string;
}

class DocumentToldView implements DocumentTold {
  @ApiProperty({ type: ReferenceDocumentBody, description: 'As it is cited' }) document!: ReferenceDocumentBody;
  @ApiProperty({ type: EventReferenceView, description: 'The first event that cites it so' })
  event!: EventReferenceView;
  @ApiProperty({ example: 'DocumentLinked', description: 'The type of that event' }) type!: string;
}

const RELATION = {
  enum: DOCUMENT_RELATIONS,
  description: 'IMPLEMENTS: triển khai; REPLACES: thay thế; AMENDS: sửa đổi; CORRECTS: đính chính',
};

class RelationToView {
  @ApiProperty(RELATION) relation!: DocumentRelationKind;
  @ApiProperty({ type: ReferenceDocumentBody, description: 'The other document' }) to!: ReferenceDocumentBody;
}

class RelationFromView {
  @ApiProperty(RELATION) relation!: DocumentRelationKind;
  @ApiProperty({ type: ReferenceDocumentBody, description: 'The other document' }) from!: ReferenceDocumentBody;
}

export class OneDocumentView implements OneDocument {
  @ApiProperty({ type: ReferenceDocumentBody, description: 'All that is told of it; what is absent is unknown' })
  document!: ReferenceDocumentBody;
  @ApiProperty({ type: DocumentToldView, isArray: true, description: 'As it is cited, each way once' })
  toldAs!: readonly DocumentToldView[];
  @ApiProperty({ type: RelationToView, isArray: true, description: 'What it implements, replaces, amends' })
  relations!: readonly RelationToView[];
  @ApiProperty({ type: RelationFromView, isArray: true, description: 'What implements, replaces, amends it' })
  relatedFrom!: readonly RelationFromView[];
  @ApiProperty({
    type: Number,
    isArray: true,
    description: 'Places in the list, from 0, of documents that neither issuer nor date keeps apart from this one',
    example: [1],
  })
  possiblySame!: readonly number[];
}

/** All documents that bear a number. */
export class DocumentsOfNumberView {
  @ApiProperty({ example: '58/KH-UBND', description: 'The number as it was cited first' }) number!: string;
  @ApiProperty({
    type: OneDocumentView,
    isArray: true,
    description: 'Kept apart unless number and issuer agree and no date speaks against it',
  })
  documents!: readonly OneDocumentView[];
}

/** An event that cites a document of the number. */
export class CitationView implements Pick<Citation, 'reference' | 'event' | 'type' | 'mode' | 'recordedAt'> {
  @ApiProperty({ type: ReferenceDocumentBody, description: 'How it cites the document' })
  reference!: ReferenceDocumentBody;
  @ApiProperty({ type: EventReferenceView }) event!: EventReferenceView;
  @ApiProperty({ example: 'DocumentLinked', description: 'The type of the event' }) type!: string;
  @ApiProperty({ enum: ['ACT', 'CLAIM'], description: 'Done here, or entered from a source' }) mode!: 'ACT' | 'CLAIM';
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt!: Instant;
  @ApiPropertyOptional({ description: 'The bloc that it belongs to, where it belongs to one' }) blocId?: string;
  @ApiPropertyOptional({ description: 'The emulation year, where it belongs to one' }) year?: string;
}

export const DocumentListView = answersOf(answerOf(DocumentsOfNumberView));
export const CitationListView = answersOf(answerOf(CitationView));
