/** What the button with this key (`data-key`) does, where there is one. */
export function pressed(root: Element | null, code: string): (() => void) | undefined {
  const button = root?.querySelector<HTMLButtonElement>(`[data-key="${code}"]`);
  return button && !button.disabled ? () => button.click() : undefined;
}
