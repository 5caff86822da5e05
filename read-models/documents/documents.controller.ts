import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { SEES, standpointOf } from '../../src/identity/policy.js';
import { documentKey } from '../../src/kernel/document-identity.js';
import type { Origin } from '../../src/kernel/event.js';
import { homeBlocOf, IN_NO_BLOC } from '../../src/kernel/stream.js';
import { type Citation, DOCUMENT_CITATIONS } from '../audit-trail/audit-trail.js';
import { Caller } from '../caller.js';
import { given, type Listed, listed, Rows } from '../rows.js';
import { DOCUMENTS, type DocumentsFor, documentsIn } from './documents.js';
import {
  CitationListView,
  type CitationView,
  DocumentListView,
  type DocumentsOfNumberView,
  DocumentsRequest,
} from './documents.dto.js';
import { CITATIONS_TABLE, DOCUMENTS_TABLE } from './documents.table.js';

/** Cited documents (văn bản) by number. Who inspects sees all; others what is done in public, and besides what the own bloc cites. */
@ApiTags('Documents (văn bản)')
@Controller('documents')
export class DocumentsController {
  constructor(private readonly rows: Rows) {}

  @ReadRoute({
    what: 'OPEN',
    query: 'ListDocuments',
    summary: 'Cited documents by number: who issued them and when, how they stand to each other, which may be the same',
    type: DocumentListView,
    table: DOCUMENTS_TABLE,
  })
  async list(@Query() request: DocumentsRequest, @Caller() caller: Origin): Promise<Listed<DocumentsOfNumberView>> {
    const numberKey = request.number && documentKey(request.number);
    const where = { for: seesAll(caller), ...given({ numberKey }) };
    const page = await this.rows.page(DOCUMENTS, request, { where, orderBy: ['for', 'numberKey'] });
    return listed(page, (row) => ({ number: row.number, documents: documentsIn(row) }));
  }

  /** A page may be shorter than asked for where it had to pass by many that the caller may not see. */
  @ReadRoute({
    path: 'citations',
    what: 'OPEN',
    query: 'ListCitations',
    summary: 'Events that cite documents, by number and in the order in which they were recorded',
    type: CitationListView,
    table: CITATIONS_TABLE,
  })
  async citations(@Query() request: DocumentsRequest, @Caller() caller: Origin): Promise<Listed<CitationView>> {
    const document = request.number && documentKey(request.number);
    const query = { where: given({ document }), orderBy: ['document', 'recordedAt'] };
    const page = await this.rows.pageOfWanted(DOCUMENT_CITATIONS, request, query, (row) => maySee(row, caller));
    return listed(page, citationView);
  }
}

/** Who sees its working papers sees those of all. */
const OF_NO_BLOC = { blocId: IN_NO_BLOC, isMember: () => false };

function seesAll(caller: Origin): DocumentsFor {
  return SEES.PAPERS[standpointOf(caller, OF_NO_BLOC)] === 'ALWAYS' ? 'ALL' : 'OPEN';
}

/** Which units are members of the year is not asked here: a representative is told of what is open. */
function maySee({ matter, blocId, event }: Citation, caller: Origin): boolean {
  const standpoint = standpointOf(caller, { blocId: homeBlocOf(event.stream, blocId), isMember: () => false });
  return SEES[matter][standpoint] === 'ALWAYS';
}

function citationView({ reference, event, type, mode, recordedAt, blocId, year }: Citation): CitationView {
  return {
    ...{ reference, event, type, mode, recordedAt },
    ...(blocId === '' ? {} : { blocId }),
    ...(year === '' ? {} : { year }),
  };
}
