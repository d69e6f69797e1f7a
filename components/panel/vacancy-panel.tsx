import { useRef, useState } from 'preact/hooks';
import { employerOf } from '../../utils/domain/avoided.ts';
import type { Panel } from '../../utils/domain/panel.ts';
import { standing } from '../../utils/domain/reminders.ts';
import { t } from '../../utils/i18n.ts';
import { AvoidedContext } from '../contexts.tsx';
import { lastDone, takeBack } from '../outbox/undo-bar.tsx';
import { ReminderToast } from '../reminders/undo.tsx';
import { PutOff } from '../reminders/when.tsx';
import { AvoidButton, AvoidedLine } from '../ui/avoided.tsx';
import { commandOf, KeysDialog } from '../ui/keymap.tsx';
import { codeOf, isTyping } from '../ui/keys.ts';
import { pressed } from '../ui/reveal.ts';
import { useMessages } from '../worker.ts';
import { Frame, type PanelProps } from './frame.tsx';

/** On a vacancy page: how far my own negotiation is, what else there was with the employer, my note and reminder. */
export function VacancyPanel(props: PanelProps<Extract<Panel, { state: 'mark' }>>) {
  const { panel, now } = props;
  const worker = useMessages();
  const root = useRef<HTMLDivElement>(null);
  const [help, setHelp] = useState(false);
  const takeFocus = () => root.current?.focus({ preventScroll: true });
  const { own } = panel;
  const employer = own?.of.negotiation.employer;
  const done = { entries: [], reminders: own?.reminders ?? [] };
  const isUndoable = lastDone(done.entries, done.reminders).reminder !== undefined;
  /** What a key does here. */
  const keyed = (event: KeyboardEvent): (() => void) | undefined => {
    const command = commandOf('vacancy', event, 'list');
    if (command === 'help') return () => setHelp(true);
    if (command === 'later') return pressed(root.current, codeOf(event));
    if (command !== 'undo' || !isUndoable) return undefined;
    return () => {
      takeFocus();
      takeBack(done, worker);
    };
  };
  return (
    <AvoidedContext.Provider value={panel.avoided ? [panel.avoided] : []}>
      <Frame
        {...props}
        root={root}
        {...(own && { onHelp: () => setHelp(true) })}
        onKeyDown={(event) => {
          const act = own && !isTyping(event) ? keyed(event) : undefined;
          if (!act) return;
          event.preventDefault();
          act();
        }}
        top={
          <div class="undo-place">
            <ReminderToast reminders={done.reminders} keyed={isUndoable} onUndo={takeFocus} />
          </div>
        }
      >
        {help && (
          <KeysDialog
            surface="vacancy"
            onClose={() => {
              setHelp(false);
              takeFocus();
            }}
          />
        )}
        <AvoidedLine whom={panel.avoided} />
        {panel.title && <p class={`verdict said b ${panel.tone}`}>{panel.title}</p>}
        {panel.lines.length > 0 && (
          <ul class="sec timeline">
            {panel.lines.map((line) => (
              <li key={line} class="neutral">
                {line}
              </li>
            ))}
          </ul>
        )}
        {(panel.step || panel.note) && (
          <section class="sec stack" aria-label={t('applicant_note')}>
            {panel.step && (
              <p class="b said" dir="auto">
                {panel.step}
              </p>
            )}
            {panel.note && (
              <p class="said" dir="auto">
                {panel.note}
              </p>
            )}
          </section>
        )}
        {own && (
          <section class="sec minor">
            <PutOff
              of={own.of}
              reminder={standing(own.reminders, own.of.negotiation.id, now)}
              now={now}
              onClosed={takeFocus}
            />
            {employer && <AvoidButton whom={employerOf(employer)} name={employer.name} />}
          </section>
        )}
      </Frame>
    </AvoidedContext.Provider>
  );
}
