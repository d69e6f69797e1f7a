import type { Settings } from '../../utils/domain/inbox.ts';

/** Puts a whole page of ours into day or night; `auto` follows the system. */
export function createTheme(
  root: { classList: { toggle(name: string, on: boolean): unknown } } = document.documentElement,
  dark: { matches: boolean; addEventListener(name: 'change', changed: () => void): void } = matchMedia(
    '(prefers-color-scheme: dark)',
  ),
): (theme: Settings['theme']) => void {
  let chosen: Settings['theme'] = 'auto';
  const paint = () => {
    root.classList.toggle('night', chosen === 'night' || (chosen === 'auto' && dark.matches));
  };
  dark.addEventListener('change', paint);
  return (theme) => {
    chosen = theme;
    paint();
  };
}
