import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { dateFormat, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { Button } from '../ui/button.tsx';
import { Fault, focused } from '../ui/form.tsx';
import { useWorker } from '../worker.ts';

interface Props {
  negotiationId: NegotiationId;
  /** Who comes, and to which vacancy; null where that is not known. */
  name: string | null;
  vacancy: string | null;
  /** hh's page of the resume, to have at hand then. */
  url: string | null;
  /** The form of an invitation, with its letter. */
  children: ComponentChildren;
}

const lengths = [15, 30, 45, 60, 90, 120];

/** When it begins, as the clock of the person says; null where that is no time. */
export function startOf(date: string, time: string): number | null {
  const start = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(start) ? null : start;
}

/** «четверг, 3 декабря 2026 г. в 14:00 GMT+3»: with the zone, since the applicant may live in another. */
const whenText = (start: number): string =>
  dateFormat(t('locale'), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(start);

/** Sets a field's text as typing does: with an `input` event, so that its form knows it. */
function write(field: HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The form of an invitation, and below it the interview: its time and place go into the letter and into a calendar file at once. */
export function WithMeeting({ negotiationId, name, vacancy, url, children }: Props) {
  const worker = useWorker();
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState(60);
  const [place, setPlace] = useState('');
  const [said, setSaid] = useState<'none' | 'bad' | 'past' | 'done' | 'failed'>('none');
  /** The words put into the letter last: another time takes their place. */
  const words = useRef('');

  /** What hh offers as addresses, and the one that was chosen for the invitation. */
  const addresses = () => {
    const select = root.current?.querySelector<HTMLSelectElement>(
      `select[aria-label="${t('action_address')}"]`,
    );
    const given = [...(select?.options ?? [])]
      .filter(({ value }) => value !== '')
      .map(({ text }) => text.trim());
    return { given, chosen: select?.value ? (select.selectedOptions[0]?.text.trim() ?? '') : '' };
  };
  const show = () => {
    setPlace(place || addresses().chosen);
    setOpen(true);
  };
  const make = async () => {
    const start = startOf(date, time);
    if (start === null) return setSaid('bad');
    if (start < Date.now()) return setSaid('past');
    const where = place.trim();
    try {
      const { calendarOf, isLink } = await import('./meeting-file.ts');
      const lines = [
        t('meeting_when', whenText(start)),
        where && t(isLink(where) ? 'meeting_link' : 'meeting_where', where),
      ];
      const next = lines.filter(Boolean).join('\n');
      const field = root.current?.querySelector('textarea');
      if (field) {
        const letter = field.value;
        const before = words.current;
        write(
          field,
          before && letter.includes(before)
            ? letter.replace(before, () => next)
            : [letter.trimEnd(), next].filter(Boolean).join('\n\n'),
        );
        words.current = next;
      }
      const title = [t('meeting_title'), name].filter(Boolean).join(': ');
      const notes = [vacancy, url].filter(Boolean).join('\n');
      const file = calendarOf(
        { start, minutes, place: where, title, notes, uid: `${negotiationId}@otklik` },
        Date.now(),
      );
      worker.save(file, `${title.replaceAll(/[^\p{L}\p{N} ]+/gu, '').slice(0, 60)} ${date}.ics`);
      setSaid('done');
    } catch {
      setSaid('failed');
    }
  };

  return (
    <div class="stack" ref={root}>
      {children}
      {open ? (
        <section class="form stack meeting" aria-label={t('meeting_open')}>
          <div class="row wrap">
            <label class="stack grow">
              <span class="small muted">{t('meeting_date')}</span>
              <input
                class="field"
                type="date"
                ref={focused}
                value={date}
                onInput={({ currentTarget }) => setDate(currentTarget.value)}
              />
            </label>
            <label class="stack grow">
              <span class="small muted">{t('meeting_time')}</span>
              <input
                class="field"
                type="time"
                value={time}
                onInput={({ currentTarget }) => setTime(currentTarget.value)}
              />
            </label>
            <label class="stack grow">
              <span class="small muted">{t('meeting_length')}</span>
              <select
                class="field"
                value={String(minutes)}
                onChange={({ currentTarget }) => setMinutes(Number(currentTarget.value))}
              >
                {lengths.map((one) => (
                  <option key={one} value={String(one)}>
                    {t('meeting_minutes', one)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <label class="stack">
            <span class="small muted">{t('meeting_place')}</span>
            <input
              class="field"
              dir="auto"
              maxLength={500}
              list={`${id}-places`}
              value={place}
              onInput={({ currentTarget }) => setPlace(currentTarget.value)}
            />
          </label>
          <datalist id={`${id}-places`}>
            {addresses().given.map((text) => (
              <option key={text} value={text} />
            ))}
          </datalist>
          <Fault>
            {said === 'bad' && t('meeting_bad')}
            {said === 'past' && t('meeting_past')}
            {said === 'failed' && t('meeting_failed')}
          </Fault>
          <div class="row wrap">
            <Button small onClick={() => void make()}>
              {t('meeting_make')}
            </Button>
            <Button small tone="flat" onClick={() => setOpen(false)}>
              {t('popup_close')}
            </Button>
          </div>
          <p class="small muted" role="status">
            {t(said === 'done' ? 'meeting_done' : 'meeting_note')}
          </p>
        </section>
      ) : (
        <div class="row">
          <Button small tone="flat" onClick={show}>
            {t('meeting_open')}
          </Button>
        </div>
      )}
    </div>
  );
}
