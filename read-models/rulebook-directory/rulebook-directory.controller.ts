import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { Fault } from '../../src/http/problems/fault.js';
import { PageRequest } from '../../src/http/shapes/page.dto.js';
import { defined } from '../../src/kernel/defined.js';
import { streamName } from '../../src/kernel/stream.js';
import { AsOfRequest } from '../as-of.dto.js';
import { ReplayPort } from '../replay-port.js';
import { RowRoute } from '../row-route.js';
import { type Answered, answeredWhole, type Listed, listed, Rows, type Whole } from '../rows.js';
import {
  RulebookAnswerView,
  RulebookListView,
  RulebookVersionAnswerView,
  RulebookKey,
  RulebookVersionKey,
  type RulebookVersionView,
  type RulebookView,
} from './rulebook-directory.dto.js';
import { RULEBOOK_DIRECTORY, type RulebookEntry } from './rulebook-directory.js';
import { RULEBOOKS_TABLE } from './rulebook-directory.table.js';

/** Rulebooks and their versions. Everybody may see by what rules blocs score, rank, vote and propose. */
@ApiTags('Rulebooks (quy chế)')
@Controller('rulebooks')
export class RulebookDirectoryController {
  constructor(
    private readonly rows: Rows,
    private readonly log: ReplayPort,
  ) {}

  @ReadRoute({
    what: 'OPEN',
    query: 'ListRulebooks',
    summary: 'Rulebooks in Vietnamese order',
    type: RulebookListView,
    table: RULEBOOKS_TABLE,
  })
  async list(@Query() request: PageRequest): Promise<Listed<RulebookView>> {
    return listed(await this.rows.page(RULEBOOK_DIRECTORY, request, { orderBy: ['sortKey'] }), view);
  }

  @RowRoute({
    path: ':rulebookId',
    what: 'OPEN',
    query: 'GetRulebook',
    summary: 'A rulebook: which versions of it were published, when and by which decision',
    type: RulebookAnswerView,
  })
  async one(@Param() { rulebookId }: RulebookKey, @Query() asOf: AsOfRequest): Promise<Whole<RulebookView>> {
    return answeredWhole(await this.rows.row(RULEBOOK_DIRECTORY, [rulebookId], asOf), view);
  }

  @RowRoute({
    path: ':rulebookId/versions/:version',
    what: 'OPEN',
    query: 'GetRulebookVersion',
    summary: 'One version of a rulebook, whole: every line with its kind, bands, options and caps',
    description: 'Read from the log itself, so that it answers at once. A version is never edited.',
    type: RulebookVersionAnswerView,
  })
  async version(@Param() { rulebookId, version }: RulebookVersionKey): Promise<Answered<RulebookVersionView>> {
    const stream = streamName('rulebook', rulebookId);
    // Each version is one event of the stream of its rulebook.
    const revision = Number(version) - 1;
    const published = await this.log.event(stream, revision);
    if (published === undefined) throw new Fault('NOT_FOUND');
    const { content, document } = published.data as Pick<RulebookVersionView, 'content' | 'document'>;
    return {
      row: { rulebookId, version: Number(version), title: content.title, ...defined({ document }), content },
      position: published.position,
      provenance: { [stream]: String(revision) },
    };
  }
}

function view({ sortKey: _, ...rulebook }: RulebookEntry): RulebookView {
  return rulebook;
}
