import type { Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { hasNews, ownNegotiations, ownResumes, stateWord } from '../../world/applicant.ts';
import type { Applicant, Negotiation } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { day, type Html, html, money, respond } from '../page.ts';
import { type Asked, asked, listState, spoiled, stateOfTab, type Tab, tabs, topicOf } from './state.ts';

const COOKIE = 'hhtoken';

/** The applicant's own pages, for a signed-in person with the session's cookie; and the login page, which sets it. */
export function addApplicantPages(app: Hono, world: World): void {
  app.get('/applicant/negotiations', (context) =>
    guarded(context, world, (applicant) => {
      const view = asked(world, applicant, new URL(context.req.url));
      return respond(context, world, {
        title: 'Отклики и приглашения',
        luxPageName: 'ApplicantNegotiations',
        main: listMain(world, view),
        state: listState(world, applicant, view),
        change: (state) => spoiled(world.session, state),
      });
    }),
  );

  app.get('/applicant/my_resumes', (context) =>
    guarded(context, world, (applicant) => {
      const resumes = ownResumes(world, applicant);
      return respond(context, world, {
        title: 'Мои резюме',
        luxPageName: 'ApplicantMyResumes',
        main: html`<h1 class="name">Мои резюме</h1>${resumes.map(
          (resume) =>
            html`<div class="card" data-qa="resume"><a href="/resume/${resume.hash}">${resume.title}</a></div>`,
        )}`,
        state: {
          applicantResumes: resumes.map((resume) => ({
            _attributes: {
              hash: resume.hash,
              id: String(resume.realId),
              hhid: applicant.hhid,
              user: applicant.userId,
              status: resume.status,
              updated: resume.updatedAt,
              permission: 'edit',
              isSearchable: resume.access === 'clients',
            },
            title: [{ string: resume.title }],
            salary: resume.salary === null ? [] : [{ amount: resume.salary, currency: resume.currency }],
          })),
        },
      });
    }),
  );

  // A signed-in person is redirected at once and gets the cookie: in a tab, but not by a fetch.
  app.get('/account/login', (context) => {
    const back = context.req.query('backurl');
    const inTab = context.req.header('Sec-Fetch-Dest') === 'document';
    if (inTab && world.session.applicant) {
      setCookie(context, COOKIE, `session-of-${world.session.applicant}`, {
        path: '/',
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
      });
      return context.redirect(back?.startsWith('/') ? back : '/applicant/negotiations', 302);
    }
    return respond(context, world, {
      title: 'Вход',
      luxPageName: 'AccountLogin',
      main: html`<div class="card" data-qa="account-login-form"><h1 class="name">Вход</h1><p>Кто вы сейчас, решает sandbox.hh.ru.</p></div>`,
    });
  });
}

/** The checks before the pages of an account: anti-bot, login, wrong kind of account. */
function guarded(
  context: Context,
  world: World,
  show: (applicant: Applicant) => Response | Promise<Response>,
): Response | Promise<Response> {
  const { session } = world;
  const refusal = (luxPageName: string, title: string, status: 200 | 401 | 403 | 429, headers = {}) =>
    respond(context, world, {
      title,
      luxPageName,
      status,
      headers,
      main: html`<div class="card"><h1 class="name">${title}</h1></div>`,
      state: { hhcaptcha: { isBot: luxPageName === 'AccountCaptcha' } },
    });
  switch (session.gate) {
    case 'captcha':
      return refusal('AccountCaptcha', 'Подтвердите, что вы не робот', 200);
    case 'unauthorized':
      return refusal('AccountLogin', 'Вход', 401);
    case 'forbidden':
      return refusal('ForbiddenPage', 'Доступ запрещён', 403);
    case 'too-many':
      return refusal(
        'ErrorPage',
        'Слишком много запросов',
        429,
        session.retryAfter === null ? {} : { 'Retry-After': String(session.retryAfter) },
      );
    default:
  }
  if (session.who === 'employer') return refusal('ForbiddenPage', 'Раздел для соискателей', 403);
  if (!session.applicant || getCookie(context, COOKIE) === undefined) {
    const url = new URL(context.req.url);
    return context.redirect(`/account/login?backurl=${encodeURIComponent(url.pathname + url.search)}`, 302);
  }
  return show(world.applicant(session.applicant));
}

/** `/vacancy/{id}` in the old layout; for applicants its state contains their negotiations on it. */
export function addVacancyPage(app: Hono, world: World): void {
  app.get('/vacancy/:id', (context) => {
    const vacancy = world.vacancies.get(context.req.param('id'));
    if (!vacancy || vacancy.deleted) return context.notFound();
    const { applicant: login } = world.session;
    const applicant = login && world.applicant(login);
    const topics = applicant
      ? ownNegotiations(world, applicant)
          .filter(({ vacancyId }) => vacancyId === vacancy.id)
          .map((one) => topicOf(world, applicant, one))
      : [];
    const employer = world.employers.get(vacancy.employerId);
    return respond(context, world, {
      title: vacancy.name,
      luxPageName: 'VacancyView',
      main: html`<div class="card"><h1 class="name" data-qa="vacancy-title">${vacancy.name}</h1>
${vacancy.salaryFrom === null ? null : html`<p class="salary" data-qa="vacancy-salary">от ${money(vacancy.salaryFrom)}</p>`}
${vacancy.type === 'anonymous' ? null : html`<a data-qa="vacancy-company-name" href="/employer/${vacancy.employerId}?hhtmFrom=vacancy">${employer?.name ?? ''}</a>`}
${topics.length > 0 ? html`<p data-qa="vacancy-response-link-view-topic">Вы откликнулись</p>` : null}</div>
<div class="card" data-qa="vacancy-description"><p>Ищем человека на должность «${vacancy.name}».</p></div>`,
      state: {
        isUseMagritteLayout: false,
        ...(applicant
          ? {
              applicantVacancyResponseStatuses: {
                [vacancy.id]: { negotiations: { topicList: topics, total: topics.length } },
              },
              vacancyChatInfo: { [vacancy.id]: { chats: topics.map(({ chatId }) => ({ chatId })) } },
            }
          : {}),
      },
    });
  });
}

const tabNames: Record<Tab, string> = {
  all: 'Все',
  awaiting: 'Ожидание',
  invitation: 'Приглашения',
  interview: 'Собеседования',
  hired: 'Выход на работу',
  discard: 'Отказы',
  archived: 'Архив',
  deleted: 'Удалённые',
};

/** The list as it is drawn: tabs and pages change the address without a load, so that the template goes stale. */
function listMain(world: World, view: Asked): Html {
  const query = (tab: Tab, page: number) => {
    const state = stateOfTab[tab];
    const filter = tab === 'archived' || tab === 'deleted' ? tab : 'active';
    return `/applicant/negotiations?filter=${filter}${state ? `&state=${state}` : ''}${page ? `&page=${page}` : ''}`;
  };
  const pages = Array.from({ length: Math.min(view.pages, 10) }, (_, i) => i);
  return html`<h1 class="name">Отклики и приглашения</h1>
<div class="tabs" data-qa="negotiations-tabs">${tabs.map(
    (tab) =>
      html`<a data-in-app data-qa="negotiations-tab-${tab}"${tab === view.tab ? html` aria-current="true"` : null} href="${query(tab, 0)}">${tabNames[tab]}</a>`,
  )}</div>
<div data-qa="negotiations-list">${view.shown.map((one) => row(world, one))}</div>
${
  pages.length === 1
    ? null
    : html`<div class="tabs" data-qa="pager-block">${pages.map(
        (page) =>
          html`<a data-in-app data-qa="pager-page"${page === view.page ? html` aria-current="true"` : null} href="${query(view.tab, page)}">${page + 1}</a>`,
      )}</div>`
}`;
}

function row(world: World, one: Negotiation): Html {
  const vacancy = world.vacancy(one.vacancyId);
  const employer = world.employers.get(vacancy.employerId);
  const { tag, text } = tagOf(one);
  return html`<div class="card" data-qa="negotiations-item">
<div class="row">${
    vacancy.deleted
      ? html`<span class="soft" data-qa="negotiations-item-vacancy">Вакансия удалена</span>`
      : html`<a class="position" data-qa="negotiations-item-vacancy" href="/vacancy/${vacancy.id}">${vacancy.name}</a>`
  }<span class="small soft" data-qa="negotiations-item-date">${day(one.updatedAt)}</span></div>
<p data-qa="negotiations-item-company">${vacancy.deleted ? '' : (employer?.name ?? '')}</p>
<p class="actions"><span class="status" data-qa="negotiations-tag negotiations-item-${tag}">${text}</span>${hasNews(world, one) ? html` <b>Новое</b>` : null}</p>
<p class="actions"><a data-qa="open_chat" href="/chat/${one.chatId}">Перейти в чат</a> <button class="button" type="button" data-qa="negotiations-delete">Удалить</button></p>
</div>`;
}

function tagOf(one: Negotiation): { tag: string; text: string } {
  const word = stateWord(one);
  if (word === 'response')
    return one.viewed ? { tag: 'viewed', text: 'Просмотрен' } : { tag: 'not-viewed', text: 'Не просмотрен' };
  if (word.startsWith('discard')) return { tag: 'discard', text: 'Отказ' };
  if (word === 'interview') return { tag: 'interview', text: 'Собеседование' };
  return { tag: 'invitation', text: 'Приглашение' };
}
