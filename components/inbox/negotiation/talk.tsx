import { t } from '../../../utils/i18n.ts';
import { MarkViewed } from '../../conversation/mark-read.tsx';
import { isHidden, OpenConversation } from '../../conversation/open-conversation.tsx';
import { Button } from '../../ui/button.tsx';
import { lazy } from '../../ui/lazy.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { TalkProps } from './use-talk.ts';

const OpenTalk = lazy(async () => (await import('./open-talk.tsx')).OpenTalk);

/** The conversation in full: opened by a click, marked as read by another. */
export function TalkSection(props: TalkProps) {
  const { of, unread, read, calls, hhUrl, onStep } = props;
  const { talk, busy, problem } = read;
  const hidden = of.chatId !== null && isHidden(problem);
  const open = !of.chatId || hidden ? read.openOld : read.open;
  if (!talk && (!problem || (hidden && open))) {
    return (
      <section class="sec">
        <OpenConversation
          chatId={of.chatId}
          hidden={hidden}
          unread={unread}
          busy={busy !== null}
          onOpen={open ?? undefined}
        />
        {busy === null && (
          <MarkViewed unseen={props.unseen} entries={props.store.entries} keyed onWrite={calls.write} />
        )}
      </section>
    );
  }
  return (
    <section class="sec stack">
      <div class="title">
        <h2>{t('chat_title')}</h2>
        {talk && (
          <Button tone="link" shortcut="C" data-key="KeyC" disabled={busy !== null} onClick={read.loadNewer}>
            {t(busy ? 'chat_loading' : talk.via === 'old' ? 'chat_newer_old' : 'chat_newer')}
          </Button>
        )}
      </div>
      {talk && <OpenTalk {...props} talk={talk} />}
      {problem && (
        <ProblemNote
          problem={problem}
          hhUrl={hhUrl}
          onStep={(step, of) =>
            step === 'retry' || step === 'refresh' ? (talk ? read.loadNewer() : open?.()) : onStep(step, of)
          }
          onCopy={calls.copy}
        />
      )}
    </section>
  );
}
