import type { Hono } from 'hono';
import { companyOf } from '../world/ids.ts';
import type { Negotiation, Resume } from '../world/model.ts';
import { fullName } from '../world/people.ts';
import { stageOf } from '../world/pipeline.ts';
import type { World } from '../world/world.ts';
import { age, day, type Html, html, money, month, respond } from './page.ts';

/** `/resume/{hash}` as a recruiter sees it, with the anchors of the 2025–26 layout. */
export function addResumePage(app: Hono, world: World): void {
  app.get('/resume/:hash', (context) => {
    const hash = context.req.param('hash');
    // The site's account is not known here: a hash made for a company is opened as that company.
    const resume = world.resumeFor(companyOf(hash) ?? '', hash);
    if (!resume || resume.deleted)
      return context.html('<!doctype html><title>404</title><h1>Резюме удалено</h1>', 404);
    const topic = world.negotiations.get(context.req.query('t') ?? '') ?? null;
    return respond(context, world, {
      title: `${resume.title}, резюме`,
      luxPageName: 'ResumeView',
      main: html`${resumeMain(world, resume, topic)}${similar(world, context.req.query('similar'))}`,
      state: {
        resume: {
          hash: { value: resume.hash, type: 'field' },
          title: { value: resume.title, type: 'field' },
        },
      },
    });
  });
}

function resumeMain(world: World, resume: Resume, topic: Negotiation | null): Html {
  const letter = topic
    ? world.chatOf(topic).messages.find((message) => message.state === 'response')
    : undefined;
  return html`<div class="columns">
<div class="resume-wrapper">
<div class="card" data-qa="resume-main-info__header">
<div class="resume-head"><div>
<p><span class="status" data-qa="job-search-status">Активно ищет работу</span></p>
<h2 class="name" data-qa="resume-personal-name">${fullName(resume) || 'Соискатель скрыл имя'}</h2>
<p class="soft"><span data-qa="resume-personal-gender">${resume.gender === 'male' ? 'Мужчина' : 'Женщина'}</span>, <span data-qa="resume-personal-age">${resume.age === null ? '' : age(resume.age)}</span></p>
<p class="soft" data-qa="resume-personal-address">${resume.area.name}</p>
</div><div class="resume-photo" data-qa="resume-photo" aria-hidden="true">${(resume.firstName ?? '?').slice(0, 1)}</div></div>
<p class="small soft" data-qa="resume-update-date">Обновлено ${day(resume.updatedAt)}</p>
</div>
<div class="card" data-qa="resume-position"><h2 class="position" data-qa="resume-block-title-position"><span data-qa="title">${resume.title}</span></h2>
${resume.salary === null ? null : html`<p class="salary" data-qa="resume-block-salary">${money(resume.salary)}</p>`}</div>
${letter ? html`<div class="card" data-qa="resume-response-letter-block"><h3>Сопроводительное письмо</h3><p data-qa="resume-response-letter">${letter.text}</p></div>` : null}
<div class="card" data-qa="resume-experience-block"><h3>Опыт работы</h3>${resume.experience.map(
    (item) => html`<div class="place"><p class="small soft">${month(item.start)} — ${month(item.end)}</p>
<div><p><b>${item.company}</b></p><p>${item.position}</p><p class="soft">${item.description}</p></div></div>`,
  )}</div>
<div class="card" data-qa="resume-skills-block"><h3>Навыки</h3><div class="tags">${resume.skills.map((skill) => html`<span class="tag">${skill}</span>`)}</div></div>
<div class="card" data-qa="resume-about-block"><h3>О себе</h3><p>${resume.about}</p></div>
<div class="card" data-qa="resume-education-block"><h3>Высшее образование</h3><p>${resume.university}</p></div>
<div class="card" data-qa="resume-block-contacts"><h3>Контакты</h3><button class="button" type="button" data-qa="response-resume_show-phone-number">Показать телефон</button></div>
</div>
<aside class="resume-sidebar" data-qa="resume-sidebar">
<div class="card"><button class="button button_accent" type="button">Пригласить</button></div>
<div class="card" data-qa="resume-history-sidebar-container"><h3>История</h3>${history(world, resume)}</div>
<div class="card resume-sidebar-section_noprint" data-qa="resume-comments"><h3>Комментарии</h3>${notes(world, resume)}</div>
</aside>
</div>`;
}

/** `?similar=<hash>`: adds a link to another resume, as hh's page shows similar ones. */
function similar(world: World, hash: string | undefined): Html | null {
  const other = hash ? world.resumes.get(hash) : undefined;
  return other
    ? html`<div class="card"><h3>Похожие резюме</h3><p><a href="/resume/${other.hash}?from=similar">${other.title}</a></p></div>`
    : null;
}

function history(world: World, resume: Resume): Html[] {
  const own = (world.negotiationsOfResume.get(resume.hash) ?? []).toSorted(
    (one, other) => other.updatedAt - one.updatedAt,
  );
  return own.map((negotiation) => {
    const vacancy = world.vacancy(negotiation.vacancyId);
    return html`<div class="history" data-qa="resume-history-item"><a href="/vacancy/${vacancy.id}">${vacancy.name}</a>
<p class="small soft" data-qa="resume-history-item-info">→ ${stageOf(negotiation.stageId).name.RU}, ${day(negotiation.updatedAt)}</p></div>`;
  });
}

function notes(world: World, resume: Resume): Html[] {
  const own = [...world.comments.values()].filter((comment) => comment.applicantId === resume.ownerId);
  return own.map(
    (
      comment,
    ) => html`<div class="history" data-qa="resume-comment-item"><p data-qa="comment__text">${comment.text}</p>
<p class="small soft">${fullName(world.manager(comment.managerId))}, ${day(comment.at)}</p></div>`,
  );
}
