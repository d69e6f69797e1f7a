import { Component, createRef } from 'preact';
import { type Extras, noExtras, type Offer, offerTo } from '../../../utils/domain/arguments.ts';
import type { ListRow } from '../../../utils/domain/collection.ts';
import {
  type Able,
  askAbove,
  type Preview,
  previewOf,
  unfilled,
  type Way,
  waysOf,
} from '../../../utils/domain/many.ts';
import type { Action, Address } from '../../../utils/domain/negotiation.ts';
import { refuses } from '../../../utils/domain/stage.ts';
import type { Draft } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { valueOr } from '../../../utils/known.ts';
import type { TemplateOf } from '../../../utils/messaging/protocol.ts';
import type { Result } from '../../../utils/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Fault, formKeys, keeper, SendButton } from '../../ui/form.tsx';
import { candidateName } from '../../ui/words.ts';
import { ExtrasFields } from './extras.tsx';
import { LetterShown } from './letter-shown.tsx';
import type { Choice } from './letters.ts';
import { effectText, hindranceText, previewText, wayHint, wayText } from './words.ts';

export interface SheetProps {
  rows: ListRow[];
  busy: ReadonlySet<NegotiationId>;
  actions: Action[];
  /** The action it opens with. */
  actionId: string;
  /** It was asked for by name: the focus is on what sends it, so that Enter does. */
  chosen: boolean;
  undoSeconds: number;
  /** By `draftKey` of a write for many. */
  drafts: Record<string, Draft>;
  loadAddresses: () => Promise<Result<Address[]>>;
  loadLetter: (of: TemplateOf) => Promise<Result<string>>;
  onDraft: (draft: { key: string; text: string }) => void;
  onSend: (choice: Choice) => void;
  onClose: () => void;
}

interface State {
  actionId: string;
  way: Way | null;
  templateId: string | null;
  /** null: as it was left the last time. */
  text: string | null;
  extras: Extras;
  typed: string;
  tried: boolean;
}

/** What the sheet stands at. */
interface Chosen {
  action: Action;
  preview: Preview;
  offer: Offer;
  ways: Way[];
  way: Way | null;
}

/** One action on all that is selected: for whom it is possible, how the letter goes, what it will cause. */
export class Sheet extends Component<SheetProps, State> {
  override state: State = {
    actionId: this.props.actionId,
    way: null,
    templateId: null,
    text: null,
    extras: noExtras,
    typed: '',
    tried: false,
  };
  private saved = keeper((text) => this.props.onDraft({ key: this.draftKey(), text }));
  private root = createRef<HTMLFormElement>();

  override componentDidMount() {
    const first = this.props.chosen
      ? 'textarea, [inputmode], [type=submit]'
      : 'input, select, textarea, .btn';
    this.root.current?.querySelector<HTMLElement>(first)?.focus();
  }

  override componentWillUnmount() {
    this.saved.flush();
  }

  private draftKey = () => `bulk:${this.props.rows[0]?.vacancyId}:${this.state.actionId}`;
  private text = () => this.state.text ?? this.props.drafts[this.draftKey()]?.text ?? '';

  private chosen({ rows, busy, actions }: SheetProps, { actionId, way }: State): Chosen | null {
    const action = actions.find(({ id }) => id === actionId) ?? actions[0];
    if (!action) return null;
    const preview = previewOf(action, rows, busy);
    const ways = waysOf(preview);
    const offer = offerTo(preview.able);
    return { action, preview, offer, ways, way: way && ways.includes(way) ? way : (ways[0] ?? null) };
  }

  private choose(actionId: string) {
    this.saved.flush();
    this.setState({ actionId, way: null, templateId: null, text: null, extras: noExtras, tried: false });
  }

  private missing({ way, preview, offer }: Chosen): string | null {
    const { typed, extras } = this.state;
    const count = preview.able.length;
    const text = this.text();
    if (way === 'same' && !text.trim()) return t('action_letter_empty');
    const gaps = way === 'same' ? unfilled(text) : [];
    if (gaps.length > 0) return t('many_unfilled', gaps.join(', '));
    if (offer.address?.required && !extras.addressId) return t('action_address_empty');
    return count > askAbove && typed.trim() !== String(count) ? t('many_type', count) : null;
  }

  private send = () => {
    const chosen = this.chosen(this.props, this.state);
    if (!chosen?.way || chosen.preview.able.length === 0) return;
    if (this.missing(chosen)) {
      this.setState({ tried: true });
      return;
    }
    const { action, way, offer } = chosen;
    const { templateId, extras } = this.state;
    const sms = extras.sms || offer.sms?.required === true;
    this.saved.flush();
    this.props.onSend({ action, way, templateId, text: this.text(), extras: { ...extras, sms } });
  };

  render(props: SheetProps, state: State) {
    const chosen = this.chosen(props, state);
    if (!chosen) return null;
    const { action, preview, offer, ways, way } = chosen;
    const { able, unable } = preview;
    const count = able.length;
    const fault = state.tried && this.missing(chosen);
    return (
      <form
        class="many-sheet stack"
        ref={this.root}
        aria-label={t('many_sheet')}
        data-inner
        {...formKeys(this.send)}
      >
        <div class="row">
          <select
            class="field grow b"
            aria-label={t('many_action')}
            value={action.id}
            onChange={({ currentTarget: { value } }) => this.choose(value)}
          >
            {props.actions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <Button small tone="flat" shortcut="Esc" onClick={props.onClose}>
            {t('many_back')}
          </Button>
        </div>
        <p class="said" role="status">
          {previewText(preview)}
        </p>
        {unable.length > 0 && (
          <details class="small">
            <summary>{plural('many_unable', unable.length)}</summary>
            <ul class="many-unable">
              {unable.map(({ row, why }) => (
                <li key={row.id} class="row">
                  <span class="ell" dir="auto">
                    {candidateName(row.candidate)}
                  </span>
                  <span class="muted">{hindranceText(why)}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
        {way && count > 0 && (
          <>
            {this.ways(ways, way)}
            {way === 'each' && this.templates(able[0]?.action.templates ?? [])}
            {way === 'each' && able[0] && this.letter(able[0], count)}
            {way === 'same' && (
              <textarea
                class="field short"
                dir="auto"
                rows={4}
                aria-label={t('many_way_same')}
                placeholder={t('many_same_placeholder')}
                value={this.text()}
                onInput={({ currentTarget: { value } }) => {
                  this.setState({ text: value });
                  this.saved.keep(value);
                }}
              />
            )}
            <ExtrasFields
              key={action.id}
              offer={offer}
              chosen={state.extras}
              silent={way === 'silent'}
              count={count}
              loadAddresses={props.loadAddresses}
              onChoose={(change) => this.setState(({ extras }) => ({ extras: { ...extras, ...change } }))}
            />
            {count > askAbove && (
              <label class="stack small">
                {t('many_type', count)}
                <input
                  class="field num"
                  inputMode="numeric"
                  autocomplete="off"
                  value={state.typed}
                  onInput={({ currentTarget: { value } }) => this.setState({ typed: value })}
                />
              </label>
            )}
            <Fault>{fault}</Fault>
            <SendButton wide tone={refuses(action) ? 'danger' : 'primary'}>
              {plural('many_send', count, action.name)}
            </SendButton>
            <p class="small muted">{effectText(action, way, props.undoSeconds)}</p>
          </>
        )}
      </form>
    );
  }

  private ways(ways: Way[], way: Way) {
    return (
      <fieldset class="many-ways">
        <legend class="small muted">{t('many_ways')}</legend>
        {ways.map((one) => (
          <label key={one} class="check">
            <input
              type="radio"
              name="way"
              checked={one === way}
              onChange={() => this.setState({ way: one })}
            />
            <span>
              {wayText(one)}
              <span class="small muted said"> {wayHint(one)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    );
  }

  /** The letter as the first of them gets it; hh fills in the others' names alike. */
  private letter({ row, action }: Able, count: number) {
    const { templates } = action;
    const templateId = (templates.find(({ id }) => id === this.state.templateId) ?? templates[0])?.id;
    return (
      templateId && (
        <LetterShown
          key={`${row.id} ${action.id} ${templateId}`}
          of={{ negotiationId: row.id, actionId: action.id, templateId }}
          name={valueOr(row.candidate.name, null)}
          others={count - 1}
          load={this.props.loadLetter}
        />
      )
    );
  }

  private templates(templates: Action['templates']) {
    if (templates.length < 2) return null;
    return (
      <select
        class="field"
        aria-label={t('many_template')}
        value={this.state.templateId ?? templates[0]?.id}
        onChange={({ currentTarget: { value } }) => this.setState({ templateId: value })}
      >
        {templates.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    );
  }
}
