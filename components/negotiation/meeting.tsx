import { useRef, useState } from 'preact/hooks';
import { dateFormat, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextField } from '../ui/fields.tsx';
import { Fault, focused } from '../ui/form.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { useWorker } from '../worker.ts';
import type { Letter } from './action-form.tsx';

interface Props {
  negotiationId: NegotiationId;
  /** Who comes, and to which vacancy; null where that is not known. */
  name: string | null;
  vacancy: string | null;
  /** hh's page of the resume, to have at hand then. */
  url: string | null;
  /** The invitation's. */
  letter: Letter;
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

/** An interview: its time and place go into the letter of the invitation and into a calendar file at once. */
export function MeetingForm({ negotiationId, name, vacancy, url, letter }: Props) {
  const worker = useWorker();
  const id = useUniqueId();
  const [open, setOpen] = useState(false);
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState(60);
  const [place, setPlace] = useState('');
  const [said, setSaid] = useState<'none' | 'bad' | 'past' | 'done' | 'failed'>('none');
  /** The words put into the letter last: another time takes their place. */
  const words = useRef('');

  // The letter may be typed in while the file's code is loaded.
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
      const { calendarOf, isLink } = await import('./meeting-file.ts');
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
