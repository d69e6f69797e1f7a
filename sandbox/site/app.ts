import { Hono } from 'hono';
import type { LedgerRequest } from '../ledger.ts';
import type { World } from '../world/world.ts';
import { addApplicantPages, addVacancyPage } from './applicant/pages.ts';
import { addChatPages, addLists } from './lists.ts';
import { addOauth } from './oauth.ts';
import { addResumePage } from './resume.ts';
import { style } from './style.ts';

/** hh.ru and its sister sites: the same pages on every host of the group. */
export function createSite(world: World): Hono {
  const app = new Hono();
  addOauth(app, world);
  addResumePage(app, world);
  addLists(app, world);
  addChatPages(app, world);
  addApplicantPages(app, world);
  addVacancyPage(app, world);
  app.get('/static/hh.css', (context) =>
    context.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.notFound((context) =>
    context.html('<!doctype html><html lang="ru"><title>404</title><h1>Страница не найдена</h1>', 404),
  );
  return app;
}

/** The applicant's pages have names of their own in the ledger; all others are `page`. */
export function pageOf(path: string): string {
  const known: [RegExp, string][] = [
    [/^\/applicant\/negotiations$/, 'page:applicant-negotiations'],
    [/^\/applicant\/my_resumes$/, 'page:applicant-resumes'],
    [/^\/account\/login$/, 'page:login'],
    [/^\/vacancy\/\d+$/, 'page:vacancy'],
  ];
  return known.find(([pattern]) => pattern.test(path))?.[1] ?? 'page';
}

/** Who asked: a browser says whether a tab loads; hh's own script on our pages names itself. */
export function askerOf(request: Request): LedgerRequest['by'] {
  if (request.headers.has('X-Sandbox-Front')) return 'front';
  return request.headers.get('Sec-Fetch-Dest') === 'document' ? 'load' : 'fetch';
}
