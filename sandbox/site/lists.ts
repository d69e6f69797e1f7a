import type { Context, Hono } from 'hono';
import { ids } from '../world/ids.ts';
import type { Negotiation, Resume } from '../world/model.ts';
import { fullName } from '../world/people.ts';
import { stageOf } from '../world/pipeline.ts';
import type { World } from '../world/world.ts';
import { day, type Html, html, respond } from './page.ts';

const SHOWN = 50;
/** The number of cards rendered at once; the others appear while scrolling. */
const AT_ONCE = 20;

/**
 * The recruiter's lists. The name on a card navigates in-app, like hh's front end; «в новой вкладке» loads the page.
 */
export function addLists(app: Hono, world: World): void {
  app.get('/', (context) =>
    respond(context, world, {
      title: 'Работа найдётся для каждого',
      luxPageName: 'IndexPage',
      main: html`<div class="card"><h1 class="name">Песочница hh.ru</h1><p>Начните с <a data-in-app href="/employer/vacancies">вакансий</a> или с <a data-in-app href="/search/resume">поиска резюме</a>.</p></div>`,
    }),
  );

  app.get('/employer/vacancies', (context) => {
    const list = [...world.vacancies.values()].filter(
      (vacancy) => vacancy.employerId === ids.employer && vacancy.archivedAt === null,
    );
    return respond(context, world, {
      title: 'Вакансии',
      luxPageName: 'EmployerVacancies',
      main: html`<h1 class="name">Вакансии</h1>${list.slice(0, SHOWN).map((vacancy) => {
        const rows = world.negotiationsIn(vacancy.id);
        const unread = rows.filter((negotiation) => !negotiation.viewed).length;
        return html`<div class="card row"><a data-in-app href="/employer/vacancyresponses?vacancyId=${vacancy.id}">${vacancy.name}</a>
<span class="soft">откликов: ${rows.length}${unread > 0 ? `, новых: ${unread}` : ''}</span></div>`;
      })}`,
    });
  });

  app.get('/employer/vacancyresponses', (context) => {
    const vacancy = world.vacancies.get(context.req.query('vacancyId') ?? '');
    if (!vacancy) return context.notFound();
    const rows = world
      .negotiationsIn(vacancy.id)
      .toSorted((one, other) => other.updatedAt - one.updatedAt)
      .map((negotiation) => ({ resume: world.resume(negotiation.resumeHash), negotiation }));
    const responded = new Set(rows.map(({ resume }) => resume.hash));
    const others = [...world.resumes.values()].filter(
      (resume) => isFound(resume) && !responded.has(resume.hash),
    );
    return list(context, world, {
      title: `Отклики: ${vacancy.name}`,
      luxPageName: 'EmployerVacancyResponses',
      container: 'vacancy-real-responses',
      people: rows.map(({ resume, negotiation }) => ({
        resume,
        draw: () => responseCard(world, resume, negotiation),
      })),
      // hh's own suggestions come below, outside the container, and look the same.
      after: html`<h2>Подходящие резюме</h2>${others
        .slice(0, 3)
        .map((resume) => responseCard(world, resume, null))}`,
    });
  });

  app.get('/search/resume', (context) => {
    const text = (context.req.query('text') ?? context.req.query('query') ?? '').toLowerCase();
    const found = [...world.resumes.values()].filter(
      (resume) => isFound(resume) && `${fullName(resume)} ${resume.title}`.toLowerCase().includes(text),
    );
    const isKz = new URL(context.req.url).hostname.endsWith('hh.kz');
    return list(context, world, {
      title: 'Поиск резюме',
      luxPageName: 'ResumeSearch',
      container: 'resume-serp__results-search',
      people: found.map((resume) => ({
        resume,
        draw: (at: number) => (isKz ? kzCard(resume) : searchCard(resume, at, 'resume_search_result')),
      })),
      after: null,
    });
  });

  app.get('/employer/resumefolders', (context) => {
    const kept = [...world.resumes.values()].filter(
      (resume) => isFound(resume) && (world.negotiationsOfResume.get(resume.hash) ?? []).length > 0,
    );
    return list(context, world, {
      title: 'Избранное',
      luxPageName: 'EmployerResumeFolders',
      container: 'resume-folders',
      people: kept.map((resume) => ({ resume, draw: () => searchCard(resume, 0, 'employer_folders_grid') })),
      after: null,
    });
  });

  // hh's page reports here which extensions it has found.
  app.get('/analytics', (context) => context.body(null, 204));
}

const isFound = (resume: Resume) => !resume.deleted && resume.access === 'clients';

interface List {
  title: string;
  luxPageName: string;
  /** `data-qa` of the element that holds the cards. */
  container: string;
  people: { resume: Resume; draw: (at: number) => Html }[];
  after: Html | null;
}

/**
 * One page of a list: `page` counts from 0, `per` is the number of cards on each, `order=name` sorts. The next page
 * and another order are drawn in place. React hydrates the page `hydrate` ms after it has loaded.
 */
function list(context: Context, world: World, { title, luxPageName, container, people, after }: List) {
  const url = new URL(context.req.url);
  const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
  const [page, per] = [number('page', 0), number('per', SHOWN)];
  const atOnce = number('once', per > SHOWN ? per : AT_ONCE);
  const order = url.searchParams.get('order');
  const ordered =
    order === 'name'
      ? people.toSorted((one, other) => fullName(one.resume).localeCompare(fullName(other.resume), 'ru'))
      : people;
  const cards = ordered.slice(page * per, (page + 1) * per).map(({ draw }, at) => draw(at));
  const to = (name: string, value: string) => {
    const next = new URL(url);
    next.searchParams.set(name, value);
    return next.pathname + next.search;
  };
  return respond(context, world, {
    title,
    luxPageName,
    hydrates: number('hydrate', 0),
    main: html`<h1 class="name">${title}</h1>
<p class="row"><a data-in-place data-qa="list-order" href="${to('order', order === 'name' ? 'date' : 'name')}">По имени или по дате</a></p>
<div data-qa="${container}">${cards.slice(0, atOnce)}${
      cards.length > atOnce ? html`<template data-late>${cards.slice(atOnce)}</template>` : null
    }</div>
${after}
<p class="row">${(page + 1) * per < people.length ? html`<a data-in-place data-qa="pager-next" href="${to('page', String(page + 1))}">дальше</a>` : null}</p>`,
  });
}

const avatar = (href: string, resume: Resume) =>
  html`<a class="face" data-in-app href="${href}" tabindex="-1" aria-hidden="true"><img alt="" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='44' height='44'/%3E"></a><span class="none">${resume.realId}</span>`;

/** A card in the search: named by its hash; some only by hh's number, and some without links. */
function searchCard(resume: Resume, at: number, from: string): Html {
  const href = `/resume/${resume.hash}?query=&hhtmFrom=${from}`;
  const text = html`<span data-qa="serp-item__title-text">${resume.title}</span>`;
  const isBare = at % 7 === 6;
  const named =
    at % 7 === 5 ? html`data-resume-id="${resume.realId}"` : html`data-resume-hash="${resume.hash}"`;
  return html`<div class="card" data-qa="resume-serp__resume" ${named}>${isBare ? null : avatar(href, resume)}
<h3>${isBare ? text : html`<a data-in-app data-qa="serp-item__title" href="${href}">${text}</a>`}</h3>
<p data-qa="resume-serp__resume-fullname">${fullName(resume) || 'Имя скрыто'}</p>
</div>`;
}

/** hh.kz shows neither names nor links. */
const kzCard = (resume: Resume): Html =>
  html`<div class="card" data-resume-hash="${resume.hash}"><span data-qa="serp-item__title-text">${resume.title}</span><p>Имя скрыто</p></div>`;

/** A card in the responses, and in hh's suggestions: the title is bare text in a row of its own. */
function responseCard(world: World, resume: Resume, negotiation: Negotiation | null): Html {
  if (resume.deleted) return html`<div class="card soft">Резюме удалено соискателем</div>`;
  const href = negotiation
    ? world.resumeUrl(negotiation.id).replace('https://hh.ru', '')
    : `/resume/${resume.hash}?hhtmFromLabel=suitable_resumes`;
  return html`<div class="card" data-qa="resume-serp__resume" data-resume-hash="${resume.hash}">
<div class="row"><a data-in-app data-qa="serp-item__title" class="position" href="${href}">${resume.title}</a><a class="small" target="_blank" href="${href}">в новой вкладке</a></div>
<p data-qa="resume-serp__resume-fullname">${fullName(resume) || 'Имя скрыто'}</p>
${negotiation ? html`<p class="small soft" data-qa="topic-state">${stageOf(negotiation.stageId).name.RU}${negotiation.viewed ? '' : ' · новый'} · ${day(negotiation.createdAt)}</p>` : null}
</div>`;
}

/** hh's own chat, just enough to be the target of a link. */
export function addChatPages(app: Hono, world: World): void {
  app.get('/chat', (context) => {
    const list = [...world.chats.values()].filter((chat) => chat.messages.length > 0).slice(0, 50);
    return respond(context, world, {
      title: 'Чаты',
      luxPageName: 'Chat',
      main: html`<h1 class="name">Чаты</h1>${list.map((chat) => {
        const resume = world.resume(chat.resumeHash);
        const unread = world.unreadMessages(chat);
        return html`<div class="card row"><a href="/chat/${chat.id}">${fullName(resume) || resume.title}</a><span class="soft">${unread > 0 ? unread : ''}</span></div>`;
      })}`,
    });
  });

  app.get('/chat/:id', (context) => {
    const chat = world.chats.get(context.req.param('id'));
    if (!chat) return context.notFound();
    const resume = world.resume(chat.resumeHash);
    return respond(context, world, {
      title: 'Чат',
      luxPageName: 'Chat',
      main: html`<div class="card"><h1 class="position">${fullName(resume) || resume.title}</h1>${chat.messages.map(
        (message) =>
          html`<p class="bubble ${message.from === 'employer' ? 'bubble_mine' : ''}">${message.text}</p>`,
      )}</div>`,
    });
  });
}
