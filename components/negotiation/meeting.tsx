import { useRef, useState } from 'preact/hooks';
import { dateFormat, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { Button } from '../ui/button.tsx';
import { Fault, focused, Select, TextField } from '../ui/form.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { useWorker } from '../worker.ts';
import type { Letter } from './action-form.tsx';

interface Props {
  negotiationId: NegotiationId;
  /** Names of the candidate and the vacancy; null if unknown. */
  name: string | null;
  vacancy: string | null;
  /** hh's page of the resume, for the notes of the calendar event. */
  url: string | null;
  /** The letter of the invitation. */
  letter: Letter;
}

const lengths = [15, 30, 45, 60, 90, 120];

/** Start in Unix ms, from a date and a time in the user's time zone; null if they are invalid. */
export function startOf(date: string, time: string): number | null {
  const start = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(start) ? null : start;
}

/** «четверг, 3 декабря 2026 г. в 14:00 GMT+3»: with the time zone, because the applicant's may differ. */
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

/** Adds the time and place of an interview to the letter of the invitation, and saves them as a calendar file. */
export function MeetingForm({ negotiationId, name, vacancy, url, letter }: Props) {
  const { save } = useWorker();
  const id = useUniqueId();
  const [open, setOpen] = useState(false);
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState(60);
  const [place, setPlace] = useState('');
  const [said, setSaid] = useState<'none' | 'bad' | 'past' | 'done' | 'failed'>('none');
  /** The lines last added to the letter, which the next time replaces. */
  const words = useRef('');

  // The user may type in the letter while the code of the file is loading.
  const latest = useRef(letter);
  latest.current = letter;

  const show = () => {
    setPlace(place || letter.place);
    setOpen(true);
  };
  const make = async () => {
    const start = startOf(date, time);
    if (start === null) return setSaid('bad');
    if (start < Date.now()) return setSaid('past');
    const where = place.trim();
    try {
      const { isLink, saveMeeting } = await import('./meeting-file.ts');
      const lines = [
        t('meeting_when', whenText(start)),
        where && t(isLink(where) ? 'meeting_link' : 'meeting_where', where),
      ];
      const next = lines.filter(Boolean).join('\n');
      const { text, write } = latest.current;
      const before = words.current;
      if (write) {
        write(
          before && text.includes(before)
            ? text.replace(before, () => next)
            : [text.trimEnd(), next].filter(Boolean).join('\n\n'),
        );
        words.current = next;
      }
      const title = [t('meeting_title'), name].filter(Boolean).join(': ');
      const notes = [vacancy, url].filter(Boolean).join('\n');
      saveMeeting({ id: negotiationId, start, minutes, place: where, title, notes }, date, save);
      setSaid('done');
    } catch {
      setSaid('failed');
    }
  };

  return open ? (
    <section class="form stack meeting" aria-label={t('meeting_open')}>
      <div class="row wrap">
        <label class="stack grow">
          <span class="small muted">{t('meeting_date')}</span>
          <TextField type="date" fieldRef={focused} value={date} onText={setDate} />
        </label>
        <label class="stack grow">
          <span class="small muted">{t('meeting_time')}</span>
          <TextField type="time" value={time} onText={setTime} />
        </label>
        <label class="stack grow">
          <span class="small muted">{t('meeting_length')}</span>
          <Select
            value={String(minutes)}
            options={lengths.map((one) => ({ id: String(one), name: t('meeting_minutes', one) }))}
            onPick={(one) => setMinutes(Number(one))}
          />
        </label>
      </div>
      <label class="stack grow">
        <span class="small muted">{t('meeting_place')}</span>
        <TextField dir="auto" maxLength={500} list={`${id}-places`} value={place} onText={setPlace} />
      </label>
      <datalist id={`${id}-places`}>
        {letter.places.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
      <Fault>{(said === 'bad' || said === 'past' || said === 'failed') && t(`meeting_${said}`)}</Fault>
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
  );
}
