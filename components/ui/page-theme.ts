import type { Settings } from '../../utils/domain/inbox.ts';

/** The store is read after the first frame, so the theme is remembered where it can be read at once as well. */
const remembered = 'theme';
export function rememberedTheme(): Settings['theme'] {
  const theme = localStorage.getItem(remembered);
  return theme === 'day' || theme === 'night' ? theme : 'auto';
}

/** Puts a whole page of ours into day or night; `auto` follows the system. */
export function createTheme(
  root: { classList: { toggle(name: string, on: boolean): unknown } } = document.documentElement,
  dark: { matches: boolean; addEventListener(name: 'change', changed: () => void): void } = matchMedia(
    '(prefers-color-scheme: dark)',
  ),
  memory: Pick<Storage, 'setItem' | 'removeItem'> = localStorage,
): (theme: Settings['theme']) => void {
  let chosen: Settings['theme'] | null = null;
  const paint = () => {
    root.classList.toggle('night', chosen === 'night' || (chosen === 'auto' && dark.matches));
  };
  dark.addEventListener('change', paint);
  return (theme) => {
    if (theme === chosen) return;
    // The default is not remembered, so that erasing everything leaves nothing here.
    if (theme === 'auto') memory.removeItem(remembered);
    else memory.setItem(remembered, theme);
    chosen = theme;
    paint();
  };
}
