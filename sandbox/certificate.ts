import { generate } from 'selfsigned';
import { sites } from './hosts.ts';

let made: Promise<{ key: string; cert: string }> | undefined;

/** A certificate for the whole group, made once in a process and thrown away with it. */
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
