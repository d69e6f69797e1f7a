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

  test('what the list gives is there without a trace; V opens the rest, once, and it is viewed', async () => {
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
    // hh's own address: it names the negotiation.
    const asked = stage.ledger.requests.find(({ operation }) => operation === 'get-resume');
    expect(asked?.query.topic_id).toEqual([stage.negotiationOf('Петрова')]);
    await stage.badgeSays({ text: '6' });

    // Within the day it is there again without asking hh.
    await opened(stage, 'Петрова', ru('resume_about'));
    expect(stage.ledger.count('get-resume')).toBe(1);
    expect(stage.ledger.traces()).toBe(1);
  });

  test('by the setting, who is passed quickly stays unseen; who one stays with does not', async () => {
    const stage = at();
    await stage.settings({ openResumes: true });
    const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}`);
    // Beside the list stand names as well, and may be there before it.
    await until('on a row', async () => (await inbox.count('.resp .pick:focus')) === 1);
    await inbox.press('KeyJ');
    await inbox.press('Enter');
    await until('opened', () => stage.ledger.count('get-resume') > 0);
    expect(stage.ledger.count('get-resume')).toBe(1);
    expect(stage.ledger.effects.viewed).toHaveLength(1);
    // Nothing is read ahead that marks.
    await inbox.says(ru('resume_about'));
    expect(stage.ledger.count('get-resume')).toBe(1);
  });

  test('markup stays text, addresses stay hh’s, and forty jobs and a long text are all there', async () => {
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
  ] as const)('%s: it is drawn as it is', async (kind, words) => {
    const stage = at();
    stage.faults.add({ match: { operation: 'get-resume' }, kind: 'drift', drift: resumeKinds[kind] });
    const inbox = await opened(stage);
    await inbox.press('KeyV');
    await inbox.says(words);
  });

  test('hh refuses to open it: said once, asked once, and what was there stays', async () => {
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
