import { actionsOf, givenBy, unreadActions } from '../../utils/domain/arguments.ts';
import type { Negotiation, VacancyHistory } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import { isKnown, type Known, type List, valueOr } from '../../utils/known.ts';
import { ago } from '../../utils/time.ts';
import { alone, Composer } from '../conversation/composer.tsx';
import { ConversationView } from '../conversation/conversation.tsx';
import { ActionForm } from '../negotiation/action-form.tsx';
import { Actions } from '../negotiation/actions.tsx';
import { Current } from '../negotiation/current.tsx';
import { countNew, History } from '../negotiation/history.tsx';
import { Notes } from '../negotiation/notes.tsx';
import { Doing, type ReadyProps, type ReadyState } from '../negotiation/panel-actions.ts';
import { VerdictLine } from '../negotiation/verdict.tsx';
import { UndoBar } from '../outbox/undo-bar.tsx';
import { UndoSaid } from '../outbox/undo-said.tsx';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { keysFor } from '../ui/keys.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { problemText } from '../ui/words.ts';
import { Frame } from './frame.tsx';

const noPast: List<VacancyHistory> = { items: [], skipped: 0 };

/** A note goes to nobody who could answer. */

/** What is known of this candidate, and what can be done now. */
export class ReadyPanel extends Doing {
  render({ panel, now, deeds, onStep }: ReadyProps, { problem }: ReadyState) {
    const { entries, history, notes } = panel;
    const current = valueOr(panel.current, null);
    const vacancy = current && valueOr(current.vacancy, null);
    const { call, site } = deeds;
    const past = { ...valueOr(history, noPast) };
    past.items = [...past.items, ...panel.others];
    const fresh = countNew(past, panel.news) ?? 0;
    const part = (read: Known<unknown> | null) =>
      read &&
      !read.known && (
        <div class="sec">
          <ProblemNote
            problem={read.why}
            hhUrl={`https://${site}/employer`}
            onStep={onStep}
            onCopy={deeds.copy}
          />
        </div>
      );
    const [trouble, form] = [part(notes), this.noteForm()];
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
                  undo: this.undo,
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
        {part(panel.current)}
        {current && (
          <Current negotiation={current} now={now} waitHours={panel.look.waitHours}>
            {this.actions(current)}
            <Fault>{problem && problemText(problem)}</Fault>
          </Current>
        )}
        <div class="sec row">
          {toInbox(t('panel_invite'), `page=invite&resume=${current?.candidate.resumeId ?? deeds.resumeId}`)}
          {current && vacancy && toInbox(t('panel_inbox'), `vacancy=${vacancy.id}&negotiation=${current.id}`)}
        </div>
        {part(history)}
        <History history={past} now={now} news={panel.news} site={site} />
        <Notes notes={notes && valueOr(notes, null)} now={now}>
          {trouble || form ? (
            <>
              {trouble}
              {form}
            </>
          ) : null}
        </Notes>
        {current && this.conversation(current)}
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
          actions={keysFor(actionsOf(current))}
          unread={unreadActions(current)}
          more={more}
          undoSeconds={undoSeconds}
          off={this.off()}
          onMore={this.turnMore}
          onChoose={(action) => void this.choose(current, action)}
        />
      );
    const { action, mends } = form;
    const vacancy = valueOr(current.vacancy, null);
    const key = `action:${current.id}:${action.id}`;
    const mended = mends?.request.kind === 'action' ? mends.request.values.message : null;
    return (
      <ActionForm
        key={key}
        action={action}
        draftKey={key}
        draft={panel.drafts[key]?.text ?? mended ?? null}
        undoSeconds={undoSeconds}
        given={givenBy(current)}
        hhUrl={vacancy && `https://${deeds.site}/employer/vacancyresponses?vacancyId=${vacancy.id}`}
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
          conversation={alone}
          draftKey={key}
          draft={draft}
          undoSeconds={this.props.panel.look.undoSeconds}
          note
          onDraft={this.saveDraft}
          onSend={(text) => this.note(applicantId, text)}
        />
      </details>
    );
  }

  private conversation(current: Negotiation) {
    const { panel, now, deeds, onStep } = this.props;
    const key = `message:${current.id}`;
    const vacancy = valueOr(current.vacancy, null);
    // Which conversation it is decides what opening it does at hh: no guess.
    if (!current.chatId.known)
      return (
        <section class="sec">
          <h2 class="title small muted b">{t('chat_title')}</h2>
          <ProblemNote problem={current.chatId.why} onStep={onStep} onCopy={deeds.copy} />
        </section>
      );
    return (
      <ConversationView
        key={current.id}
        opened={this.state.opened}
        chatId={current.chatId.value}
        negotiationId={current.id}
        unread={current.unreadMessages}
        unseen={
          vacancy && !isKnown(current.hasUpdates, false)
            ? { vacancyId: vacancy.id, negotiationId: current.id }
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
        onWrite={this.mark}
        onStep={(step, of) =>
          step === 'retry' || step === 'refresh' ? this.openConversation(false) : onStep(step, of)
        }
        onCopy={deeds.copy}
      />
    );
  }
}
