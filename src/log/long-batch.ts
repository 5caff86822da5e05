/**
 * Characters, or bytes where those are at hand, after which a batch of the log ends, however few its events are: it is held whole, it is a
 * transaction of each read model, and an event may have a megabyte.
 */
export const LONG_BATCH = 8 * 1024 * 1024;
