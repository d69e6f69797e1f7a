import { describe, expect, test, vi } from 'vitest';
import { asId, type MessageId } from '../ids.ts';
import { known } from '../known.ts';
import { negotiationOf } from './applicant/testing.ts';
import { interviewOf } from './interview.ts';
import { messageOf } from './testing.ts';

/** A Thursday. */
const now = new Date('2026-11-26T18:00').getTime();
const day = 86_400_000;
const invited = negotiationOf(1, { stage: { id: 'invitation', name: '' } });
const said = (text: string, id = 1, at = now) =>
  messageOf(id, { author: known('employer'), mine: known(false), text: known(text), at: known(at) });
const foundIn = (...texts: string[]) =>
  interviewOf(
    invited,
    texts.map((text, index) => said(text, index + 1)),
    now,
  );
const why = (text: string) => {
  const found = foundIn(text);
  return found?.why.kind === 'interview' ? [found.why.on, found.why.text] : null;
};

describe('an interview in a message', () => {
  test.each([
    ['Приходите завтра в 15:00', '2026-11-27T15:00', 'завтра в 15:00'],
    ['Ждём вас 1 декабря в 11:30 в офисе', '2026-12-01T11:30', '1 декабря в 11:30'],
    ['Ждём 1 декабря 2026 г. в 14:00', '2026-12-01T14:00', '1 декабря 2026 в 14:00'],
    ['Интервью в пятницу в 10', '2026-11-27T10:00', 'в пятницу в 10'],
    ['Собеседование 02.12.2026 в 14:00', '2026-12-02T14:00', '02.12.2026 в 14:00'],
    [
      'В понедельник, 30 ноября, с 10:00 до 11:00',
      '2026-11-30T10:00',
      'В понедельник, 30 ноября, с 10:00 до 11:00',
    ],
    ['Созвонимся послезавтра в 12.00', '2026-11-28T12:00', 'послезавтра в 12.00'],
    ['See you tomorrow at 3pm', '2026-11-27T15:00', 'tomorrow at 3pm'],
    ['Interview on Monday at 10:00', '2026-11-30T10:00', 'on Monday at 10:00'],
    ['December 1 at 2:30 PM', '2026-12-01T14:30', 'December 1 at 2:30 PM'],
    ['Ждём завтра в 15:00 +7 916 123-45-67', '2026-11-27T15:00', 'завтра в 15:00'],
    ['Завтра в 15:00. Если нужно отменить, напишите', '2026-11-27T15:00', 'Завтра в 15:00'],
    ['Ждём завтра в 15:00. Офис открыт пн–пт с 9:00 до 18:00', '2026-11-27T15:00', 'завтра в 15:00'],
  ])('%s', (text, on, words) => {
    expect(why(text)).toEqual([on, words]);
  });

  test("uses the time zone named, otherwise the reader's", () => {
    vi.stubEnv('TZ', 'Asia/Novosibirsk');
    for (const zone of ['по мск', '(МСК)', 'по московскому времени', 'по Москве', 'MSK'])
      expect(why(`Ждём 1 декабря в 15:00 ${zone}, Zoom`)?.[0]).toBe('2026-12-01T19:00');
    expect(why('Ждём 1 декабря в 15:00, Москва-Сити')?.[0]).toBe('2026-12-01T15:00');
    vi.unstubAllEnvs();
  });

  test.each([
    'Приходите в 15:00',
    'Приходите 1 декабря',
    'Интервью через 3 часа',
    'График 5/2 с 9:00 до 18:00, оклад 150 000 – 200 000',
    'Удобно завтра в 15:00 или в пятницу в 11:00?',
    'Вы были у нас 10 декабря 2025 в 10:00',
    '12/02/2026 14:00',
    'Спасибо за отклик!',
    'Офис работает с понедельника по пятницу с 9:00 до 18:00',
    'Мы на месте с понедельника по пятницу с 9:00 до 18:00',
    'Звоните: пн-пт 9:00-18:00',
    'Телефон: с 9:00 до 18:00 пн–пт',
    'Приём пн, ср, пт с 9:00',
    'We are open Mon-Fri 9am-6pm',
    'Пришлите тестовое до 1 декабря 18:00',
    'Ждём ответ до пятницы 18:00',
    'Дедлайн — 1 декабря в 18:00',
    'Please answer by Friday 5pm',
    'Вы отправили отклик 25 ноября в 15:30',
    'Мы звонили вам в пятницу в 15:00',
    'Завтра в 11:00 или 15:00?',
    'Собеседование завтра в 15:00 отменяется',
    'Выход на работу с 1 декабря в 9:00',
    'Ждём в пятницу в 3',
    'Наш адрес: ул. 8 Марта, 10, тел. +7 495 123-45-67',
    'Ищем помощника от 18 до 25 лет',
  ])('is not found in: %s', (text) => {
    expect(why(text)).toBeNull();
  });

  test('is dated relative to its message, and due on the day before', () => {
    const found = interviewOf(invited, [said('Приходите завтра в 15:00', 1, now - 2 * day)], now);
    expect(found).toBeNull();
    expect(interviewOf(invited, [said('В понедельник в 10:00', 1, now - 20 * day)], now)).toBeNull();
    expect(foundIn('Ждём вас 1 декабря в 11:30')).toMatchObject({
      until: '2026-11-30T09:00',
      of: { kind: 'application', negotiation: invited },
      why: { message: asId<MessageId>(1) },
    });
  });

  test("comes from the employer's last message about it, and only for somebody invited", () => {
    expect(
      foundIn('Приходите завтра в 15:00', 'Перенесём на 1 декабря в 11:30', 'До встречи!')?.why,
    ).toMatchObject({
      message: asId<MessageId>(2),
      on: '2026-12-01T11:30',
    });
    expect(foundIn('Приходите завтра в 15:00', 'К сожалению, встреча отменяется.')).toBeNull();
    expect(foundIn('Приходите завтра в 15:00', 'Лучше в пятницу в 11:00 или 12:00?')).toBeNull();
    const mine = messageOf(1, {
      author: known('applicant'),
      text: known('Могу завтра в 15:00'),
      at: known(now),
    });
    expect(interviewOf(invited, [mine], now)).toBeNull();
    const text = said('Приходите завтра в 15:00');
    for (const id of ['response', 'discard', 'hired'])
      expect(interviewOf(negotiationOf(1, { stage: { id, name: '' } }), [text], now)).toBeNull();
    expect(interviewOf(negotiationOf(1, { ...invited, hidden: true }), [text], now)).toBeNull();
  });
});
