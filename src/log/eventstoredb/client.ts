import { EventStoreDBClient } from '@eventstore/db-client';

/**
 * The client, with the one promise held that it does not hold itself. After a failed call it looks for another node beside
 * (`handleError` of 6.2.1), and where that fails as well, as when the last node of a cluster dies meanwhile, the rejection would
 * end the process. The next call discovers anew, and its caller is told.
 */
export function clientOf(connectionString: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  const handleError = client['handleError'];
  client['handleError'] = (...failed) => handleError(...failed).catch(() => undefined);
  return client;
}
