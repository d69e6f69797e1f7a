import type { Applicant } from '../../../utils/domain/applicant/applicant.ts';
import { type ApplicantNegotiation, isMine } from '../../../utils/domain/applicant/negotiation.ts';
import { t } from '../../../utils/i18n.ts';
import { chatUrl, negotiationsUrl } from '../../ui/addresses.ts';
import type { PopupCalls } from '../calls.ts';
import { offText } from './topic-words.ts';

/** Where my next step in a negotiation is taken: in our inbox page, or at the right place of hh. */
export interface Step {
  words: string;
  /** What it will do, said before the click. */
  effect: string;
  go: (calls: Pick<PopupCalls, 'openInbox' | 'openTab'>) => void;
}

/** Only the documented way can show a conversation; the pages are read, and nothing more. */
export function stepOf(topic: ApplicantNegotiation, { api }: Pick<Applicant, 'api'>, site: string): Step {
  const { id, chatId, fresh, messaging } = topic;
  const closed = messaging !== null && messaging !== 'ok';
  const reply = !closed && (fresh || isMine(topic));
  const said = (effect: string) => (closed ? `${offText(messaging)} ${effect}` : effect);
  if (api.state === 'on')
    return {
      words: t(reply ? 'applicant_reply' : 'applicant_conversation'),
      effect: said(t('applicant_effect_inbox')),
      go: (calls) => void calls.openInbox(`page=applicant&negotiation=${id}`),
    };
  if (chatId)
    return {
      words: t(reply ? 'applicant_reply' : 'applicant_chat'),
      effect: said(t('applicant_effect_chat')),
      go: (calls) => void calls.openTab(chatUrl(site, { id: chatId })),
    };
  return {
    words: t('applicant_on_hh'),
    effect: said(t('applicant_effect_list')),
    go: (calls) => void calls.openTab(negotiationsUrl(site)),
  };
}

/** The vacancy's own page; null when hh shows it no more. */
export const vacancyUrl = ({ vacancy }: ApplicantNegotiation, site: string): string | null =>
  vacancy && (vacancy.url ?? `https://${site}/vacancy/${vacancy.id}`);
