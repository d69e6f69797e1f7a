// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { Losses } from './problem-note.tsx';

test('names what was discarded, and can be closed', () => {
  const close = vi.fn();
  render(<Losses names={['kept_settings', 'kept_drafts']} onClose={close} />, document.body);
  const notice = document.querySelector('[role=alert]');
  expect(notice?.textContent).toContain('Часть сохранённого не удалось прочитать');
  expect([...(notice?.querySelectorAll('li') ?? [])].map((line) => line.textContent)).toEqual([
    'Настройки',
    'Черновики: не больше 200, по каждому аккаунту отдельно',
  ]);
  document.querySelector('button')?.click();
  expect(close).toHaveBeenCalledOnce();
});
