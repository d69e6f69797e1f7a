import { hasNews, stateWord } from '../../world/applicant.ts';
import type { Negotiation } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { type Html, html } from '../html.ts';
import { day } from '../words.ts';
import { type Asked, stateOfTab, type Tab, tabs } from './state.ts';

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

/** The list as it is drawn: tabs and pages change the address without a load, and the template goes stale. */
export function listMain(world: World, view: Asked): Html {
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
<p class="deeds"><span class="status" data-qa="negotiations-tag negotiations-item-${tag}">${text}</span>${hasNews(world, one) ? html` <b>Новое</b>` : null}</p>
<p class="deeds"><a data-qa="open_chat" href="/chat/${one.chatId}">Перейти в чат</a> <button class="button" type="button" data-qa="negotiations-delete">Удалить</button></p>
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
