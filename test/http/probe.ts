import { ClockImplausible } from '../../src/deciding/clock.js';
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Get, Module, Param, Req, type Type } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Logger, pino } from 'pino';
import { ACTORS } from '../../src/slices.js';
import { readConfig } from '../../src/config.js';
import { AppendTooLarge } from '../../src/log/append-limit.js';
import {
  OutcomeUnknown,
  Overloaded,
  RevisionConflict,
  StoreFull,
  StoreRefuses,
  StoreUnavailable,
  StreamCut,
} from '../../src/log/event-store.js';
import { NotUnderstood } from '../../src/log/upcasting.js';
import { UnitKey } from '../../read-models/path.dto.js';
import { Refused } from '../../src/deciding/decision.js';
import type { Requested } from '../../src/deciding/request.js';
import { requested } from '../../src/http/frame/command-request.js';
import { CommandRoute } from '../../src/http/frame/command-route.js';
import { IsCount, IsDay, IsName, IsSlug } from '../../src/http/shapes/field.decorators.js';
import { Fault } from '../../src/http/problems/fault.js';
import { httpApp } from '../../src/http/frame/http-app.js';
import { NestedList } from '../../src/http/shapes/nested.decorators.js';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import type { Progress } from '../../src/http/frame/read-your-writes.js';
import { ReceiptBody } from '../../src/http/shapes/receipt.dto.js';
import { CommandBody, EvidenceBody, IsParty, PersonBody } from '../../src/http/shapes/shapes.dto.js';
import { Public } from '../../src/http/frame/access.js';
import { SigningKey, type TokenClaims } from '../../src/identity/signing-key.js';
import { KeysUnreachable, ownKeys, TokenVerifier } from '../../src/identity/token-verifier.js';
import type { Role } from '../../src/kernel/event.js';
import type { Party } from '../../src/kernel/party.js';
import { refusal } from '../../src/kernel/refusal.js';
import type { PledgeCommand } from '../../src/emulation-years/pledge/pledge.commands.js';
import type { RulebookCommand } from '../../src/rulebooks/rulebook.commands.js';

class ProbeBody extends CommandBody {
  @IsSlug() unitId!: string;
  @IsName(50, { optional: true, example: 'Điện Biên' }) name?: string;
  @IsCount({ max: 9, optional: true }) count?: number;
  @IsDay({ optional: true }) day?: string;
  @IsParty({ optional: true }) grantor?: Party;
  @NestedList(() => EvidenceBody, { max: 2, optional: true }) evidence?: readonly EvidenceBody[];
}

/** Errors as the slices would throw them, by the id of the unit. */
const ERRORS: Readonly<Record<string, () => Error>> = {
  signed: () => new Refused(refusal('ALREADY_SIGNED', { unit: 'Điện Biên', year: '2025' })),
  misshapen: () => new Refused(refusal('INVALID_INPUT', { field: '/attendees/0/unitId' })),
  moved: () => new RevisionConflict('unit-moved', 3, 5),
  ahead: () => new RevisionConflict('unit-ahead', 99, 2),
  unbegun: () => new RevisionConflict('unit-unbegun', 0, 'absent'),
  overloaded: () => new Overloaded(5000),
  'not-understood': () =>
    new NotUnderstood({ type: 'BallotCancelled', schema: 1, stream: 'unit-a', revision: 3, obscure: 'TYPE' }),
  cut: () => new StreamCut('unit-a', 0),
  implausible: () => new ClockImplausible('The clock leapt'),
  unavailable: () => new StoreUnavailable('EventStoreDB at esdb://node-1:2113'),
  full: () => new StoreFull(),
  refuses: () => new StoreRefuses('EventStoreDB refuses this user', new Error('16 UNAUTHENTICATED')),
  'too-large': () =>
    new AppendTooLarge('Too large', {
      limit: 1_048_576,
      setting: 'MaxAppendSize',
      named: 'MaxAppendSize of 1048576 bytes',
      cause: undefined,
    }),
  unreadable: () => new Fault('READ_MODELS_UNAVAILABLE'),
  unverifiable: () => new KeysUnreachable(new Error('ECONNREFUSED')),
  'outcome-unknown': () => new OutcomeUnknown(new Error('EIO')),
  broken: () => new TypeError('secret detail of the code'),
};

@Controller('probes')
export class ProbeController {
  @CommandRoute<PledgeCommand>({ command: 'SignPledge', summary: 'Sign', refusals: ['ALREADY_SIGNED'] })
  send(
    @Body() body: ProbeBody,
    @Req() request: FastifyRequest,
  ): ReceiptBody & { requested: Requested; name: string | undefined } {
    const error = ERRORS[body.unitId];
    if (error !== undefined) throw error();
    const events = [11, 12].map((revision) => ({ id: `probe@${revision}`, type: 'PledgeSigned', revision }));
    const receipt = { stream: 'probe', revision: 12, position: '42', events, warnings: [] };
    return { ...receipt, requested: requested(request, body), name: body.name };
  }

  @CommandRoute<RulebookCommand>({
    path: 'large',
    command: 'PublishRulebook',
    summary: 'Publish',
    largeBody: 'RULEBOOK',
  })
  publish(@Body() _: ProbeBody, @Req() _request: FastifyRequest): { revision: number } {
    return { revision: 0 };
  }

  @ReadRoute({ what: 'CARD', query: 'GetProbe', summary: 'Read', type: PersonBody })
  read(): { name: string } {
    return { name: 'probe' };
  }

  @ReadRoute({ path: 'of/:unitId', what: 'CARD', query: 'GetProbeOf', summary: 'Read one', type: PersonBody })
  readOne(@Param() { unitId }: UnitKey): { name: string } {
    return { name: unitId };
  }

  @Get('open')
  @Public()
  open(): string {
    return 'open';
  }
}

type ProbeOptions = Readonly<{
  progress?: Progress;
  environment?: Record<string, string>;
  log?: Logger;
  observe?: (server: FastifyInstance) => void;
}>;

/** The HTTP frame around a module of the test, on a free port. */
export class Probe {
  private constructor(
    readonly url: string,
    /** The server below the framework. */
    readonly server: Server,
    private readonly key: SigningKey,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(
    controllers: readonly Type<unknown>[] = [ProbeController],
    {
      progress = EVERYWHERE,
      environment = {},
      log = pino({ level: 'silent' }),
      observe = () => undefined,
    }: ProbeOptions = {},
    providers: readonly Type<unknown>[] = [],
  ): Promise<Probe> {
    const directory = await mkdtemp(join(tmpdir(), 'thidua-probe-'));
    const config = readConfig({ REQUESTS_PER_MINUTE: '0', ...environment });
    const key = await SigningKey.at(join(directory, 'key.json'));
    await rm(directory, { recursive: true });
    const verifier = new TokenVerifier(ownKeys(key.publicKey), { issuer: 'thidua-ledger', audience: 'thidua-ledger' });
    @Module({ controllers: [...controllers], providers: [...providers] })
    class ProbeModule {}
    const app = await httpApp(ProbeModule, { config, log, verifier, actors: ACTORS, progress, observers: [observe] });
    await app.listen(0, '127.0.0.1');
    return new Probe(await app.getUrl(), app.getHttpServer(), key, () => app.close());
  }

  async as(role: Role): Promise<Record<string, string>> {
    const claims = {
      subject: `${role}-1`,
      name: 'Lò Văn A',
      role,
      ...(role === 'representative' || role === 'appraiser' ? { unit: 'x' } : {}),
      ...(role === 'secretary' || role === 'appraiser' ? { bloc: 'b' } : {}),
    };
    return this.with(claims);
  }

  /** The header of a token with these claims. */
  async with(claims: TokenClaims): Promise<Record<string, string>> {
    const terms = { issuer: 'thidua-ledger', audience: 'thidua-ledger', ttlSeconds: 600 };
    return { authorization: `Bearer ${await this.key.mint(claims, terms)}` };
  }
}

/** Every position is reached. */
const EVERYWHERE: Progress = { head: async (position) => position, caughtUp: async () => true };
