import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { BlocPath } from '../path.dto.js';
import { RowRoute } from '../row-route.js';
import type { Listed } from '../rows.js';
import type { BlocView } from './bloc-directory.js';
import { BlocAnswerBody, BlocListBody, BlocRequest, BlocsRequest } from './bloc-directory.dto.js';
import { type BlocAnswer, GetBloc, ListBlocs } from './bloc-directory.queries.js';

@ApiTags('blocs')
@Controller('blocs')
export class BlocDirectoryController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute({
    what: 'PUBLISHED',
    query: 'ListBlocs',
    summary: 'Blocs in Vietnamese order, or all of one name or alias',
    type: BlocListBody,
  })
  list(@Query() request: BlocsRequest): Promise<Listed<BlocView>> {
    return this.queries.execute(new ListBlocs(request));
  }

  @RowRoute({
    path: ':blocId',
    what: 'PUBLISHED',
    query: 'GetBloc',
    summary: 'A bloc: names, members, heads and flag holders in time',
    type: BlocAnswerBody,
  })
  one(@Param() { blocId }: BlocPath, @Query() request: BlocRequest): Promise<BlocAnswer> {
    return this.queries.execute(new GetBloc(blocId, request));
  }
}
