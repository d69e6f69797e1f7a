import { generate } from 'selfsigned';

/** hh's group: one API, seven sites. */
export const sites = ['hh.ru', 'rabota.by', 'hh.kz', 'hh.uz', 'hh1.az', 'headhunter.ge', 'headhunter.kg'];
/** The host of a test's own server, beside hh's hosts. */
export const guestHost = 'login.otklik.test';

/** Whether a host name belongs to the group. */
export function isHh(host: string): boolean {
  return sites.some((site) => host === site || host.endsWith(`.${site}`));
}

/** Chromium's `--host-resolver-rules` that map the whole group to our port. */
export function resolverRules(port: number): string {
  return [...sites, guestHost]
    .flatMap((site) => [`MAP *.${site} 127.0.0.1:${port}`, `MAP ${site} 127.0.0.1:${port}`])
    .join(', ');
}

let made: Promise<{ key: string; cert: string }> | undefined;

/** A certificate for the whole group, generated once per process and never stored. */
export function certificate(): Promise<{ key: string; cert: string }> {
  made ??= makeCertificate();
  return made;
}

async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const names = sites.flatMap((site) => [site, `*.${site}`]);
  const made = await generate([{ name: 'commonName', value: 'Otklik sandbox' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [...names.map((value) => ({ type: 2 as const, value })), { type: 7, ip: '127.0.0.1' }],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
