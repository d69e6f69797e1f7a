import { type Inbox, rowLimit } from '../utils/domain/inbox.ts';
import type { Row, VacancyCount } from '../utils/domain/negotiation.ts';
import { asId, type NegotiationId, type ResumeId, type VacancyId } from '../utils/ids.ts';
import { known } from '../utils/known.ts';

const names = ['Петрова Инна Сергеевна', 'Ким Олег', 'Абдурахманова Зухра', 'Константинопольский Ян', 'Ли Ю'];
const titles = ['Главный бухгалтер', 'Менеджер по продажам', 'Водитель-экспедитор', 'Разработчик', 'Логист'];
const minute = 60_000;

/**
 * An inbox with this many unread responses, as if just read from hh, so that the pages request nothing. As in the
 * real store, only a limited number of the rows themselves is in it.
 */
export function inboxOf(rows: number, vacancies = 20): Inbox {
  const now = Date.now();
  const unreadOf = (index: number) => Math.floor(rows / vacancies) + (index < rows % vacancies ? 1 : 0);
  const list = Array.from({ length: vacancies }, (_, index) => vacancyOf(index, unreadOf(index)));
  return {
    vacancies: list,
    rows: list
      .flatMap((vacancy, index) =>
        Array.from({ length: unreadOf(index) }, (_, row) => rowOf(vacancy.id, index * 1000 + row, now)),
      )
      .slice(-rowLimit),
    readAt: Object.fromEntries(
      list.map(({ id, unread }) => [id, { unread, at: now, more: false, nextPage: 1, skipped: 0 }]),
    ),
    chats: [],
    chatsSkipped: 0,
    allVacancies: true,
    skipped: 0,
    unreadChats: known(0),
    chatsProblem: null,
    freshAt: now,
    problem: null,
    problemSince: null,
  };
}

function vacancyOf(index: number, unread: number): VacancyCount {
  const id = asId<VacancyId>(95_000_000 + index);
  const url = `https://hh.ru/vacancy/${id}`;
  return {
    id,
    name: known(`Вакансия ${index + 1}`),
    area: known('Москва'),
    manager: known(null),
    unread: known(unread),
    url,
  };
}

function rowOf(vacancyId: VacancyId, index: number, now: number): Row {
  const resumeId = asId<ResumeId>(index.toString(16).padStart(38, '0'));
  return {
    id: asId<NegotiationId>(4_200_000_000 + index),
    vacancyId,
    candidate: {
      resumeId,
      applicantId: null,
      name: known(`${names[index % names.length]} ${index}`),
      title: known(titles[index % titles.length] ?? null),
      age: known(20 + (index % 40)),
      experienceMonths: known(index % 200),
      salary: known(index % 3 === 0 ? null : { amount: 60_000 + index * 10, currency: 'RUR' }),
      area: known('Москва'),
      url: `https://hh.ru/resume/${resumeId}`,
    },
    stage: known({ id: 'response', name: 'Отклик' }),
    createdAt: known(now - index * 7 * minute),
    updatedAt: known(now - index * 7 * minute),
    unreadMessages: known(index % 4 === 0 ? 1 : 0),
    chatId: null,
    testScore: known(index % 10 === 0 ? 80 : null),
  };
}
