import { until } from './browser.ts';
import type { Stage } from './stage.ts';
import type { Surface } from './surface.ts';

export const vacancyId = '95000000';
export const refused = 'discard_by_employer';
export const people = 6;

/** Opens the inbox page with the new responses to one vacancy. */
export async function inboxOf(stage: Stage, count: number): Promise<Surface> {
  const inbox = await stage.inbox(`vacancy=${vacancyId}`);
  await inbox.says(new RegExp(`${count} отклик`));
  // The number is known before hh has named anybody.
  await until('a row', () => inbox.count('.resp'));
  return inbox;
}

/** The negotiation that is open on the inbox page, by its address. */
export const openOf = async ({ tab }: Surface) => new URL(await tab.url()).searchParams.get('negotiation');

/** Selects all that is loaded, and scrolls to the end until nothing is left to load. */
export async function selectAll(inbox: Surface, count: number): Promise<void> {
  const all = async () => new RegExp(`Выбран[ао]? ${count}\\D`).test((await inbox.text()) ?? '');
  await until(`${count} selected`, async () => {
    await inbox.press('End');
    await inbox.press('KeyA');
    return until('all are read', all, { timeout: 3000 }).catch(() => false);
  });
}

/** R shows the letter for one of them and sends nothing; Enter sends everyone a letter of their own. */
export async function refuseAll(inbox: Surface): Promise<void> {
  await inbox.press('KeyR');
  await until('the letter', async () => /Здравствуйте/.test((await inbox.text()) ?? ''));
  await inbox.press('Enter');
}

export const puts = (stage: Stage, path: RegExp) =>
  stage.ledger.requests.filter((request) => request.method === 'PUT' && path.test(request.path));
export const refusals = (stage: Stage) =>
  stage.ledger.effects.stateChanges.map(({ negotiationId }) => negotiationId);
export const waiting = (stage: Stage): string[] =>
  [...stage.world.negotiations.values()]
    .filter((one) => one.vacancyId === vacancyId && one.stageId === 'response')
    .map(({ id }) => id);

/**
 * In the field with this name or label, selects the option that contains `option`. @returns false if there is none
 */
export function select(
  root: Document | ShadowRoot | null,
  { label, option }: { label: string; option: string },
) {
  for (const field of root?.querySelectorAll('select') ?? []) {
    const name = field.getAttribute('aria-label') ?? field.labels[0]?.textContent ?? '';
    const wanted = [...field.options].find(({ text }) => text.includes(option));
    if (!name.includes(label) || !wanted) continue;
    field.value = wanted.value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }
  return false;
}
