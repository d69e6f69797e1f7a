/** hh's group: one API, seven sites. */
export const sites = ['hh.ru', 'rabota.by', 'hh.kz', 'hh.uz', 'hh1.az', 'headhunter.ge', 'headhunter.kg'];

/** Whether a host name belongs to the group. */
export function isHh(host: string): boolean {
  return sites.some((site) => host === site || host.endsWith(`.${site}`));
}

/** Chromium's `--host-resolver-rules` that bring the whole group to our port. */
export function resolverRules(port: number): string {
  return sites
    .flatMap((site) => [`MAP *.${site} 127.0.0.1:${port}`, `MAP ${site} 127.0.0.1:${port}`])
    .join(', ');
}
