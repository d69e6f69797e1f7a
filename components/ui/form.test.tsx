// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { Switch } from './form.tsx';

const Two = ({ second }: { second: boolean }) => (
  <>
    <Switch label="Первый" value={true} options={[[true, 'да']]} onPick={() => {}} />
    {second && <Switch label="Второй" value={true} options={[[true, 'да']]} onPick={() => {}} />}
  </>
);

test('keeps the choice of a switch when another one is added in a later draw of the page', () => {
  render(<Two second={false} />, document.body);
  render(<Two second={false} />, document.body);
  render(<Two second />, document.body);
  const names = [...document.querySelectorAll('input')].map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
  expect(document.querySelectorAll('input:checked')).toHaveLength(2);
});
