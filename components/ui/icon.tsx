import { logo } from './logo.ts';

/** Icons of 16 by 16 px, drawn as one stroke each. */
const paths = {
  alarm: 'M8 13.8a4.9 4.9 0 1 0 0-9.8 4.9 4.9 0 0 0 0 9.8zM8 6.4V9l1.8 1.1M2.6 4.4l2-1.8M13.4 4.4l-2-1.8',
  back: 'M10 3L5 8l5 5',
  bell: 'M4 11V7.2a4 4 0 0 1 8 0V11l1.2 1.3H2.8zM6.8 14h2.4',
  case: 'M2 6.5A1.5 1.5 0 0 1 3.5 5h9A1.5 1.5 0 0 1 14 6.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12zM6 5V3h4v2M2 9h12',
  chart: 'M3 13V8M8 13V3M13 13V6',
  check: 'M3.5 8.5l3 3 6-7',
  chat: 'M2.5 3.5h11v7.5H7l-3 2.5V11H2.5z',
  clip: 'M12.5 7.5l-5 5a3 3 0 0 1-4.2-4.2l5.6-5.6a2 2 0 0 1 2.8 2.8l-5.3 5.3a1 1 0 0 1-1.4-1.4l4.6-4.6',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M7 5.5h5a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 12V7A1.5 1.5 0 0 1 7 5.5zM10.5 5.5v-3h-8v8h3',
  down: 'M4 6l4 4 4-4',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM6.2 8a1.8 1.8 0 1 0 3.6 0 1.8 1.8 0 1 0-3.6 0',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9C8.3 8.4 8 8.9 8 9.8M8 12.4v.3',
  forward: 'M6 3l5 5-5 5',
  info: 'M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0M8 7.2v4M8 4.8v.4',
  invite:
    'M6.5 8a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM1.8 13.5C2.1 11.2 4 10 6.5 10c1 0 1.9.2 2.7.5M12 9.5V14M9.8 11.8h4.5',
  list: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  muted: 'M4 11V7.2a4 4 0 0 1 8 0V11l1.2 1.3H2.8zM6.8 14h2.4M2.5 2.5l11 11',
  note: 'M3 3h10v7l-3 3H3zM10 13v-3h3M5.5 6h5M5.5 8.5h3',
  open: 'M9 3h4v4M13 3L7.5 8.5M6 4H3.5v8.5H12V10',
  person: 'M5.2 5.5a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0M2.8 13.5c.6-3 2.6-4.2 5.2-4.2s4.6 1.2 5.2 4.2',
  refresh: 'M13 3v3.5H9.5M12.6 6.5A5.2 5.2 0 1 0 13 9.6',
  save: 'M8 2.5v7M5 7l3 3 3-3M3 12.8h10',
  search: 'M2.8 7a4.2 4.2 0 1 0 8.4 0 4.2 4.2 0 1 0-8.4 0M10.2 10.2L13.5 13.5',
  settings: 'M2 5h6M12 5h2M2 11h2M8 11h6M8 5a2 2 0 1 0 4 0 2 2 0 1 0-4 0M4 11a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  shield: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
  sort: 'M4.5 3v10M2.5 11l2 2 2-2M9 4h5M9 8h3.5M9 12h2',
  snippet: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 8.5h4M6 11h4',
  up: 'M4 10l4-4 4 4',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.2v.3',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside a text, or alone in a button with a label of its own. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width={name === 'more' ? 2.4 : 1.5}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);

/** `logo` as a view. */
export const Logo = () => (
  <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
    <path fill="#2a6fdb" d={logo.bubble} />
    <path
      d={logo.arrow}
      fill="none"
      stroke="#fff"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);
