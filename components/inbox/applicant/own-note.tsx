import { useRef, useState } from 'preact/hooks';
import type { OwnNote } from '../../../utils/domain/applicant/applicant.ts';
import { t } from '../../../utils/i18n.ts';
import { useSaved } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';

interface Props {
  note: OwnNote | undefined;
  onSave: (note: OwnNote) => void;
}

const none: OwnNote = { text: '', next: null };

/** «2026-11-24», as the field wants it. */
const fieldOf = (at: number | null): string => {
  if (at === null) return '';
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
};

/** The beginning of that day here; null for no day. */
export function dayOf(field: string): number | null {
  const [year, month, day] = field.split('-').map(Number);
  return year && month && day ? new Date(year, month - 1, day).getTime() : null;
}

/** What I noted for myself, and my next step. Kept as I type, here alone. */
export function OwnNoteForm({ note = none, onSave }: Props) {
  const [shown, setShown] = useState(note);
  const latest = useRef(shown);
  const saved = useSaved(() => onSave(latest.current));
  const change = (part: Partial<OwnNote>) => {
    latest.current = { ...latest.current, ...part };
    setShown(latest.current);
    saved.keep('');
  };
  const step = shown.next ?? { text: '', on: null };
  const stepTo = (part: Partial<typeof step>) => {
    const next = { ...step, ...part };
    change({ next: next.text || next.on !== null ? next : null });
  };
  return (
    <Section title={t('applicant_note')} aside={t('applicant_note_where')}>
      <div class="stack" data-inner="">
        <textarea
          class="field short"
          dir="auto"
          rows={2}
          maxLength={5000}
          aria-label={t('applicant_note')}
          placeholder={t('applicant_note_hint')}
          value={shown.text}
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        />
        <div class="row next-step">
          <input
            class="field"
            dir="auto"
            maxLength={200}
            aria-label={t('applicant_step')}
            placeholder={t('applicant_step')}
            value={step.text}
            onInput={({ currentTarget }) => stepTo({ text: currentTarget.value })}
          />
          <input
            class="field num"
            type="date"
            aria-label={t('applicant_step_on')}
            value={fieldOf(step.on)}
            onInput={({ currentTarget }) => stepTo({ on: dayOf(currentTarget.value) })}
          />
        </div>
      </div>
    </Section>
  );
}
