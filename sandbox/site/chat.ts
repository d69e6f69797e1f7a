import type { Hono } from 'hono';
import { fullName } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { html } from './html.ts';
import { respond } from './page.ts';

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
