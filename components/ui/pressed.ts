import { reveal } from './reveal.ts';

/**
 * What the button with this key (`data-key`) does, where there is one. What changes something at hh (`data-acts`) is
 * shown first when it is out of sight.
 */
export function pressed(root: Element | null, code: string): (() => void) | undefined {
  const button = root?.querySelector<HTMLButtonElement>(`[data-key="${code}"]`);
  if (!button || button.disabled) return undefined;
  return () => {
    if (button.dataset.acts === undefined || reveal(button)) button.click();
    else button.focus({ preventScroll: true });
  };
}
