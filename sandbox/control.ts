import { Hono } from 'hono';
import type { Ground } from './server.ts';

/** `sandbox.hh.ru`: the world by hand. */
export function createControl({ world, ledger, faults }: Ground): Hono {
  const app = new Hono();
  app.get('/state', (context) =>
    context.json({ effects: ledger.effects, faults: faults.list, login: world.login }),
  );
  app.post('/faults/clear', (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  return app;
}
