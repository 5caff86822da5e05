import { Module } from '@nestjs/common';
import { RulebookController } from './rulebook.controller.js';
import { DecideForRulebookHandler } from './rulebook.handlers.js';

@Module({ controllers: [RulebookController], providers: [DecideForRulebookHandler] })
export class RulebookModule {}
