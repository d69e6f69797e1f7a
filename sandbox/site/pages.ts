import type { LedgerRequest } from '../ledger.ts';

/** The applicant's pages have names of their own in the ledger; all others are `page`. */
export function pageOf(path: string): string {
  const known: [RegExp, string][] = [
    [/^\/applicant\/negotiations$/, 'page:applicant-negotiations'],
    [/^\/applicant\/my_resumes$/, 'page:applicant-resumes'],
    [/^\/account\/login$/, 'page:login'],
    [/^\/vacancy\/\d+$/, 'page:vacancy'],
  ];
  return known.find(([pattern]) => pattern.test(path))?.[1] ?? 'page';
}

/** Who asked: a browser says whether a tab loads; hh's own script on our pages names itself. */
export function askerOf(request: Request): LedgerRequest['by'] {
  if (request.headers.has('X-Sandbox-Front')) return 'front';
  return request.headers.get('Sec-Fetch-Dest') === 'document' ? 'load' : 'fetch';
}
