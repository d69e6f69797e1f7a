import { plural, t } from '../utils/i18n.ts';
import { givenBy } from '../utils/inbox/arguments.ts';
import type { Negotiation } from '../utils/inbox/negotiation.ts';
import { keysFor } from '../utils/keys.ts';
import type { Problem } from '../utils/problem.ts';
import { ago } from '../utils/time.ts';
import { ActionForm } from './action-form.tsx';
import { Actions } from './actions.tsx';
import { Button } from './button.tsx';
import { Composer } from './composer.tsx';
import { ConversationView } from './conversation/conversation.tsx';
import { Current } from './current.tsx';
import { Doing, type ReadyProps, type ReadyState } from './doing.ts';
import { Frame } from './frame.tsx';
import { History, isNew } from './history.tsx';
import { Notes } from './notes.tsx';
import { UndoBar } from './outbox/undo-bar.tsx';
import { UndoSaid } from './outbox/undo-said.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Fault } from './send.tsx';
import { VerdictLine } from './verdict.tsx';
import { problemText } from './words.ts';

/** A note goes to nobody who could answer. */
const nobody = { via: 'old', off: null, inARow: 0 } as const;

/** What is known of this candidate, and what can be done now. */
export class ReadyPanel extends Doing {
  render({ panel, now, deeds, onStep }: ReadyProps, { problem }: ReadyState) {
    const { current, entries, problems } = panel;
    const { call, site } = deeds;
    const fresh = panel.history
      .flatMap(({ items }) => items)
      .filter(({ at }) => isNew(panel.news, at)).length;
    const part = (failed: Problem | undefined) =>
      failed && (
        <div class="sec">
          <ProblemNote
            problem={failed}
            hhUrl={`https://${site}/employer`}
            onStep={onStep}
            onCopy={deeds.copy}
          />
        </div>
      );
    /** What is too big for somebody else's page stands on our own. */
    const toInbox = (name: string, address: string) => (
      <Button small onClick={() => void call('openInbox', address)}>
        {name}
      </Button>
    );
    return (
      <Frame
        {...this.props}
        root={this.root}
        onKeyDown={this.onKeyDown}
        top={
          <>
            <VerdictLine verdict={panel.verdict} now={now} />
            <div class="undo-place">
              <UndoBar
                entries={entries}
                calls={{
                  undo: (id) => call('undo', id),
                  retry: (id) => call('retry', id),
                  dismiss: (id) => call('dismiss', id),
                  flush: () => call('flush', undefined),
                }}
                onEdit={this.edit}
              />
              <UndoSaid entries={entries} />
            </div>
          </>
        }
      >
        {fresh > 0 && <p class="sec small">{t('panel_news', ago(panel.news.after, now), fresh)}</p>}
        {part(problems.current)}
        {current && (
          <Current negotiation={current} now={now} waitHours={panel.look.waitHours}>
            {this.actions(current)}
            <Fault>{problem && problemText(problem)}</Fault>
          </Current>
        )}
        <div class="sec row">
          {toInbox(t('panel_invite'), `page=invite&resume=${current?.candidate.resumeId ?? deeds.resumeId}`)}
          {current?.vacancy &&
            toInbox(t('panel_inbox'), `vacancy=${current.vacancy.id}&negotiation=${current.id}`)}
        </div>
        {part(problems.history)}
        <History history={panel.history} now={now} news={panel.news} site={site} />
        {part(problems.notes)}
        <Notes notes={panel.notes} now={now}>
          {this.noteForm()}
        </Notes>
        {current && this.conversation(current)}
        {panel.setAside > 0 && <p class="sec small muted">{plural('panel_set_aside', panel.setAside)}</p>}
      </Frame>
    );
  }

  private actions(current: Negotiation) {
    const { panel, deeds } = this.props;
    const { form, more } = this.state;
    const { undoSeconds } = panel.look;
    if (!form)
      return (
        <Actions
          actions={keysFor(current.actions)}
          more={more}
          undoSeconds={undoSeconds}
          off={this.off()}
          onMore={this.turnMore}
          onChoose={(action) => void this.choose(current, action)}
        />
      );
    const { action, mends } = form;
    const key = `action:${current.id}:${action.id}`;
    const mended = mends?.wish.kind === 'action' ? mends.wish.values.message : null;
    return (
      <ActionForm
        key={key}
        action={action}
        draftKey={key}
        draft={panel.drafts[key]?.text ?? mended ?? null}
        undoSeconds={undoSeconds}
        given={givenBy(current)}
        hhUrl={
          current.vacancy && `https://${deeds.site}/employer/vacancyresponses?vacancyId=${current.vacancy.id}`
        }
        loadTemplate={(actionId, templateId) =>
          deeds.call('readTemplate', { negotiationId: current.id, actionId, templateId })
        }
        loadAddresses={() => deeds.call('readAddresses', undefined)}
        onDraft={this.saveDraft}
        onSend={(filled) => this.act(current, action, filled, mends)}
        onClose={this.closeForm}
      />
    );
  }

  private noteForm() {
    const { applicantId } = this.props.panel.candidate ?? {};
    if (!applicantId) return null;
    const key = `note:${applicantId}`;
    const draft = this.draftOf(key);
    return (
      <details open={draft !== null}>
        <summary class="btn link">{t('note_add')}</summary>
        <label class="check small">
          <input type="checkbox" ref={this.personal} />
          {t('note_owner')}
        </label>
        <Composer
          key={key}
          conversation={nobody}
          draftKey={key}
          draft={draft}
          undoSeconds={this.props.panel.look.undoSeconds}
          label={t('note_text')}
          sends={t('note_save')}
          onDraft={this.saveDraft}
          onSend={(text) => this.note(applicantId, text)}
        />
      </details>
    );
  }

  private conversation(current: Negotiation) {
    const { panel, now, deeds, onStep } = this.props;
    const key = `message:${current.id}`;
    return (
      <ConversationView
        key={current.id}
        opened={this.state.opened}
        chatId={current.chatId}
        negotiationId={current.id}
        unread={current.unreadMessages}
        unseen={
          current.hasUpdates && current.vacancy
            ? { vacancyId: current.vacancy.id, negotiationId: current.id }
            : null
        }
        entries={panel.entries}
        keyed
        now={now}
        draftKey={key}
        draft={this.draftOf(key)}
        undoSeconds={panel.look.undoSeconds}
        onDraft={this.saveDraft}
        onSend={(text) => this.send(current, text)}
        onOpen={this.openConversation}
        onWrite={(wish) => deeds.call('write', wish)}
        onStep={(step, of) =>
          step === 'retry' || step === 'refresh' ? this.openConversation(false) : onStep(step, of)
        }
        onCopy={deeds.copy}
      />
    );
  }
}
