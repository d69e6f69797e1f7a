import * as z from 'zod/mini';
import { flag, list, maybe, number, part, text } from './wire.ts';

/** `GET /negotiations/{nid}/test/solution` (operation `get-negotiation-test-results`). */
export const testSolution = z.object({
  test_result: maybe({
    name: text,
    score: number,
    /** UNFAIR, FAIR, GOOD, EXCELLENT. */
    mark: text,
    /** Seconds. */
    duration: number,
    tasks: list(
      z.object({
        question: text,
        closed_answers: list(z.object({ value: text, selected: flag, correct: flag })),
        opened_answer: part({ value: text, mark: text }),
      }),
    ),
  }),
});
export type TestSolutionWire = z.output<typeof testSolution>;
