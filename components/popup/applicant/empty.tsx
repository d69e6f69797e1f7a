import type { Part } from '../../../utils/domain/applicant/applicant.ts';
import type { ListName } from '../../../utils/domain/applicant/lists.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { partText } from '../../../utils/sum-words.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

interface Props {
  view: ListName;
  query: string;
  silentDays: number;
  /** Only so much was read. */
  part: Part | null;
  /** Of all that were read it is known whether they stand here. */
  sure: boolean;
  onClear: () => void;
}

/** An empty list says why, and what will stand here. */
export const Empty = ({ view, query, silentDays, part, sure, onClear }: Props) =>
  query.trim() ? (
    <Card
      title={t('popup_not_found', query.trim())}
      note={part ? t('applicant_empty_part_note', partText(part)) : ''}
    >
      <div class="row">
        <Button small onClick={onClear}>
          {t('popup_clear')}
        </Button>
      </div>
    </Card>
  ) : part ? (
    <Card title={t('applicant_empty_part')} note={t('applicant_empty_part_note', partText(part))} />
  ) : !sure ? (
    <Card title={t('applicant_empty_unclear')} note="" />
  ) : (
    <Card
      title={t(`applicant_empty_${view}`)}
      note={
        view === 'silent'
          ? plural('applicant_empty_silent_note', silentDays)
          : t(`applicant_empty_${view}_note`)
      }
    />
  );
