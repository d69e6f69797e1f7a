import './many.css';
import { Component } from 'preact';
import type { ListRow } from '../../../utils/domain/collection.ts';
import {
  type Able,
  actionsOf,
  type Preview,
  previewOf,
  readRequests,
  underWay,
  unreadOf,
} from '../../../utils/domain/many.ts';
import type { Action } from '../../../utils/domain/negotiation.ts';
import { refuses } from '../../../utils/domain/stage.ts';
import type { Draft, Entry, WriteRequest } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { Problem } from '../../../utils/problem.ts';
import { Button } from '../../ui/button.tsx';
import { codeOf, isTyping } from '../../ui/keys.ts';
import { candidateName, problemText } from '../../ui/words.ts';
import type { ManyCalls } from './calls.ts';
import { type Choice, requestsOf, type Unready } from './letters.ts';
import { Sheet } from './sheet.tsx';
import { previewText, unreadyText } from './words.ts';

export interface ManyBarProps {
  /** The rows of all that is selected, also those that were scrolled out of memory. */
  rows: ListRow[];
  clear: () => void;
  entries: Entry[];
  undoSeconds: number;
  drafts: Record<string, Draft>;
  calls: ManyCalls;
}

interface State {
  /** The sheet is open, with this action; `chosen`: it is the one that was asked for. */
  sheet: { actionId: string; chosen: boolean } | null;
  /** Letters are being made ready: so many of so many. */
  preparing: { ready: number; total: number } | null;
  problem: Problem | null;
  unready: Unready[];
}

/** Below the list while something is selected: what can be done with all of it, at one key or after a choice. */
export class ManyBar extends Component<ManyBarProps, State> {
  override state: State = { sheet: null, preparing: null, problem: null, unready: [] };
  private abort: AbortController | null = null;
  private opener: Element | null = null;
  /** Between a click and the outbox: a second press must not make a second group. */
  private busy = false;

  override componentDidMount() {
    // Before the list's own keys, whose Escape would drop the selection while the sheet is open.
    document.addEventListener('keydown', this.key, true);
  }
  override componentWillUnmount() {
    document.removeEventListener('keydown', this.key, true);
    this.abort?.abort();
  }

  private key = (event: KeyboardEvent) => {
    const { sheet } = this.state;
    if (event.key === 'Escape' && sheet !== null) this.close();
    else if (sheet !== null || isTyping(event) || event.shiftKey || event.repeat) return;
    else {
      const code = codeOf(event);
      if (code === 'KeyR') this.refuse();
      else if (code === 'KeyE') this.read();
      else if (code === 'KeyM') this.open();
      else return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private preview = (action: Action): Preview =>
    previewOf(action, this.props.rows, underWay(this.props.entries));

  private open(action: Action | undefined = actionsOf(this.props.rows)[0], chosen = false) {
    if (this.state.preparing || !action) return;
    this.opener = document.activeElement;
    this.setState({ sheet: { actionId: action.id, chosen }, problem: null });
  }
  private close = () => {
    this.setState({ sheet: null });
    if (this.opener instanceof HTMLElement) this.opener.focus();
  };

  /** As with one: the letter is shown first, and Enter sends it. */
  private refuse() {
    const refusal = actionsOf(this.props.rows).find(refuses);
    if (refusal && this.preview(refusal).able.length > 0) this.open(refusal, true);
  }

  private async once(deed: () => Promise<boolean>) {
    if (this.busy) return;
    this.busy = true;
    try {
      if (await deed()) this.props.clear();
    } finally {
      this.busy = false;
    }
  }

  private read() {
    const rows = unreadOf(this.props.rows);
    if (rows.length > 0) void this.once(() => this.write(readRequests(rows)));
  }

  private async write(requests: WriteRequest[]): Promise<boolean> {
    const answer = await this.props.calls.writeMany(requests);
    this.setState({ problem: answer.ok ? null : answer.problem });
    return answer.ok;
  }

  private send(choice: Choice) {
    const { able } = this.preview(choice.action);
    this.setState({ sheet: null, problem: null, unready: [] });
    void this.once(() => this.go(able, choice));
  }

  /** @returns whether all of them went into the outbox; those whose letter is not ready stay selected */
  private async go(able: Able[], choice: Choice): Promise<boolean> {
    const abort = new AbortController();
    this.abort = abort;
    const { parts, unready } = await requestsOf(able, choice, this.props.calls, {
      onReady: (ready) => this.setState({ preparing: { ready, total: able.length } }),
      signal: abort.signal,
    });
    const stopped = abort.signal.aborted;
    let all = !stopped && unready.length === 0;
    for (const requests of stopped ? [] : parts) all = (await this.write(requests)) && all;
    this.setState({ preparing: null, unready: stopped ? [] : unready });
    return all;
  }

  render(
    { rows, entries, undoSeconds, drafts, clear }: ManyBarProps,
    { sheet, preparing, problem, unready }: State,
  ) {
    const actions = actionsOf(rows);
    const refusal = actions.find(refuses);
    const preview = refusal && this.preview(refusal);
    const unread = unreadOf(rows).length;
    return (
      <section class="many-box" aria-label={t('many_label')}>
        {sheet !== null && (
          <Sheet
            rows={rows}
            busy={underWay(entries)}
            actions={actions}
            {...sheet}
            undoSeconds={undoSeconds}
            drafts={drafts}
            loadAddresses={this.props.calls.readAddresses}
            loadLetter={this.props.calls.readTemplate}
            onDraft={(draft) => void this.props.calls.saveDraft(draft)}
            onSend={(choice) => this.send(choice)}
            onClose={this.close}
          />
        )}
        <div class="many-bar">
          <div class="row wrap">
            <p class="grow said" role="status">
              {preparing ? (
                t('many_preparing', preparing.ready, preparing.total)
              ) : (
                <>
                  {plural('many_selected', rows.length)}
                  {preview && ` · ${previewText(preview)}`}
                </>
              )}
            </p>
            {preparing ? (
              <Button small onClick={() => this.abort?.abort()}>
                {t('many_stop')}
              </Button>
            ) : (
              <div class="row many-acts">
                {preview && (
                  <Button
                    small
                    shortcut="R"
                    disabled={preview.able.length === 0}
                    onClick={() => this.refuse()}
                  >
                    {preview.action.name}
                  </Button>
                )}
                <Button
                  small
                  shortcut="E"
                  disabled={unread === 0}
                  title={unread === 0 ? t('many_all_read') : plural('many_read_title', unread)}
                  onClick={() => this.read()}
                >
                  {t('many_read')}
                </Button>
                {actions.length > 0 && (
                  <Button small shortcut="M" aria-expanded={sheet !== null} onClick={() => this.open()}>
                    {t('many_other')}
                  </Button>
                )}
                <Button small shortcut="Esc" onClick={clear}>
                  {t('many_clear')}
                </Button>
              </div>
            )}
          </div>
          {!preparing && (
            <p class="small said">
              {[
                preview && preview.able.length > 0 && t('many_letter_first'),
                unread > 0 && t('many_read_effect'),
              ]
                .filter(Boolean)
                .join('\n')}
            </p>
          )}
          {preparing && <p class="small">{t('many_stay')}</p>}
          {problem && (
            <p class="small why said" role="alert">
              {problemText(problem)}
            </p>
          )}
          {unready.length > 0 && (
            <ul class="small why" role="alert">
              {unready.map((one) => (
                <li key={one.row.id} class="said">
                  {candidateName(one.row.candidate)}: {unreadyText(one)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </section>
    );
  }
}
