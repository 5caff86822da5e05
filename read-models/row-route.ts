import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpStatus,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { ReadRoute, type ReadRouteOptions } from '../src/http/frame/read-route.js';
import type { Answered } from './rows.js';

/** An answer about one row. `revision` where the row is a whole record: ready for the If-Match of a command. */
type OneRow = Answered<object> & Readonly<{ revision?: number }>;

/**
 * Tags an answer with the revision of its record, or else with the position it is true at, and answers 304 to a caller
 * that has it already.
 */
@Injectable()
class RowTags implements NestInterceptor<OneRow> {
  intercept(context: ExecutionContext, next: CallHandler<OneRow>): Observable<OneRow | undefined> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        const tag = `"${answer.revision ?? answer.position}"`;
        void reply.header('etag', tag);
        if (!knows(request.headers['if-none-match'], tag)) return answer;
        void reply.status(HttpStatus.NOT_MODIFIED);
        return undefined;
      }),
    );
  }
}

/** A {@link ReadRoute} to one row by its key: with ETag, and 404 where there is none. */
export function RowRoute(options: Omit<ReadRouteOptions, 'mayBeMissing'>): MethodDecorator {
  return applyDecorators(
    ReadRoute({ ...options, mayBeMissing: true }),
    UseInterceptors(RowTags),
    ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of the answer you have' }),
    ApiResponse({
      status: HttpStatus.NOT_MODIFIED,
      description: 'Nothing has changed since the answer with that ETag',
    }),
  );
}

function knows(ifNoneMatch: string | undefined, tag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(tag);
}
