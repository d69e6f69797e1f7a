import { Hono } from 'hono';
import type { World } from '../world/world.ts';
import { addOauth } from './oauth.ts';

/** hh.ru and its sister sites. */
export function createSite(world: World): Hono {
  const app = new Hono();
  addOauth(app, world);
  app.get('*', (context) => context.html('<!doctype html><div id="HH-React-Root"></div>'));
  return app;
}
