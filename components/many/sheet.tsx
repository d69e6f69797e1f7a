import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { findAvoided, personOf } from '../../utils/domain/avoided.ts';
import type { ListRow } from '../../utils/domain/collection.ts';
import {
  type Able,
  askAbove,
  type Extra,
  type Extras,
  type Hindrance,
  noExtras,
  type Offer,
  offerTo,
  type Preview,
  previewOf,
  type Way,
  waysOf,
} from '../../utils/domain/many.ts';
import type { Action } from '../../utils/domain/negotiation.ts';
import { refuses, toneOf } from '../../utils/domain/stage.ts';
import { draftKey, unresolved } from '../../utils/domain/texts.ts';
import { plural, spaced, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import type { TemplateOf } from '../../utils/messaging/protocol.ts';
import { AvoidedContext, UndoSeconds, useOutbox } from '../contexts.tsx';
import { ActionPicker } from '../negotiation/action-form.tsx';
import { Button } from '../ui/button.tsx';
import {
  Dot,
  Fault,
  formKeys,
  Select,
  SendButton,
  TextArea,
  TextField,
  Tick,
  useSaved,
} from '../ui/form.tsx';
import { codeOf, isTyping, keysFor } from '../ui/keys.ts';
import { Cut } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { candidateName, delay, problemText, snake } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import type { Choice } from './letters.ts';

interface Props {
  rows: ListRow[];
  busy: ReadonlySet<NegotiationId>;
  actions: Action[];
  /** The action that the sheet opens with. */
  actionId: string;
  /** The person asked for this very action: the send button gets the focus, so that Enter sends. */
  chosen: boolean;
  onSend: (choice: Choice) => void;
  onClose: () => void;
}

/** What was chosen for one action; picking another action resets it. */
interface Chosen {
  way: Way | null;
  templateId: string | null;
  /** null: the stored draft is used. */
  text: string | null;
  extras: Extras;
  /** The person tried to send, so the form says what is missing. */
  tried: boolean;
}

const untouched: Chosen = { way: null, templateId: null, text: null, extras: noExtras, tried: false };

/** One action for all selected rows: for whom it is possible, how the letter is sent, what it will cause. */
export function Sheet(props: Props) {
  const { rows, busy, actions, onSend, onClose } = props;
  const { drafts } = useOutbox();
  const undoSeconds = useContext(UndoSeconds);
  const { saveDraft } = useWorker();
  const avoided = useContext(AvoidedContext);
  const [actionId, setActionId] = useState(props.actionId);
  const [chosen, setChosen] = useState(untouched);
  const [typed, setTyped] = useState('');
  const root = useRef<HTMLFormElement>(null);
  // Focus the send button, so that Enter sends, or the field that must be filled in first.
  useLayoutEffect(() => {
    const first =
      props.chosen || actionId !== props.actionId ? 'textarea, [inputmode], [type=submit]' : '.btn';
    root.current?.querySelector<HTMLElement>(first)?.focus();
  }, [actionId]);

  // The covered list is inert, so that Tab cannot reach it either: nobody acts on a row they cannot see.
  useLayoutEffect(() => {
    const around = root.current?.closest('.many-box')?.parentElement;
    const lists = [...(around?.children ?? [])].filter((one) => one.querySelector('[data-stop]'));
    const setInert = (isInert: boolean) => {
      for (const list of lists) list.toggleAttribute('inert', isInert);
    };
    setInert(true);
    return () => setInert(false);
  }, []);

  const action = actions.find(({ id }) => id === actionId) ?? actions[0];
  const vacancyId = rows[0]?.vacancyId;
  const key =
    action && vacancyId
      ? draftKey({ kind: 'bulk', vacancyId, actionId: action.id, negotiationIds: [], values: {} })
      : null;
  const saved = useSaved((text) => key && saveDraft({ key, text }));
  if (!action) return null;

  const change = (part: Partial<Chosen>) => setChosen((before) => ({ ...before, ...part }));
  const choose = (id: string) => {
    saved.flush();
    setActionId(id);
    setChosen(untouched);
  };

  const preview = previewOf(action, rows, busy);
  const { able, unable } = preview;
  const count = able.length;
  const marked = able.filter(({ row }) => findAvoided(avoided, personOf(row.candidate))).length;
  const ways = waysOf(preview);
  const way = chosen.way && ways.includes(chosen.way) ? chosen.way : (ways[0] ?? null);
  const offer = offerTo(able);
  const { templateId, extras } = chosen;
  const text = chosen.text ?? (key && drafts[key]?.text) ?? '';

  const missing = (): string | null => {
    if (way === 'same' && !text.trim()) return t('action_letter_empty');
    const gaps = way === 'same' ? unresolved(text) : [];
    if (gaps.length > 0) return t('many_unfilled', gaps.join(', '));
    if (offer.address?.required && !extras.addressId) return t('action_address_empty');
    return count > askAbove && typed.trim() !== String(count) ? t('many_type', count) : null;
  };
  const send = () => {
    if (!way || count === 0) return;
    if (missing()) return change({ tried: true });
    const sms = extras.sms || offer.sms?.required === true;
    saved.flush();
    onSend({ action, way, templateId, text, extras: { ...extras, sms } });
  };

  const keyed = keysFor(actions);
  const keys = formKeys(send);
  /** As with a single negotiation: a digit picks another action. */
  const press = (event: KeyboardEvent) => {
    keys.onKeyDown(event);
    const picked = keyed.find(({ digit }) => digit?.code === codeOf(event));
    if (event.defaultPrevented || isTyping(event) || event.shiftKey || !picked) return;
    event.preventDefault();
    choose(picked.item.id);
  };

  return (
    <form
      class="many-sheet stack"
      ref={root}
      aria-label={t('many_sheet')}
      data-inner
      {...keys}
      onKeyDown={press}
    >
      <div class="row">
        <h3 class="b grow ell" dir="auto" title={action.name}>
          {action.name}
        </h3>
        <Button small tone="flat" shortcut="Esc" onClick={onClose}>
          {t('common_back')}
        </Button>
      </div>
      <ActionPicker list={keyed} current={action.id} onPick={({ id }) => choose(id)} />
      <p class="said" role="status">
        {previewText(preview)}
      </p>
      {unable.length > 0 && (
        <details class="small">
          <summary>{plural('many_unable', unable.length)}</summary>
          <ul class="many-unable">
            {unable.map(({ row, why }) => (
              <li key={row.id} class="row">
                <Cut text={candidateName(row.candidate)} />
                <span class="muted">{hindranceText(why)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {way && count > 0 && (
        <>
          <fieldset class="many-ways">
            <legend class="small muted">{t('many_ways')}</legend>
            {ways.map((one) => (
              <Dot key={one} name="way" checked={one === way} onPick={() => change({ way: one })}>
                {t(`many_way_${one}`)}
                <span class="small muted"> {t(`many_hint_${one}`)}</span>
              </Dot>
            ))}
          </fieldset>
          {way === 'each' && able[0] && (
            <Letters
              first={able[0]}
              others={count - 1}
              templateId={templateId}
              onTemplate={(id) => change({ templateId: id })}
            />
          )}
          {way === 'same' && (
            <TextArea
              class="field short"
              rows={4}
              label={t('many_way_same')}
              placeholder={t('many_same_placeholder')}
              value={text}
              onText={(value) => {
                change({ text: value });
                saved.keep(value);
              }}
            />
          )}
          <ExtrasFields
            key={action.id}
            offer={offer}
            chosen={extras}
            silent={way === 'silent'}
            count={count}
            onChoose={(part) => setChosen((before) => ({ ...before, extras: { ...before.extras, ...part } }))}
          />
          {count > askAbove && (
            <label class="stack small">
              {t('many_type', count)}
              <TextField
                class="field num"
                inputMode="numeric"
                autocomplete="off"
                value={typed}
                onText={setTyped}
              />
            </label>
          )}
          <Fault>{chosen.tried && missing()}</Fault>
          {marked > 0 && (
            <p class="avoided bad b said" role="note">
              {plural('avoid_many', marked)}
            </p>
          )}
          <SendButton wide tone={refuses(action) ? 'danger' : 'primary'}>
            {plural('many_send', count, action.name)}
          </SendButton>
          <p class="small muted">{effectText(action, way, undoSeconds)}</p>
        </>
      )}
    </form>
  );
}

/** «уже на этом этапе» */
const hindranceText = (why: Hindrance): string => t(`many_why_${snake(why)}`);

/** ««Отказ» — для 3 из 4, 1 — уже на этом этапе» */
export function previewText({ action, able, unable }: Preview): string {
  const counts = Map.groupBy(unable, ({ why }) => why);
  return [
    unable.length > 0
      ? t('many_for_some', action.name, able.length, able.length + unable.length)
      : t('many_for_all', action.name),
    ...[...counts].map(([why, rows]) => t('many_some', rows.length, hindranceText(why))),
  ].join(', ');
}

/** Who will learn of it, what it does to the statistics and what it costs; shown before the click. */
function effectText(action: Action, way: Way, undoSeconds: number): string {
  if (way === 'silent') return t('many_effect_silent', delay(undoSeconds));
  const tone = toneOf(action.resulting?.id ?? action.id);
  const seen = tone === 'good' ? 'invitation' : tone === 'bad' ? 'refusal' : 'letter';
  return t(`many_effect_${seen}`, delay(undoSeconds));
}

interface LettersProps {
  first: Able;
  others: number;
  templateId: string | null;
  onTemplate: (id: string) => void;
}

/** The choice of hh's template, and the letter as the first person gets it; hh fills in the other names likewise. */
function Letters({ first: { row, action }, others, templateId, onTemplate }: LettersProps) {
  const { templates } = action;
  const shown = templates.find(({ id }) => id === templateId) ?? templates[0];
  return (
    <>
      {templates.length > 1 && (
        <Select
          label={t('many_template')}
          value={templateId ?? shown?.id ?? ''}
          options={templates}
          onPick={onTemplate}
        />
      )}
      {shown && (
        <LetterShown
          key={`${row.id} ${action.id} ${shown.id}`}
          of={{ negotiationId: row.id, actionId: action.id, templateId: shown.id }}
          name={valueOr(row.candidate.name, null)}
          others={others}
        />
      )}
    </>
  );
}

interface LetterProps {
  of: TemplateOf;
  name: string | null;
  /** How many others get a letter of their own. */
  others: number;
}

/** One person's letter, read before anything is sent; reading a template has no side effect. */
function LetterShown({ of, name, others }: LetterProps) {
  const { readTemplate } = useWorker();
  const { value, problem } = useLoad('', () => readTemplate(of));
  const letter = problem ? problemText(problem) : value;
  // Scroll to the letter: the person asked for it, and its box grew when it arrived.
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (letter !== null) place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [letter]);
  const whose = name ?? t('common_name_hidden');
  return (
    <figure ref={place} class="letter stack small">
      <figcaption class="muted">
        {others > 0 ? plural('many_letter_of', others, whose) : t('many_letter_of_one', whose)}
      </figcaption>
      <blockquote class="said" dir="auto" aria-busy={letter === null}>
        {letter ?? t('action_letter_loading')}
      </blockquote>
    </figure>
  );
}

interface ExtrasProps {
  offer: Offer;
  chosen: Extras;
  /** No letter is sent: whatever needs one is disabled. */
  silent: boolean;
  /** How many people there are in all. */
  count: number;
  onChoose: (change: Partial<Extras>) => void;
}

/** What is sent besides the letter, and for how many people hh offers it. */
function ExtrasFields({ offer: { subs, sms, address }, chosen, silent, count, onChoose }: ExtrasProps) {
  const { readAddresses } = useWorker();
  const { value: addresses, problem } = useLoad(address ? '' : null, readAddresses);
  const rests = (extra: Extra) => silent && extra.needsLetter;
  const whom = (extra: Extra) =>
    spaced(
      rests(extra) && t('action_needs_letter'),
      extra.takers < count && t('many_takers', extra.takers, count),
    );
  return (
    <>
      {subs.length > 0 && (
        <label class="stack small">
          {t('action_reason')}
          <Select
            value={chosen.subActionId}
            none={t('action_reason_none')}
            options={subs}
            onPick={(subActionId) => onChoose({ subActionId })}
          />
          {chosen.subActionId && <span class="muted said">{t('many_reason_single')}</span>}
        </label>
      )}
      {sms && (
        <Tick
          checked={(chosen.sms || sms.required) && !rests(sms)}
          disabled={rests(sms) || sms.required}
          onTick={(on) => onChoose({ sms: on })}
        >
          {t('action_sms')} <span class="small muted">{`${t('many_sms_cost')} ${whom(sms)}`}</span>
        </Tick>
      )}
      {address && (
        <label class="stack small">
          <span class="said">
            {t('action_address')} <span class="muted">{whom(address)}</span>
          </span>
          <Select
            value={rests(address) ? '' : chosen.addressId}
            disabled={!addresses || rests(address)}
            none={t(address.required ? 'many_address_choose' : 'action_address_none')}
            options={(addresses ?? []).map(({ id, text }) => ({ id, name: text }))}
            onPick={(addressId) => onChoose({ addressId })}
          />
          {problem && (
            <span class="why said" role="alert">
              {problemText(problem)}
            </span>
          )}
        </label>
      )}
    </>
  );
}
