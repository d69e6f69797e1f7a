import type { Hono } from 'hono';
import { ids } from '../world/ids.ts';
import type { Negotiation, Resume } from '../world/model.ts';
import { fullName } from '../world/people.ts';
import { stageOf } from '../world/pipeline.ts';
import type { World } from '../world/world.ts';
import { type Html, html } from './html.ts';
import { respond } from './page.ts';
import { day } from './words.ts';

const SHOWN = 50;

/** The recruiter's lists. A card's name moves in-app, as hh's front does; «в новой вкладке» loads the page. */
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
    const rows = world.negotiationsIn(vacancy.id).toSorted((one, other) => other.updatedAt - one.updatedAt);
    return respond(context, world, {
      title: `Отклики: ${vacancy.name}`,
      luxPageName: 'EmployerVacancyResponses',
      main: html`<h1 class="name">${vacancy.name}</h1><div data-qa="vacancy-real-responses">${rows
        .slice(0, SHOWN)
        .map((negotiation) => card(world, world.resume(negotiation.resumeHash), negotiation))}</div>`,
    });
  });

  app.get('/search/resume', (context) => {
    const text = (context.req.query('text') ?? context.req.query('query') ?? '').toLowerCase();
    const found = [...world.resumes.values()].filter(
      (resume) =>
        !resume.deleted &&
        resume.access === 'clients' &&
        `${fullName(resume)} ${resume.title}`.toLowerCase().includes(text),
    );
    return respond(context, world, {
      title: 'Поиск резюме',
      luxPageName: 'ResumeSearch',
      main: html`<h1 class="name">Поиск резюме</h1><div data-qa="resume-serp__results-search">${found
        .slice(0, SHOWN)
        .map((resume) => card(world, resume, null))}</div>`,
    });
  });
}

function card(world: World, resume: Resume, negotiation: Negotiation | null): Html {
  if (resume.deleted) return html`<div class="card soft">Резюме удалено соискателем</div>`;
  const href = negotiation
    ? world.resumeUrl(negotiation.id).replace('https://hh.ru', '')
    : `/resume/${resume.hash}?query=&hhtmFrom=resume_search_result`;
  return html`<div class="card" data-qa="resume-serp__resume" data-resume-id="${resume.realId}">
<div class="row"><a data-in-app data-qa="serp-item__title" class="position" href="${href}">${resume.title}</a><a class="small" target="_blank" href="${href}">в новой вкладке</a></div>
<p data-qa="resume-serp__resume-fullname">${fullName(resume) || 'Имя скрыто'}</p>
${negotiation ? html`<p class="small soft" data-qa="topic-state">${stageOf(negotiation.stageId).name.RU}${negotiation.viewed ? '' : ' · новый'} · ${day(negotiation.createdAt)}</p>` : null}
</div>`;
}

/** hh's own chat, enough to land on from a link. */
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
