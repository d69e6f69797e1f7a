import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { World } from '../world/world.ts';
import { Html, html } from './html.ts';
import { navigation } from './style.ts';

export interface Page {
  title: string;
  luxPageName: string;
  main: Html;
  /** More keys of `HH-Lux-InitialState`. */
  state?: Record<string, unknown>;
}

/** hh's page skeleton around the main content, with its strict nonce policy. `?theme=night` is the dark theme. */
export function respond(context: Context, world: World, page: Page): Response | Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const url = new URL(context.req.url);
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
<div id="HH-React-Root" class="XHH-ReactRoot" data-ssr-status="success">
<div data-qa="lux-container lux-container-rendered">
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
<template id="HH-Lux-InitialState">${JSON.stringify(initialState(url, world, page))}</template>
<script nonce="${nonce}">${new Html(navigation)}</script>
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
  return context.html(document.markup, 200, {
    'Content-Security-Policy': policy,
    'X-Frame-Options': 'SAMEORIGIN',
  });
}

function navi(world: World): Html {
  if (world.login === 'applicant') {
    return html`<nav class="supernova-navi"><span class="supernova-logo">hh</span><a href="/applicant/negotiations">Отклики</a><span class="user">Инна Петрова</span></nav>`;
  }
  return html`<nav class="supernova-navi"><a class="supernova-logo" href="/" aria-label="На главную">hh</a>
<a data-in-app href="/employer/vacancies">Мои вакансии</a><a data-in-app href="/search/resume">Поиск резюме</a><a href="/chat">Чаты</a>
<span class="user">Марина Орлова, «Ромашка»</span></nav>`;
}

function initialState(url: URL, world: World, page: Page): Record<string, unknown> {
  const query = Object.fromEntries(url.searchParams);
  return {
    userType: world.login === 'applicant' ? 'applicant' : 'employer',
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
    topLevelDomain: url.hostname.split('.').at(-1),
    displayType: 'desktop',
    isUseMagritteLayout: true,
    xsrfToken: 'sandbox',
    chatik: { chatikOrigin: 'https://chatik.hh.ru', isIframeInsideChatik: false },
    ...page.state,
  };
}
