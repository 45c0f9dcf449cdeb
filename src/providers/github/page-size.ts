import { GraphqlTooLarge } from '../github-api/graphql-answer.js';
import type { PageSize, State } from './state.js';

/** After so many answers in a row a page is asked for twice as large again. */
const SUCCESSES = 4;

function noteAnswer(size: PageSize, usual: number): void {
  size.successes += 1;
  if (size.successes < SUCCESSES || size.now >= usual) return;
  size.now = Math.min(usual, size.now * 2);
  size.successes = 0;
}

function shrink(size: PageSize): void {
  size.now = Math.ceil(size.now / 2);
  size.successes = 0;
}

/**
 * Asks for a page, for half of it where GitHub did not answer in time, and so on; the size is remembered over runs. `ask` is given 0
 * where not even one entry could be answered for. Throws GraphqlTooLarge if that fails too.
 */
export async function askBySize<Answer>(
  { sizes }: State,
  name: string,
  usual: number,
  ask: (size: number) => Promise<Answer>,
): Promise<Answer> {
  const size = sizes[name] ?? { now: usual, successes: 0 };
  sizes[name] = size;
  for (;;)
    try {
      const answer = await ask(size.now);
      noteAnswer(size, usual);
      return answer;
    } catch (error) {
      if (!(error instanceof GraphqlTooLarge)) throw error;
      if (size.now <= 1) return ask(0);
      shrink(size);
    }
}
