// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Action, Costs, Invitation } from '../../utils/domain/negotiation.ts';
import { vacancyOf } from '../../utils/domain/testing.ts';
import { asId, type ResumeId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { fakeCalls, workerOf } from '../negotiation/testing.ts';
import { settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { Invite } from './invite.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../testing.ts')).browser }));
vi.useFakeTimers();

const action = (id: string, name: string): Action => ({
  id,
  name,
  arguments: [
    { id: 'resume_id', required: true, requires: [] },
    { id: 'vacancy_id', required: true, requires: [] },
    { id: 'message', required: false, requires: [] },
    { id: 'send_sms', required: false, requires: ['message'] },
  ],
  resulting: null,
  templates: [{ id: 't', name: 'Шаблон' }],
  sub: [],
});
const listed = (items: Action[]) => known({ items, skipped: 0 });
const invitation = (id: number, name: string, more: Partial<Invitation> = {}): Invitation => ({
  vacancy: vacancyOf(id, 0, name),
  invited: known(null),
  actions: listed([action('phone_interview', 'Телефонное интервью')]),
  ...more,
});
const resumeId = asId<ResumeId>('a'.repeat(38));
const costs: Costs = { viewsLeft: 12, responses: true, database: false, callsLeft: known(300) };

let root: HTMLElement;
const fake = (invitations: Invitation[]) => {
  const calls = fakeCalls();
  calls.readInvitations.mockResolvedValue({
    ok: true,
    value: { invitations: { items: invitations, skipped: 0 }, costs },
  });
  return calls;
};
const onSent = vi.fn();

const show = async (calls: ReturnType<typeof fake>) => {
  render(
    <WorkerProvider worker={workerOf(calls)}>
      <Invite
        resumeId={resumeId}
        whom={{ kind: 'person', ids: [resumeId] }}
        candidateName="Петрова Инна"
        hhUrl={null}
        onSent={onSent}
        onClose={() => {}}
      />
    </WorkerProvider>,
    root,
  );
  await settled();
};
const text = () => (root.textContent ?? '').replaceAll('\u00a0', ' ');
const click = async (words: string) => {
  [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(words))?.click();
  await settled();
};
const send = async () => {
  root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
};

beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  onSent.mockReset();
});
afterEach(() => {
  render(null, root);
  document.body.innerHTML = '';
});

describe('inviting', () => {
  it('first says what it costs and where the resume was invited already', async () => {
    await show(
      fake([
        invitation(1, 'Бухгалтер', {
          invited: known({ id: 'interview', name: 'Интервью' }),
          actions: listed([]),
        }),
        invitation(2, 'Логист'),
        invitation(3, 'Секретарь', { actions: listed([]) }),
      ]),
    );
    expect(text()).toContain('Приглашение тратит контакт');
    expect(text()).toContain('Просмотров на сегодня: 12. Вызовов API: 300.');
    expect(text()).toContain('Доступа к базе резюме нет');
    expect(text()).toMatch(/Уже приглашён.*Бухгалтер.*Интервью.*Можно пригласить.*Логист/s);
    expect(text()).toContain('hh не предлагает приглашение');
  });

  it('sends the request once no variables are left in the letter', async () => {
    const calls = fake([invitation(2, 'Логист')]);
    await show(calls);
    await click('Логист');
    expect(calls.readTemplate).toHaveBeenCalledWith({
      resumeId,
      vacancyId: '2',
      actionId: 'phone_interview',
      templateId: 't',
    });
    expect(text()).toContain('Тратит контакт, если резюме ещё не открывали');
    await send();
    expect(calls.write).not.toHaveBeenCalled();
    expect(text()).toContain('Замените [Name]');
    const field = root.querySelector('textarea');
    if (!field) throw new Error('no field');
    field.value = 'Инна, здравствуйте!';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    await send();
    expect(calls.write).toHaveBeenCalledWith({
      kind: 'invite',
      resumeId,
      vacancyId: '2',
      actionId: 'phone_interview',
      values: { resume_id: resumeId, vacancy_id: '2', message: 'Инна, здравствуйте!' },
    });
    expect(onSent).toHaveBeenCalledOnce();
  });

  it('lets the user choose among several actions', async () => {
    const several = [action('phone_interview', 'Телефонное интервью'), action('interview', 'Интервью')];
    await show(fake([invitation(2, 'Логист', { actions: listed(several) })]));
    await click('Логист');
    expect(root.querySelector('form')).toBeNull();
    await click('Интервью');
    expect(root.querySelector('form')).not.toBeNull();
    await click('Другая вакансия');
    expect(text()).toContain('Можно пригласить');
  });

  it('searches many vacancies, says if there are none, and retries after a failure', async () => {
    await show(fake(Array.from({ length: 30 }, (_, id) => invitation(id, `Вакансия ${id}`))));
    const search = root.querySelector<HTMLInputElement>('input[type=search]');
    if (!search) throw new Error('no search');
    search.value = 'вакансия 17';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    expect(root.querySelectorAll('.found li')).toHaveLength(1);

    render(null, root);
    const calls = fake([]);
    calls.readInvitations.mockResolvedValueOnce({ ok: false, problem: { name: 'no-connection' } });
    await show(calls);
    expect(root.querySelector('[role=alert]')).not.toBeNull();
    await click('Повторить');
    expect(text()).toContain('Нет вакансий, на которые можно пригласить');
  });
});
