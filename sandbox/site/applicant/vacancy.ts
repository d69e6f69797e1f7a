import type { Hono } from 'hono';
import { ownNegotiations } from '../../world/applicant.ts';
import type { World } from '../../world/world.ts';
import { html } from '../html.ts';
import { respond } from '../page.ts';
import { money } from '../words.ts';
import { topicOf } from './topic.ts';

/** `/vacancy/{id}` in the old layout; for an applicant its state knows their negotiations on it. */
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
<p data-qa="vacancy-company-name">${vacancy.type === 'anonymous' ? '' : (employer?.name ?? '')}</p>
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
