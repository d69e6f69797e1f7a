import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { hasNews, ownNegotiations } from '../world/applicant.ts';
import type { Applicant } from '../world/model.ts';
import { type Escapes, escapes, type Session } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { front, navigation } from './style.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to insert into markup. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

type Part = Html | string | number | null | Part[];

/** A template of markup: anything but `Html` is escaped, lists are joined, null adds nothing. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(texts.reduce((markup, text, i) => markup + show(parts[i - 1] ?? null) + text));
}

function show(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(show).join('');
  return String(part).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

export interface Page {
  title: string;
  luxPageName: string;
  main: Html;
  /** More keys of `HH-Lux-InitialState`. */
  state?: Record<string, unknown>;
  /** The text of the template for the whole state; null leaves the template out. */
  change?: (state: Record<string, unknown>) => string | null;
  status?: 200 | 401 | 403 | 404 | 429;
  headers?: Record<string, string>;
  /** React hydrates the server's markup this many ms after it has loaded; omitted if it has done so already. */
  hydrates?: number;
}

/** hh's page skeleton around the main content, with its strict nonce policy. `?theme=night` gives the dark theme. */
export function respond(context: Context, world: World, page: Page): Response | Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const url = new URL(context.req.url);
  const state = initialState(url, world, page);
  const theme = url.searchParams.get('theme') === 'night' ? 'night' : 'day';
  const document = html`<!doctype html>
<html class="desktop" lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="/static/hh.css">
</head>
<body class="s-friendly xs-friendly font-default magritte-hh-${theme}-theme">
<div id="HH-React-Root" class="XHH-ReactRoot" data-ssr-status="success"${page.hydrates === undefined ? '' : new Html(` data-hydrates="${page.hydrates}"`)}>
<div data-qa="lux-container${page.hydrates === undefined ? ' lux-container-rendered' : ''}">
<div class="supernova-navi-container">${navi(world)}</div>
<div class="HH-MainContent HH-Supernova-MainContent">
<div class="main-content main-content_broad-spacing">
<div class="magritte-grid-layout___k2Fp9_8-3-10"><div data-qa="main-content"><div class="row-content"><div class="magritte-redesign">${page.main}</div></div></div></div>
</div>
</div>
<div class="footer footer--zRk21" data-qa="footer">Песочница «Отклика»: это не hh.ru, все люди вымышлены.</div>
</div>
</div>
<div class="chatik-integration" data-qa="chatik-root"><a href="/chat" aria-label="Чаты">✉</a></div>
${embedded(page.change ? page.change(state) : JSON.stringify(state), world.session)}
<script nonce="${nonce}">${new Html(navigation + (page.hydrates === undefined ? '' : front))}</script>
</body>
</html>`;
  const policy = [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
  return context.html(document.markup, page.status ?? 200, {
    ...page.headers,
    'Content-Security-Policy': policy,
    'X-Frame-Options': 'SAMEORIGIN',
  });
}

const code = (sign: string) => sign.codePointAt(0) ?? 0;
const names: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '«': '&laquo;',
  '»': '&raquo;',
  '\u00a0': '&nbsp;',
};
/** Since mid-2026 quotes are escaped, too; before, only characters that would end the template were. */
const written: Record<Escapes, (sign: string) => string> = {
  bare: (sign) => (/[&<>]/.test(sign) ? (names[sign] ?? sign) : sign),
  decimal: (sign) => `&#${code(sign)};`,
  hex: (sign) => `&#x${code(sign).toString(16)};`,
  named: (sign) => names[sign] ?? sign,
};
let pages = 0;

/** hh's template: the id is not its first attribute. */
function embedded(text: string | null, session: Session): Html | null {
  if (text === null) return null;
  const way = session.escapes === 'each' ? escapes[pages++ % escapes.length] : session.escapes;
  const safe = text.replaceAll(/[&<>"'«»\u00a0]/g, written[way ?? 'decimal']);
  return new Html(
    `<noindex><template style="display:none" id="HH-Lux-InitialState" data-xls-state-length="${safe.length}" data-state-length="${text.length}">${safe}</template></noindex>`,
  );
}

function navi(world: World): Html {
  const { applicant, who } = world.session;
  if (applicant) return applicantNavi(world, world.applicant(applicant));
  if (who === 'nobody')
    return html`<nav class="supernova-navi"><a class="supernova-logo" href="/" aria-label="На главную">hh</a><a data-qa="login" href="/account/login">Войти</a></nav>`;
  return html`<nav class="supernova-navi"><a class="supernova-logo" href="/" aria-label="На главную">hh</a>
<a data-in-app href="/employer/vacancies">Мои вакансии</a><a data-in-app href="/search/resume">Поиск резюме</a><a href="/chat">Чаты</a>
<span class="user">Марина Орлова, «Ромашка»</span></nav>`;
}

/** Both badges count negotiations with news; without any they are absent. */
function applicantNavi(world: World, applicant: Applicant): Html {
  const news = ownNegotiations(world, applicant).filter((one) => hasNews(world, one)).length;
  const badge = (name: string) =>
    news === 0 ? null : html`<span class="badge" data-qa="${name}">${news}</span>`;
  return html`<nav class="supernova-navi"><a class="supernova-logo" href="/" aria-label="На главную">hh</a>
<a data-qa="mainmenu_myResumes" href="/applicant/my_resumes">Мои резюме</a>
<a data-in-app data-qa="mainmenu_applicantNegotiations" href="/applicant/negotiations">Отклики${badge('mainmenu_applicantNegotiations-badge')}</a>
<a href="/chat" data-qa="mainmenu_chats">Чаты${badge('chatikActivator-badge')}</a>
<span class="user">${applicant.firstName} ${applicant.lastName}</span></nav>`;
}

/** The keys of every page, as on a real one; personal data is included once somebody is signed in. */
function initialState(url: URL, world: World, page: Page): Record<string, unknown> {
  const query = Object.fromEntries(url.searchParams);
  const { applicant: login, who } = world.session;
  const applicant = login && world.applicant(login);
  return {
    userType: applicant ? 'applicant' : who === 'nobody' ? 'anonymous' : 'employer',
    request: {
      protocol: 'https',
      host: url.hostname,
      origin: url.origin,
      url: url.pathname + url.search,
      id: `${Math.floor(world.now() / 1000)}0000000000`,
      luxPageName: page.luxPageName,
    },
    router: {
      location: { pathname: url.pathname, search: url.search, hash: '', key: 'first', query },
      action: 'POP',
    },
    topLevelSite: 'HH',
    topLevelDomain: url.hostname.split('.').slice(-2).join('.'),
    displayType: 'DESKTOP',
    isUseMagritteLayout: true,
    xsrfToken: 'secret-xsrf-token',
    chatik: {
      chatikOrigin: 'https://chatik.hh.ru',
      websocketOrigin: 'https://websocket.hh.ru',
      isIframeInsideChatik: false,
    },
    ...(applicant ? personal(applicant) : {}),
    ...page.state,
  };
}

/** Personal data that must never leave the page. */
function personal(applicant: Applicant): Record<string, unknown> {
  const { hhid, firstName, middleName, lastName, email, phone } = applicant;
  return { hhid, account: { firstName, middleName, lastName, email, phone } };
}

const years = new Intl.PluralRules('ru');

/** «5 марта 2026» */
export function day(at: number): string {
  const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Date(at).toLocaleDateString('ru', parts).replace(' г.', '');
}

/** «41 год» */
export function age(value: number): string {
  const forms: Record<string, string> = { one: 'год', few: 'года' };
  return `${value} ${forms[years.select(value)] ?? 'лет'}`;
}

/** «март 2019» for `2019-03-01`; null is «по настоящее время». */
export function month(date: string | null): string {
  if (date === null) return 'по настоящее время';
  return new Date(date).toLocaleDateString('ru', { month: 'long', year: 'numeric' }).replace(' г.', '');
}

export function money(amount: number): string {
  return `${amount.toLocaleString('ru')} ₽ на руки`;
}
