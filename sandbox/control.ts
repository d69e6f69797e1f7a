import { type Context, Hono } from 'hono';
import { driftKinds, driftOf, type Faults, faultKinds } from './faults.ts';
import type { Ledger } from './ledger.ts';
import { html } from './site/page.ts';
import { ids } from './world/ids.ts';
import { gates, type Login, spoils, visitors } from './world/tokens.ts';
import { topicIds } from './world/topics.ts';
import type { World } from './world/world.ts';

/** What every part of the sandbox works with. */
export interface Ground {
  world: World;
  ledger: Ledger;
  faults: Faults;
}

const logins = [
  'manager',
  'colleague',
  'applicant',
  'secondApplicant',
  'both',
  'integration',
] as const satisfies Login[];

/** What an employer can do on hh's site, by hand. */
const actions = ['reads', 'writes', 'invites', 'refuses', 'offers', 'calls', 'archives', 'deletes'] as const;

/** `sandbox.hh.ru`: changes the world by hand, for people who use `npm start`. Not recorded in the ledger. */
export function createControl({ world, ledger, faults }: Ground): Hono {
  const app = new Hono();

  app.get('/', (context) => context.html(page(world)));

  app.get('/favicon.ico', (context) => context.body(null, 204));

  app.get('/state', (context) =>
    context.json({
      login: world.login,
      applicantApi: world.options.applicantApi,
      session: { who: world.session.who, gate: world.session.gate, spoil: world.session.spoil },
      traces: ledger.traces(),
      effects: ledger.effects,
      faults: faults.list.map(({ fault, left }) => ({
        ...fault,
        match: { ...fault.match, path: fault.match.path?.source },
        left,
      })),
      requests: ledger.requests.slice(-50),
    }),
  );

  app.post('/faults', async (context) => {
    const fields = await read(context);
    const kind = faultKinds.find((known) => known === fields.kind);
    if (!kind) return context.text(`kind: ${faultKinds.join(', ')}`, 400);
    const drift = driftKinds.find((known) => known === fields.drift);
    if (kind === 'drift' && !(drift && fields.field))
      return context.text(`field: items[].state.id, say; drift: ${driftKinds.join(', ')}`, 400);
    const numbers = ['times', 'status', 'ms', 'retryAfter'].filter((name) => fields[name]);
    faults.add({
      match: {
        ...(fields.operation && { operation: fields.operation }),
        ...(fields.method && { method: fields.method }),
        ...(fields.path && { path: new RegExp(fields.path) }),
        ...(fields.keptAlive && { keptAlive: fields.keptAlive === 'true' }),
      },
      kind,
      ...(drift && fields.field && { drift: driftOf(fields.field, drift) }),
      ...(fields.body && { body: fields.body }),
      ...Object.fromEntries(numbers.map((name) => [name, Number(fields[name])])),
    });
    return done(context);
  });

  app.post('/faults/clear', (context) => {
    faults.clear();
    return done(context);
  });

  app.post('/world/response', async (context) => {
    const fields = await read(context);
    const vacancyId = fields.vacancyId || [...world.vacancies.keys()][0];
    if (!vacancyId || !world.vacancies.has(vacancyId)) return context.text('no such vacancy', 400);
    world.addResponse({ vacancyId, letter: fields.letter || 'Здравствуйте! Мне интересна ваша вакансия.' });
    return done(context);
  });

  app.post('/world/message', async (context) => {
    const fields = await read(context);
    const chatId = fields.chatId || lastChat(world);
    if (!chatId || !world.chats.has(chatId)) return context.text('no such chat', 400);
    world.addMessage(chatId, fields.text || 'Подскажите, есть ли новости?', 'applicant');
    return done(context);
  });

  app.post('/world/tokens/expire', (context) => {
    world.expireTokens();
    return done(context);
  });

  app.post('/world/tokens/revoke', (context) => {
    world.revokeTokens();
    return done(context);
  });

  app.post('/world/login', async (context) => {
    const { login } = await read(context);
    const wanted = logins.find((known) => known === login);
    if (!wanted) return context.text(`login: ${logins.join(', ')}`, 400);
    world.login = wanted;
    return done(context);
  });

  app.post('/applicant/api', async (context) => {
    const { open } = await read(context);
    world.options.applicantApi = open === 'true';
    return done(context);
  });

  app.post('/applicant/session', async (context) => {
    const fields = await read(context);
    const { session } = world;
    const who = visitors.find((known) => known === fields.who);
    const gate = gates.find((known) => known === fields.gate);
    const spoil = spoils.find((known) => known === fields.spoil);
    if (who) session.signIn(who);
    if (gate) session.gate = gate;
    if (spoil) session.spoil = spoil;
    if (fields.retryAfter) session.retryAfter = Number(fields.retryAfter);
    return done(context);
  });

  app.post('/applicant/employer', async (context) => {
    const fields = await read(context);
    const id = fields.id || topicIds.fresh;
    if (!world.negotiations.has(id)) return context.text('no such negotiation', 400);
    const action = actions.find((known) => known === fields.action);
    if (!action) return context.text(`action: ${actions.join(', ')}`, 400);
    if (action === 'writes') world.employer.writes(id, fields.text || 'Подскажите, вы ещё ищете работу?');
    else world.employer[action](id);
    return done(context);
  });

  return app;
}

/** The newest chat about a vacancy of «Ромашка». */
function lastChat(world: World): string | undefined {
  return [...world.chats.values()].findLast(
    ({ vacancyId }) => vacancyId !== null && world.vacancy(vacancyId).employerId === ids.employer,
  )?.id;
}

/** The fields of a form or of a flat JSON object, as strings. */
async function read(context: Context): Promise<Record<string, string>> {
  const text = await context.req.text();
  if (!context.req.header('Content-Type')?.includes('json'))
    return Object.fromEntries(new URLSearchParams(text));
  const body: unknown = JSON.parse(text);
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** Redirects people back to the page; programs get an empty answer. */
function done(context: Context): Response {
  const person = context.req.header('Accept')?.includes('text/html');
  return person ? context.redirect('/', 303) : context.body(null, 204);
}

function page(world: World): string {
  const button = (action: string, text: string, fields: Record<string, string> = {}) =>
    html`<form method="post" action="${action}">${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}<button>${text}</button></form>`;
  const choice = (name: string, list: readonly string[], current: string) =>
    html`<select name="${name}">${list.map((one) => html`<option${one === current ? html` selected` : null}>${one}</option>`)}</select>`;
  const { login, session, options } = world;
  return html`<!doctype html><html lang="ru"><meta charset="utf-8"><title>Песочница hh.ru</title>
<style>body{font:16px/1.5 Arial,sans-serif;max-width:720px;margin:40px auto;padding:0 20px}form{display:inline-block;margin:0 8px 8px 0}</style>
<h1>Песочница hh.ru</h1><p>Вход выполнен: ${login}. <a href="/state">Состояние и следы</a>, <a href="https://hh.ru/employer/vacancies">сайт</a></p>
<h2>Мир</h2>${button('/world/response', 'Новый отклик')}${button('/world/message', 'Новое сообщение')}
${button('/world/tokens/expire', 'Токен истёк')}${button('/world/tokens/revoke', 'Токен отозван')}
<h2>Соискатель</h2><p>Его API ${options.applicantApi ? 'открыт' : 'закрыт'}.</p>
${button('/applicant/api', options.applicantApi ? 'Закрыть API' : 'Открыть API', { open: String(!options.applicantApi) })}
<form method="post" action="/applicant/session">${choice('who', visitors, session.who)} ${choice('gate', gates, session.gate)} ${choice('spoil', spoils, session.spoil)} <button>Так на сайте</button></form>
${button('/applicant/employer', 'Работодатель открыл', { action: 'reads' })}${button('/applicant/employer', 'пригласил', { action: 'invites' })}${button('/applicant/employer', 'отказал', { action: 'refuses' })}${button('/applicant/employer', 'написал', { action: 'writes' })}
<h2>Сбои</h2><form method="post" action="/faults">
<select name="kind">${faultKinds.map((kind) => html`<option>${kind}</option>`)}</select>
<input name="path" placeholder="путь, например ^/negotiations"> <input name="times" placeholder="сколько раз" size="10">
<input name="status" placeholder="статус" size="6"> <input name="field" placeholder="поле, например items[].state.id">
<select name="drift">${driftKinds.map((kind) => html`<option>${kind}</option>`)}</select> <button>Сломать</button></form>${button('/faults/clear', 'Починить всё')}
</html>`.markup;
}
