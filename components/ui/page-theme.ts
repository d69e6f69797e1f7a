import type { Settings } from '../../utils/domain/inbox.ts';

/** The store is read only after the first frame, so the theme is also kept where it can be read synchronously. */
const remembered = 'theme';
export function rememberedTheme(): Settings['theme'] {
  const theme = localStorage.getItem(remembered);
  return theme === 'day' || theme === 'night' ? theme : 'auto';
}

/** Sets the theme of one of our pages; `auto` follows the system. */
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
    // The default is not kept, so that erasing everything leaves nothing here.
    if (theme === 'auto') memory.removeItem(remembered);
    else memory.setItem(remembered, theme);
    chosen = theme;
    paint();
  };
}
