import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { resumeKinds } from './resume-kinds.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru } from './words.ts';

async function opened(stage: Stage, lastName = 'Петрова', words = ru('resume_open')): Promise<Surface> {
  const id = stage.negotiationOf(lastName);
  const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}&negotiation=${id}`);
  await inbox.says(ru('resume_jobs'));
  await inbox.says(words);
  return inbox;
}

describe.each(browsers)('the resume beside the decision in %s', (name) => {
  const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 900 } });

  test('shows what the list gives without a side effect; V opens the rest, once, and marks it as viewed', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const inbox = await opened(stage);
    await inbox.says(ru('resume_now'));
    expect(stage.ledger.traces()).toBe(0);
    expect(stage.ledger.count('get-resume')).toBe(0);
    await inbox.press('KeyV');
    await inbox.says(ru('resume_about'));
    await inbox.says('Аттестат · Профессиональный бухгалтер');
    await inbox.says('Своя электронная подпись');
    expect(stage.ledger.effects.viewed).toEqual([stage.negotiationOf('Петрова')]);
    expect(stage.ledger.count('get-resume')).toBe(1);
    // By hh's own address, which names the negotiation.
    const asked = stage.ledger.requests.find(({ operation }) => operation === 'get-resume');
    expect(asked?.query.topic_id).toEqual([stage.negotiationOf('Петрова')]);
    await stage.badgeSays({ text: '6' });

    // Within the day it is shown again without asking hh.
    await opened(stage, 'Петрова', ru('resume_about'));
    expect(stage.ledger.count('get-resume')).toBe(1);
    expect(stage.ledger.traces()).toBe(1);
  });

  test('leaves people who are passed quickly unviewed if so set, but not those one stays with', async () => {
    const stage = at();
    await stage.settings({ openResumes: true });
    const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}`);
    // Names also appear beside the list, maybe before it.
    await until('on a row', async () => (await inbox.count('.resp .pick:focus')) === 1);
    await inbox.press('KeyJ');
    await inbox.press('Enter');
    await until('opened', () => stage.ledger.count('get-resume') > 0);
    expect(stage.ledger.count('get-resume')).toBe(1);
    expect(stage.ledger.effects.viewed).toHaveLength(1);
    // What would mark as viewed is never read ahead.
    await inbox.says(ru('resume_about'));
    expect(stage.ledger.count('get-resume')).toBe(1);
  });

  test('shows markup as text, keeps to hh’s addresses, and contains forty jobs and a long text in full', async () => {
    const stage = at();
    stage.faults.add({ match: { operation: 'get-resume' }, kind: 'drift', drift: resumeKinds.huge });
    const inbox = await opened(stage);
    await inbox.press('KeyV');
    await inbox.says(ru('resume_about'));
    expect(await inbox.count('.resume .timeline li')).toBe(40);
    expect(await inbox.count('.resume img')).toBe(1);
    expect(await inbox.count('.resume a[href^="javascript"], .resume script, .resume b:not([class])')).toBe(
      0,
    );
    await inbox.says('<b>Жирно</b> &amp; <script>alert(1)</script>');
  });

  test.each([
    ['anonymous', ru('resume_company_hidden')],
    ['minimal', ru('resume_jobs_none')],
    ['foreign', 'محاسب رئيسي'],
  ] as const)('draws a resume of the kind %s as it is', async (kind, words) => {
    const stage = at();
    stage.faults.add({ match: { operation: 'get-resume' }, kind: 'drift', drift: resumeKinds[kind] });
    const inbox = await opened(stage);
    await inbox.press('KeyV');
    await inbox.says(words);
  });

  test('says once that hh refuses to open it, asks once, and keeps what was there', async () => {
    const stage = at();
    stage.faults.add({
      match: { operation: 'get-resume' },
      kind: 'status',
      status: 429,
      body: { errors: [{ type: 'resumes', value: 'view_limit_exceeded' }] },
    });
    const inbox = await opened(stage);
    await inbox.press('KeyV');
    await inbox.says(ru('problem_view_limit'));
    await inbox.says(ru('resume_now'));
    expect(stage.ledger.count('get-resume')).toBe(1);
  });
});
