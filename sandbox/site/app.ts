import { Hono } from 'hono';
import type { World } from '../world/world.ts';
import { addChatPages } from './chat.ts';
import { html } from './html.ts';
import { addLists } from './lists.ts';
import { addOauth } from './oauth.ts';
import { respond } from './page.ts';
import { addResumePage } from './resume.ts';
import { style } from './style.ts';

/** hh.ru and its sister sites: the same pages on every host of the group. */
export function createSite(world: World): Hono {
  const app = new Hono();
  addOauth(app, world);
  addResumePage(app, world);
  addLists(app, world);
  addChatPages(app, world);
  app.get('/vacancy/:id', (context) => {
    const vacancy = world.vacancies.get(context.req.param('id'));
    if (!vacancy) return context.notFound();
    const main = html`<div class="card"><h1 class="name" data-qa="vacancy-title">${vacancy.name}</h1></div>`;
    return respond(context, world, { title: vacancy.name, luxPageName: 'VacancyView', main });
  });
  app.get('/static/hh.css', (context) =>
    context.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.notFound((context) =>
    context.html('<!doctype html><html lang="ru"><title>404</title><h1>Страница не найдена</h1>', 404),
  );
  return app;
}
