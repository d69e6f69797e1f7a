// @vitest-environment happy-dom

import ICAL from 'ical.js';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { t } from '../../utils/i18n.ts';
import { asId, type NegotiationId } from '../../utils/ids.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { MeetingForm, startOf } from './meeting.tsx';
import { calendarOf, isLink } from './meeting-file.ts';

const now = new Date(2026, 10, 29, 12).getTime();
const meeting = {
  start: Date.UTC(2026, 11, 3, 11),
  minutes: 45,
  place: 'Москва, Тверская; д. 1, «Ромашка»',
  title: 'Собеседование: Ким "Витя", мл.',
  notes: 'Повар; смены\nhttps://hh.ru/resume/ab',
  id: '7',
};
/** Reads the file with another library. */
async function read(file: Blob) {
  const [event] = new ICAL.Component(ICAL.parse(await file.text())).getAllSubcomponents('vevent');
  if (!event) throw new Error('no event');
  return { event: new ICAL.Event(event), component: event };
}

test('writes time, place and texts with any characters so that another library reads them', async () => {
  const { event } = await read(calendarOf(meeting, now));
  expect(event.startDate.toJSDate().toISOString()).toBe('2026-12-03T11:00:00.000Z');
  expect(event.endDate.toJSDate().toISOString()).toBe('2026-12-03T11:45:00.000Z');
  expect(event.summary).toBe(meeting.title);
  expect(event.location).toBe(meeting.place);
  expect(event.description).toBe(meeting.notes);
  expect(event.uid).toBe('7@otklik');
});

test('gives the calendar a link if the place is one, and only then', async () => {
  const { component } = await read(
    calendarOf({ ...meeting, place: 'https://telemost.example/j/1?x=1' }, now),
  );
  expect(component.getFirstPropertyValue('url')).toBe('https://telemost.example/j/1?x=1');
  for (const place of ['Москва', 'javascript:alert(1)', 'mailto:a@b', ''])
    expect(isLink(place), place).toBe(false);
  const { component: plain } = await read(calendarOf({ ...meeting, place: 'javascript:alert(1)' }, now));
  expect(plain.getFirstPropertyValue('url')).toBeNull();
});

test('lets no name of a person start a line of the calendar file', async () => {
  const title = 'Ким\r\nATTENDEE:mailto:evil@example.com\nEND:VEVENT';
  const { event, component } = await read(calendarOf({ ...meeting, title }, now));
  expect(component.getFirstProperty('attendee')).toBeNull();
  expect(event.summary).toContain('ATTENDEE');
});

test('takes date and time in the user’s time zone, also on the day the clocks change', () => {
  expect(startOf('2026-03-29', '03:30')).toBe(new Date(2026, 2, 29, 3, 30).getTime());
  expect(startOf('', '10:00')).toBeNull();
  expect(startOf('2026-02-31', '')).toBeNull();
});

const save = vi.fn<(file: Blob, name: string) => void>();
function Form() {
  const [text, setText] = useState('Здравствуйте!');
  const place = 'Москва, Тверская, 1';
  return (
    <>
      <textarea value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      <MeetingForm
        negotiationId={asId<NegotiationId>('7')}
        name="Ким Виктор"
        vacancy="Повар"
        url={null}
        letter={{ text, write: setText, places: [place], place }}
      />
    </>
  );
}
beforeEach(() => vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});
async function press(words: string) {
  [...document.querySelectorAll('button')].find((one) => one.textContent === words)?.click();
  await settled();
}
async function fill(type: string, value: string) {
  const input = document.querySelector<HTMLInputElement>(`input[type=${type}]`);
  if (!input) throw new Error(type);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}
const letter = () => document.querySelector('textarea')?.value.replace(/[\u00a0\u202f]/g, ' ') ?? '';

test('puts time and place into the letter and the file; a second time replaces the first', async () => {
  render(
    <WorkerProvider worker={fakeWorker({ save })}>
      <Form />
    </WorkerProvider>,
    document.body,
  );
  await settled();
  await press(t('meeting_open'));
  await press(t('meeting_make'));
  expect(document.body.textContent).toContain(t('meeting_bad'));
  await fill('date', '2026-11-29');
  await fill('time', '11:00');
  await press(t('meeting_make'));
  expect(document.body.textContent).toContain(t('meeting_past'));
  expect(save).not.toHaveBeenCalled();
  expect(letter()).toBe('Здравствуйте!');

  await fill('date', '2026-12-03');
  await fill('time', '14:00');
  await press(t('meeting_make'));
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(1));
  expect(letter()).toMatch(
    /^Здравствуйте!\n\nКогда: четверг, 3 декабря 2026 г\.[^\n]*14:00[^\n]*\nГде: Москва, Тверская, 1$/,
  );
  const [file, name] = save.mock.calls[0] ?? [];
  expect(name).toBe('Интервью Ким Виктор 2026-12-03.ics');
  const { event } = await read(file ?? new Blob());
  expect(event.startDate.toJSDate().getTime()).toBe(new Date(2026, 11, 3, 14).getTime());
  expect(event.location).toBe('Москва, Тверская, 1');

  await fill('time', '15:30');
  await press(t('meeting_make'));
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  expect(letter().match(/Когда/g)).toHaveLength(1);
  expect(letter()).toContain('15:30');
});
