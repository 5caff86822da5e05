import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { answerOf, answersOf, currentOf } from '../answer.dto.js';
import { type Descent, DESCENTS, type Predecessor } from './unit-lineage.js';

export class DescentView implements Descent {
  @ApiProperty({ enum: DESCENTS, description: 'Sáp nhập, chia tách, giải thể' }) by!: Descent['by'];
  @ApiPropertyOptional({ description: 'Of a split: whether the predecessor is no more; absent where it is not told' })
  ends?: boolean;
}

const CurrentDescent = currentOf(DescentView);

export class PredecessorView implements Omit<Predecessor, 'unitId'> {
  @ApiProperty({ description: 'The unit whose work it goes on with', example: 'so-gtvt-lang-son' })
  predecessor!: string;
  @ApiProperty({ type: CurrentDescent, description: 'How the work came to the unit' }) descent!: Predecessor['descent'];
}

export const PredecessorsView = answersOf(answerOf(PredecessorView));
