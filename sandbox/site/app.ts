import { Hono } from 'hono';
import type { World } from '../world/world.ts';
import { addApplicantPages } from './applicant/pages.ts';
import { addVacancyPage } from './applicant/vacancy.ts';
import { addChatPages } from './chat.ts';
import { addLists } from './lists.ts';
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
