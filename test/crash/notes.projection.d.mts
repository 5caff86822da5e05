import type { AnyProjection } from '../../src/kernel/projection.js';

export declare const notes: AnyProjection;
