/** Asks repeatedly until the answer is truthy. @throws on timeout, with the last answer */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  { timeout = 20_000, every = 20 } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms in vain: ${what}. Last: ${String(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
