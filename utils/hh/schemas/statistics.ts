import * as z from 'zod/mini';
import { amount, array, fact, moment, text } from './readers.ts';

const share = fact(z.nullish(amount));

/** Of the last 30 days; shares and reply time (in days) are absent or null before anything was received. */
const statistics = z.object({
  received: fact(z.nullable(amount)),
  viewed_percent: share,
  replied_percent: share,
  average_reply_time: share,
  /** What applicants see of a company; null while there are too few responses. `index_change` is of the last 24 hours. */
  politeness: fact(
    z.nullable(
      z.object({
        index: amount,
        index_change: fact(amount),
        hint: fact(text),
        description: fact(text),
        article_url: fact(text),
      }),
    ),
  ),
});
export type WireStatistics = z.output<typeof statistics>;

/** `GET …/negotiations_statistics` (operation `get-negotiations-statistics-employer`). */
export const employerStatistics = z.object({ employer_statistics: fact(statistics) });
/** Operation `get-negotiations-statistics-manager`. */
export const managerStatistics = z.object({ manager_statistics: fact(statistics) });

/** `GET /vacancies/{v}/stats` (operation `get-vacancy-stats`): the last five days; null where hh has none. */
export const vacancyStats = z.object({
  items: fact(array(z.object({ date: fact(moment), responses: share, views: share }))),
});
export type VacancyDays = z.output<typeof vacancyStats>['items'];
