import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Client } from './client.js';
import type { AskingOfNodes } from './gossip.js';
import { UNKNOWN_VERSION } from './server-versions.js';

/** The status of gRPC for a question that the server does not know. */
const UNIMPLEMENTED = 12;

/**
 * What a server says of its version; {@link UNKNOWN_VERSION} of one that is too old to be asked. The client asks once (`capabilities`), and
 * keeps what came of that for as long as it lives, an error too, in words of gRPC that are none of its own: so it is asked here.
 * @throws as the client does
 */
export function versionSaidBy(client: Client['client'], asking: AskingOfNodes): Promise<string> {
  const [metadata, options] = client['callArguments'](asking);
  return client['execute'](
    featuresService.ServerFeaturesClient,
    'version',
    (service) =>
      new Promise<string>((resolve, reject) => {
        service.getSupportedMethods(new shared.Empty(), metadata, options, (error, methods) => {
          if (!error) resolve(methods.getEventStoreServerVersion());
          else if (Number(error.code) === UNIMPLEMENTED) resolve(UNKNOWN_VERSION);
          else reject(convertToCommandError(error) ?? error);
        });
      }),
  );
}
