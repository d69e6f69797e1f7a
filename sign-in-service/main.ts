import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createService, readConfig } from './service.ts';

const config = readConfig(process.env);
const service = createService(config, (context) => {
  // In a chain of proxies, only the last address was written by our own proxy.
  const named = config.behindProxy && context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return named || (getConnInfo(context).remote.address ?? 'unknown');
});
const server = serve({ fetch: service.fetch, port: config.port }, ({ port }) =>
  console.log(`The sign-in service listens on port ${port}.`),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => server.close(() => process.exit(0)));
