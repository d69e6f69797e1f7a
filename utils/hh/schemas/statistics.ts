import * as z from 'zod/mini';
import { list, maybe, number, part, text } from './wire.ts';

/** Of the last 30 days; shares are null before anything was received. Reply time in days. */
const statistics = maybe({
  received: number,
  viewed_percent: number,
  replied_percent: number,
  average_reply_time: number,
  /** What applicants see of a company; `index_change` is of the last 24 hours. */
  politeness: part({ index: number, index_change: number, hint: text, description: text, article_url: text }),
});
export type WireStatistics = NonNullable<z.output<typeof statistics>>;

/** `GET …/negotiations_statistics` (operation `get-negotiations-statistics-employer`). */
export const employerStatistics = z.object({ employer_statistics: statistics });
/** Operation `get-negotiations-statistics-manager`. */
export const managerStatistics = z.object({ manager_statistics: statistics });

/** `GET /vacancies/{v}/stats` (operation `get-vacancy-stats`): the last five days; null where hh has none. */
export const vacancyStats = z.object({
  items: list(z.object({ date: text, responses: number, views: number })),
});
export type VacancyDay = z.output<typeof vacancyStats>['items']['items'][number];
