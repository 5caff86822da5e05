import type { Patience } from './patience.js';

/** Asks until there is an answer, and says each time that there was none. */
export class Persistence {
  /** Whether the last question was not answered yet. */
  failing = false;

  constructor(
    private readonly patience: Patience,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @throws what is an answer, though an error; and any error once nothing is to be tried again. */
  async ask<T>(question: () => Promise<T>, isAnswer: (error: unknown) => boolean = () => false): Promise<T> {
    for (;;) {
      try {
        const answer = await question();
        this.failing = false;
        this.patience.succeeded();
        return answer;
      } catch (error) {
        this.failing = !isAnswer(error);
        if (!this.failing) throw error;
        this.failed(error);
        await this.patience.after(error);
      }
    }
  }
}
