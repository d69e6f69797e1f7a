import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { hasten } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru } from './words.ts';

const chiefAccountant = '93310001';
const links = 'get-common-chat-files-upload-links';

/** Opens the inbox page with a conversation to which files can be attached. */
async function talking(stage: Stage): Promise<Surface> {
  const id = stage.negotiationOf('Петрова');
  const inbox = await stage.inbox(`vacancy=${chiefAccountant}&negotiation=${id}`);
  await inbox.says(ru('neg_tab_conversation'));
  await inbox.press('Digit2');
  await until('a place for files', () => inbox.has(ru('file_attach')));
  return inbox;
}

/** Passes a file as the browser's own file picker does, which no test can operate. */
const choose = (inbox: Surface, name: string, type = 'image/png') =>
  inbox.run(
    (root, given) => {
      const input = root?.querySelector<HTMLInputElement>('input[type=file]');
      if (!input) throw new Error('No place for a file');
      const data = new DataTransfer();
      data.items.add(new File(['picture'], given.name, { type: given.type }));
      input.files = data.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { name, type },
  );

const linkOf = (inbox: Surface, words: string) =>
  inbox.run(
    (root, given) =>
      [...(root?.querySelectorAll('a') ?? [])].find(({ textContent }) => textContent === given)?.href ?? null,
    words,
  );

const sent = (stage: Stage) => stage.ledger.effects.messagesSent.map(({ file }) => file);
/** How many files are waiting in the browser. */
const kept = (stage: Stage) =>
  stage.inside(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('otklik-files');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('files').objectStore('files').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
    null,
  );

describe.each(browsers)('a file into a chat in %s', (name) => {
  const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 1000 } });

  test('waits, is sent once and appears in the chat, and leaves nothing in the browser', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await talking(stage);
    await choose(inbox, 'Схема проезда.png');
    await inbox.says(ru('file_waiting'));
    expect(stage.ledger.count(links)).toBe(0);
    await hasten(stage);
    await until('sent', () => sent(stage).length === 1);
    await inbox.says(ru('chat_preview', 'Схема проезда.png'));
    expect(sent(stage)).toEqual(['Схема проезда.png']);
    await until('gone', async () => (await kept(stage)) === 0);
  });

  test('never reaches hh if it is undone', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await talking(stage);
    await choose(inbox, 'a.png');
    await inbox.says(ru('file_waiting'));
    await until('kept', async () => (await kept(stage)) === 1);
    await inbox.press('KeyZ');
    await inbox.saysNoMore('a.png');
    expect(stage.ledger.traces()).toBe(0);
    expect(stage.ledger.count(links)).toBe(0);
    await until('gone', async () => (await kept(stage)) === 0);
  });

  test('is in the chat once, although the answer was lost and it was sent again under the same key', async () => {
    const stage = at();
    stage.faults.add({ match: { operation: 'chat-message-post' }, kind: 'cut-after', times: 1 });
    const inbox = await talking(stage);
    await choose(inbox, 'a.png');
    await until('asked again', () => stage.ledger.count('chat-message-post') === 2);
    await inbox.says(ru('chat_preview', 'a.png'));
    expect(sent(stage)).toEqual(['a.png']);
  });

  test('is refused in words if hh does not take its type, before any request', async () => {
    const stage = at();
    const inbox = await talking(stage);
    await choose(inbox, 'a.exe', 'application/octet-stream');
    await inbox.says(ru('file_type', 'png, pdf'));
    expect(stage.ledger.count(links)).toBe(0);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('goes nowhere if hh takes files at another origin; the page says so and leads to hh', async () => {
    const stage = at();
    stage.world.options.uploadOrigin = 'https://upload.hh.ru';
    const inbox = await talking(stage);
    await choose(inbox, 'a.png');
    await inbox.says(ru('problem_files_elsewhere'));
    const chat = stage.world.chatOf(stage.world.negotiation(stage.negotiationOf('Петрова')));
    expect(await linkOf(inbox, ru('chat_on_hh'))).toBe(`https://hh.ru/chat/${chat.id}`);
    expect(stage.ledger.count(({ host }) => host === 'upload.hh.ru')).toBe(0);
    expect(stage.ledger.traces()).toBe(0);
  });
});
