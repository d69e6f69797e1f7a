import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { unresolved } from '../../../utils/domain/snippets.ts';
import { t } from '../../../utils/i18n.ts';
import type { Result } from '../../../utils/problem.ts';
import { Fault } from '../../conversation/send.tsx';

/** «[Name], [Vacancy]» */
export const listed = (left: readonly string[]): string => left.join(', ');

/**
 * Keeps a text with variables left in it from being sent, in whatever form it is written.
 * @returns the guard around sending, and the words of what it kept back
 */
export function useVariables(): {
  guard: <T>(text: string, send: () => Promise<Result<T>>) => Promise<Result<T>>;
  said: ComponentChildren;
} {
  const [left, setLeft] = useState<string[]>([]);
  const guard = async <T,>(text: string, send: () => Promise<Result<T>>): Promise<Result<T>> => {
    const found = unresolved(text);
    setLeft(found);
    return found.length > 0 ? { ok: false, problem: { name: 'variables-left' } } : send();
  };
  return { guard, said: left.length > 0 && <Fault>{t('variables_left', listed(left))}</Fault> };
}
