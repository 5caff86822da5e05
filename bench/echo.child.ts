import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { answer, task } from './child.js';

@Controller('echo')
class EchoController {
  @Post()
  @HttpCode(201)
  echo(@Body() body: object): object {
    return body;
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

/** The baseline: the same Nest and Fastify with a single route that answers its parsed body. */
await task();
const app = await NestFactory.create<NestFastifyApplication>(EchoModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
answer({ url: await app.getUrl() });
