import { applyDecorators, HttpStatus } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { ReadRoute, type ReadRouteOptions } from '../src/http/frame/read-route.js';

/** A {@link ReadRoute} to one row by its key: with ETag, and 404 where there is none. */
export function RowRoute(options: Omit<ReadRouteOptions, 'mayBeMissing' | 'tagged'>): MethodDecorator {
  return applyDecorators(
    ReadRoute({ ...options, mayBeMissing: true, tagged: true }),
    ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of the answer you have' }),
    ApiResponse({
      status: HttpStatus.NOT_MODIFIED,
      description: 'Nothing has changed since the answer with that ETag',
    }),
  );
}
