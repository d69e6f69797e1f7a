import { useEffect, useState } from 'preact/hooks';
import type { NegotiationId } from '../../utils/ids.ts';
import { commandOf, placeOf } from '../inbox/keys.ts';
import { isTyping } from '../ui/keys.ts';

/** The open negotiation follows the keyboard once it rests so long. */
const restMs = 300;

/**
 * Lets the open negotiation follow the keyboard. Until it has, the keys of the pane would act on the one before: the
 * first such key only brings the pane up, and the next one acts.
 *
 * @param view what is opened or closed meanwhile ends it
 * @returns what is to be followed next
 */
export function useFollow(
  view: unknown,
  open: (id: NegotiationId, replace: true) => void,
): (id: NegotiationId) => void {
  // Of the view it was asked in: an effect that ended it would also end what a quick key asks for before it has run.
  const [asked, setAsked] = useState<{ id: NegotiationId; view: unknown } | null>(null);
  const follow = asked && asked.view === view ? asked.id : null;
  useEffect(() => {
    if (follow === null) return;
    const arrive = () => open(follow, true);
    const timer = setTimeout(arrive, restMs);
    const press = (event: KeyboardEvent) => {
      const forPane = !event.defaultPrevented && !event.repeat && /^(Key|Digit|Numpad\d)/.test(event.code);
      if (!forPane || isTyping(event) || commandOf(event, placeOf(event.target))) return;
      event.preventDefault();
      clearTimeout(timer);
      arrive();
    };
    document.addEventListener('keydown', press);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', press);
    };
  }, [follow, view]);
  return (id) => setAsked({ id, view });
}
