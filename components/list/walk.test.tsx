// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId, type NegotiationId } from '../../utils/ids.ts';
import { settled } from '../testing.ts';
import { useFollow } from './walk.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

let view = 'a';
const open = vi.fn();
/** Stands for the pane of the previous negotiation. */
const pane = vi.fn();
let follow: (id: NegotiationId) => void;
function Page() {
  follow = useFollow('inbox', view, open);
  return null;
}
const press = (code: string) => {
  const event = new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
};
const hear = (event: KeyboardEvent) => event.defaultPrevented || pane(event.code);

beforeEach(async () => {
  vi.useFakeTimers();
  open.mockReset();
  pane.mockReset();
  window.addEventListener('keydown', hear);
  render(<Page />, document.body);
  await settled();
});
afterEach(() => {
  render(null, document.body);
  window.removeEventListener('keydown', hear);
  vi.useRealTimers();
});

test('opens the current negotiation once the keyboard rests', async () => {
  follow(asId('2'));
  await settled();
  expect(open).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(300);
  expect(open).toHaveBeenCalledExactlyOnceWith('2', true);
});

test('opens the pane at a key pressed right after a step, and does nothing to the previous negotiation', async () => {
  follow(asId('2'));
  await settled();
  press('KeyR');
  expect(open).toHaveBeenCalledExactlyOnceWith('2', true);
  expect(pane).not.toHaveBeenCalled();
});

test('leaves a key of the list to the list', async () => {
  follow(asId('2'));
  await settled();
  press('KeyX');
  expect(open).not.toHaveBeenCalled();
  expect(pane).toHaveBeenCalledExactlyOnceWith('KeyX');
});

test('follows a step made right after another negotiation was opened, and drops one made before', async () => {
  follow(asId('2'));
  await settled();
  // Drawn, but its effects have not run yet.
  view = 'b';
  render(<Page />, document.body);
  follow(asId('3'));
  await settled();
  await vi.advanceTimersByTimeAsync(300);
  expect(open).toHaveBeenCalledExactlyOnceWith('3', true);
});
