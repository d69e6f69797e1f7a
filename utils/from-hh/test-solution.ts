import type { TestSolution } from '../domain/negotiation.ts';
import { HhError } from '../hh/errors.ts';
import type { TestSolutionWire } from '../hh/negotiations.ts';
import { fromKnown } from '../known.ts';

/**
 * The test of a vacancy as the applicant answered it.
 * @throws HhError when the answer has no test
 */
export const testSolutionOf = ({ test_result: test }: TestSolutionWire): TestSolution => {
  if (!test.known) throw new HhError(test.why, 'answered');
  const { name, score, mark, duration, tasks } = test.value;
  return {
    name: fromKnown(name, (said) => said || null),
    score,
    mark,
    seconds: fromKnown(duration, (seconds) => seconds ?? null),
    tasks: fromKnown(tasks, ({ items, skipped }) => ({
      items: items.map(({ question, closed_answers: closed, opened_answer: opened }) => ({
        question,
        choices: fromKnown(closed, (choices) => ({
          items: choices.items.map(({ value, selected, correct }) => ({
            text: value,
            chosen: selected,
            right: correct,
          })),
          skipped: choices.skipped,
        })),
        answer: fromKnown(opened, (answer) =>
          answer
            ? {
                text: fromKnown(answer.value, (said) => said || null),
                mark: fromKnown(answer.mark, (said) => said ?? null),
              }
            : null,
        ),
      })),
      skipped,
    })),
  };
};
