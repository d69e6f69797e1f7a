// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId, type NegotiationId } from '../../utils/ids.ts';
import { settled } from '../testing.ts';
import { useFollow } from './walk.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

let view = 'a';
const open = vi.fn();
/** What the pane of the negotiation before would have done. */
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

test('the open negotiation follows once the keyboard rests', async () => {
  follow(asId('2'));
  await settled();
  expect(open).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(300);
  expect(open).toHaveBeenCalledExactlyOnceWith('2', true);
});

test('a key for the pane right after a step brings the pane up, and does nothing to the one before', async () => {
  follow(asId('2'));
  await settled();
  press('KeyR');
  expect(open).toHaveBeenCalledExactlyOnceWith('2', true);
  expect(pane).not.toHaveBeenCalled();
});

test('a key of the list is the list’s, and goes on', async () => {
  follow(asId('2'));
  await settled();
  press('KeyX');
  expect(open).not.toHaveBeenCalled();
  expect(pane).toHaveBeenCalledExactlyOnceWith('KeyX');
});

test('a step right after another was opened is followed too; one before it was opened is not', async () => {
  follow(asId('2'));
  await settled();
  // Drawn, but its effects are still to run.
  view = 'b';
  render(<Page />, document.body);
  follow(asId('3'));
  await settled();
  await vi.advanceTimersByTimeAsync(300);
  expect(open).toHaveBeenCalledExactlyOnceWith('3', true);
});
