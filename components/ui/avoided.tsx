import { useContext, useState } from 'preact/hooks';
import { type Avoided, avoidedLimits, findAvoided, type Whom } from '../../utils/domain/avoided.ts';
import { dotted, t } from '../../utils/i18n.ts';
import { date } from '../../utils/time.ts';
import { AvoidedContext } from '../contexts.tsx';
import { useMessages } from '../worker.ts';
import { Button, Chip } from './button.tsx';
import { Fault, focused, formKeys, TextField, useSending } from './form.tsx';

/* «Не писать», «Больше не откликаться»: a mark that warns wherever this person or employer is shown. */

const useAvoided = (whom: Whom | null): Avoided | undefined => findAvoided(useContext(AvoidedContext), whom);

/** «Не писать · не приходит на встречи · 12 ноя» */
const avoidedText = ({ kind, reason, at }: Avoided, now: number): string =>
  dotted(t(`avoid_${kind}`), reason, date(at, now));

/** The mark in a row of a list. */
export function AvoidedChip({ whom }: { whom: Whom | null }) {
  const mark = useAvoided(whom);
  return mark ? (
    <Chip tone="bad" title={avoidedText(mark, Date.now())}>
      {t(`avoid_row_${mark.kind}`)}
    </Chip>
  ) : null;
}

/**
 * The mark in red: above what is known of the person or employer, and before anything is sent. It does not
 * prevent sending.
 */
export function AvoidedLine({ whom }: { whom: Whom | null }) {
  const mark = useAvoided(whom);
  return mark ? (
    <p class="avoided bad b said" role="note" dir="auto">
      {avoidedText(mark, Date.now())}
    </p>
  ) : null;
}

interface Props {
  whom: Whom;
  /** The name; empty if it is not known. */
  name: string;
}

/** Sets the mark, with a reason, or removes it. Nothing is sent to hh. */
export function AvoidButton({ whom, name }: Props) {
  const { avoid } = useMessages();
  const mark = useAvoided(whom);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { fault, run } = useSending();
  if (whom.ids.length === 0) return null;
  const put = async (given: { name: string; reason: string } | null) => {
    if (await run(() => avoid(whom, given))) setOpen(false);
  };
  const close = () => setOpen(false);
  return (
    <div class="stack gap">
      <div>
        <Button
          small
          tone="flat"
          aria-expanded={mark ? undefined : open}
          title={t(`avoid_effect_${whom.kind}`)}
          onClick={() => (mark ? void put(null) : setOpen(!open))}
        >
          {t(mark ? 'avoid_take_back' : `avoid_${whom.kind}`)}
        </Button>
      </div>
      {open && !mark && (
        <form
          class="stack"
          data-inner=""
          aria-label={t(`avoid_${whom.kind}`)}
          {...formKeys(() => void put({ name, reason: reason.trim() }), close)}
        >
          <div class="row">
            <TextField
              class="field small grow"
              dir="auto"
              maxLength={avoidedLimits.reason}
              label={t('avoid_reason')}
              placeholder={t('avoid_reason')}
              fieldRef={focused}
              value={reason}
              onText={setReason}
            />
            <Button small type="submit">
              {t('avoid_put')}
            </Button>
          </div>
          <p class="small muted">{t(`avoid_effect_${whom.kind}`)}</p>
        </form>
      )}
      <Fault>{fault}</Fault>
    </div>
  );
}
