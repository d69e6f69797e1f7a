import { employerOf } from '../../utils/domain/avoided.ts';
import type { Panel } from '../../utils/domain/panel.ts';
import { standing } from '../../utils/domain/reminders.ts';
import { t } from '../../utils/i18n.ts';
import { AvoidedContext } from '../contexts.tsx';
import { PutOff } from '../reminders/when.tsx';
import { AvoidButton, AvoidedLine } from '../ui/avoided.tsx';
import { Said } from '../ui/text.tsx';
import { Frame, type PanelProps, useCard } from './frame.tsx';

/** The panel on a vacancy page: state of the applicant's negotiation, others with the employer, note, reminder. */
export function VacancyPanel(props: PanelProps<Extract<Panel, { state: 'mark' }>>) {
  const { panel, now } = props;
  const card = useCard();
  const { own } = panel;
  const employer = own?.of.negotiation.employer;
  return (
    <AvoidedContext.Provider value={panel.avoided ? [panel.avoided] : []}>
      <Frame
        {...props}
        {...(own && { keyed: { ...card, surface: 'vacancy', entries: [], reminders: own.reminders } })}
      >
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
            {panel.step && <Said class="b" text={panel.step} />}
            {panel.note && <Said text={panel.note} />}
          </section>
        )}
        {own && (
          <section class="sec minor">
            <PutOff
              of={own.of}
              reminder={standing(own.reminders, own.of.negotiation.id, now)}
              now={now}
              onClosed={card.takeFocus}
            />
            {employer && <AvoidButton whom={employerOf(employer)} name={employer.name} />}
          </section>
        )}
      </Frame>
    </AvoidedContext.Provider>
  );
}
