import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyInbox, rowOf } from '../domain/testing.ts';
import { knownNegotiationOf } from '../from-hh/negotiations.ts';
import { HhError } from '../hh/errors.ts';
import { wholeResume } from '../hh/resumes.ts';
import { asId } from '../ids.ts';
import { files } from '../storage/databases.ts';
import { accountItem, inboxItem } from '../storage/items.ts';
import { wholeResumes } from '../storage/whole-resumes.ts';
import { createWholeResumes } from './resumes.ts';
import { account, resumeId, topicId, wireNegotiation } from './testing.ts';

const address = `https://api.hh.ru/resumes/${resumeId}?topic_id=10`;
const file = `https://api.hh.ru/resumes/${resumeId}/download/%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0.pdf?type=pdf`;
const kept = (more: object = {}) =>
  knownNegotiationOf(
    wireNegotiation('10', {
      id: resumeId,
      owner: { id: '77' },
      url: address,
      actions: { download: { pdf: { url: file } } },
      ...more,
    }),
    0,
  );
const whole = () => wholeResume.parse({ id: resumeId, skills: 'Учёт', experience: [] });

const resumes = { whole: vi.fn(async () => whole()), file: vi.fn(async () => new Blob(['%PDF'])) };
const negotiations = { read: vi.fn(async () => kept()) };
const panels = { push: vi.fn() };
let now = 1000;
const service = createWholeResumes({ resumes, negotiations, panels, now: () => now });

beforeEach(async () => {
  now = 1000;
  for (const mock of [resumes.whole, resumes.file, negotiations.read, panels.push]) mock.mockClear();
  negotiations.read.mockResolvedValue(kept());
  await Promise.all([accountItem.setValue(account), wholeResumes.clear(), files.clear()]);
  await inboxItem.setValue({ ...emptyInbox, rows: [rowOf('10'), rowOf('11')] });
});

describe('a whole resume', () => {
  it('is read from hh’s own address, with a gesture for exactly its effects', async () => {
    const { more } = await service.open(topicId);
    expect(more?.about).toEqual({ known: true, value: 'Учёт' });
    expect(resumes.whole).toHaveBeenCalledExactlyOnceWith(
      address,
      expect.objectContaining({ effects: ['marks-viewed', 'spends-view'] }),
    );
  });

  it('leaves the numbers at once, and its negotiation is read again', async () => {
    await service.open(topicId);
    await vi.waitFor(async () =>
      expect((await inboxItem.getValue()).rows.map(({ id }) => id)).toEqual(['11']),
    );
    await vi.waitFor(() => expect(panels.push).toHaveBeenCalledExactlyOnceWith([topicId]));
    expect(negotiations.read).toHaveBeenLastCalledWith(topicId, true);
  });

  it('is kept for a day: another look asks hh nothing', async () => {
    await service.open(topicId);
    now += 23 * 3_600_000;
    await service.open(topicId);
    expect(resumes.whole).toHaveBeenCalledOnce();
    now += 3_600_000;
    await service.open(topicId);
    expect(resumes.whole).toHaveBeenCalledTimes(2);
  });

  it('is not requested if hh gave no address for it, or one elsewhere', async () => {
    for (const url of [null, `https://hh.ru/resumes/${resumeId}`, 'https://api.hh.ru/me']) {
      negotiations.read.mockResolvedValue(kept({ url }));
      await expect(service.open(topicId)).rejects.toMatchObject({ problem: { name: 'resume-not-found' } });
    }
    expect(resumes.whole).not.toHaveBeenCalled();
  });

  it('that hh does not find is reported as hidden or gone; other refusals keep their names', async () => {
    resumes.whole.mockRejectedValueOnce(new HhError('not-found', 'answered'));
    await expect(service.open(topicId)).rejects.toMatchObject({ problem: { name: 'resume-not-found' } });
    resumes.whole.mockRejectedValueOnce(new HhError('view-limit', 'answered'));
    await expect(service.open(topicId)).rejects.toMatchObject({ problem: { name: 'view-limit' } });
    expect((await inboxItem.getValue()).rows).toHaveLength(2);
  });

  it('of an account that was left meanwhile is neither shown nor kept', async () => {
    resumes.whole.mockImplementationOnce(async () => {
      await accountItem.setValue({ ...account, accountId: asId('8') });
      return whole();
    });
    await expect(service.open(topicId)).rejects.toMatchObject({ problem: { name: 'signed-out' } });
    await accountItem.setValue(account);
    await service.open(topicId);
    expect(resumes.whole).toHaveBeenCalledTimes(2);
  });
});

it('can be downloaded as hh’s file, stored for a page under an id of its own', async () => {
  const id = await service.download(topicId);
  expect(resumes.file).toHaveBeenCalledExactlyOnceWith(
    file,
    expect.objectContaining({ effects: ['marks-viewed', 'spends-view'] }),
  );
  expect(await files.get(id)).toBeDefined();
});

it('is not kept as a file for an account that was left meanwhile', async () => {
  const put = vi.spyOn(files, 'set');
  resumes.file.mockImplementationOnce(async () => {
    await accountItem.setValue({ ...account, accountId: asId('8') });
    return new Blob(['%PDF']);
  });
  await expect(service.download(topicId)).rejects.toMatchObject({ problem: { name: 'signed-out' } });
  expect(put).not.toHaveBeenCalled();
  expect((await inboxItem.getValue()).rows).toHaveLength(2);
});
