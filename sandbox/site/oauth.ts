import type { Hono } from 'hono';
import { isApplicantLogin, type Login } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { html } from './page.ts';

/** `/oauth/authorize`: redirects back with a code at once, unless the world is set to ask or to deny. */
export function addOauth(app: Hono, world: World): void {
  app.get('/oauth/authorize', (context) => {
    const query = new URL(context.req.url).searchParams;
    const clientId = query.get('client_id');
    const redirectUri = query.get('redirect_uri');
    const challenge = query.get('code_challenge');
    const method = query.get('code_challenge_method');
    if (query.get('response_type') !== 'code' || !clientId) return context.text('bad request', 400);
    // Both or neither, and only S256.
    if ((challenge === null) !== (method === null) || (method !== null && method !== 'S256')) {
      return context.text('bad code_challenge', 400);
    }
    const login = loginOf(world, query);
    if (world.askToApprove && query.get('approved') === null) {
      const answer = (approved: string) => {
        query.set('approved', approved);
        return `/oauth/authorize?${query}`;
      };
      const as = (other: Login) => {
        query.delete('approved');
        query.set('as', other);
        return `/oauth/authorize?${query}`;
      };
      const page = html`<!doctype html><html lang="ru"><meta charset="utf-8"><title>Вход</title>
<h1>Разрешить приложению доступ?</h1>
<p>Вы входите как ${names[login] ?? login}. Войти иначе: ${people.map((one) => html`<a data-qa="oauth-login-${one}" href="${as(one)}">${names[one] ?? one}</a> `)}</p>
<p><a role="button" data-qa="oauth-grant-allow" href="${answer('true')}">Разрешить</a>
<a role="button" data-qa="oauth-grant-deny" href="${answer('false')}">Отказать</a></p></html>`;
      return context.html(page.markup);
    }
    const back = new URL(redirectUri ?? 'https://hh.ru/');
    const state = query.get('state');
    if (world.denyAuthorize || query.get('approved') === 'false')
      back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', world.tokens.issueCode({ clientId, redirectUri, challenge, login }));
    if (state !== null) back.searchParams.set('state', state);
    return context.redirect(back.toString());
  });
}

const names: Partial<Record<Login, string>> = {
  manager: 'Марина Орлова, «Ромашка»',
  applicant: 'Инна Петрова, соискатель',
  secondApplicant: 'Антон Гусев, соискатель',
  both: 'Марина Орлова, обе роли',
};
const people = ['manager', 'applicant', 'secondApplicant', 'both'] as const;

/** Who signs in: the person chosen on the page, otherwise the world's; `role` switches to a person of that role. */
function loginOf(world: World, query: URLSearchParams): Login {
  const chosen = people.find((known) => known === query.get('as'));
  if (chosen) return chosen;
  const { login } = world;
  const role = query.get('role');
  if (role === 'applicant' && (login === 'manager' || login === 'colleague')) return 'applicant';
  return role === 'employer' && isApplicantLogin(login) && login !== 'both' ? 'manager' : login;
}
