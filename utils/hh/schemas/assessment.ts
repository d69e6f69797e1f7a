import * as z from 'zod/mini';
import { amount, array, boolean, fact, text, word } from './readers.ts';

/** `GET /negotiations/{nid}/test/solution` (operation `get-negotiation-test-results`). */
export const testSolution = z.object({
  test_result: fact(
    z.object({
      name: fact(text),
      score: fact(amount),
      /** UNFAIR, FAIR, GOOD, EXCELLENT. */
      mark: fact(word),
      /** Seconds. */
      duration: fact(z.nullish(amount)),
      tasks: fact(
        array(
          z.object({
            question: fact(word),
            closed_answers: fact(
              array(z.object({ value: fact(word), selected: fact(boolean), correct: fact(boolean) })),
            ),
            opened_answer: fact(z.nullish(z.object({ value: fact(text), mark: fact(z.nullish(word)) }))),
          }),
        ),
      ),
    }),
  ),
});
export type TestSolutionWire = z.output<typeof testSolution>;
