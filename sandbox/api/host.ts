/** Addresses of the API in a JSON text; an upload link is signed, and stays as it is. */
const addresses = /"(https:\/\/api\.hh\.ru\/(?!common\/chats\/files\/)[^"\\?]*)(\?[^"\\]*)?"/g;

const add = (address: string, query: string | undefined, host: string) =>
  `${address}${query ? `${query}&` : '?'}host=${host}`;

/**
 * hh hands out addresses for the site that was asked for (`negotiations_url`, `actions[].url`, `Location` …), and
 * says so in their query.
 */
export async function namingHost(answer: Response, host: string): Promise<Response> {
  const headers = new Headers(answer.headers);
  const location = headers.get('Location');
  if (location?.startsWith('https://api.hh.ru/')) headers.set('Location', add(location, undefined, host));
  const isJson = headers.get('Content-Type')?.includes('json') ?? false;
  if (!isJson && !location) return answer;
  const text = await answer.text();
  const named = text.replace(
    addresses,
    (_, address: string, query?: string) => `"${add(address, query, host)}"`,
  );
  headers.delete('Content-Length');
  return new Response(named, { status: answer.status, headers });
}
