import { useContext, useState } from 'preact/hooks';
import { type MailTemplate, unknownVariables } from '../../utils/domain/company.ts';
import { editKey } from '../../utils/domain/texts.ts';
import { t } from '../../utils/i18n.ts';
import type { EmployerId, EntryId } from '../../utils/ids.ts';
import { isKnown, type List, valueOr } from '../../utils/known.ts';
import { UndoSeconds, useOutbox } from '../contexts.tsx';
import { Button, Chip } from '../ui/button.tsx';
import { Fault, formKeys, SendButton, TextArea, useDraft, useSending } from '../ui/form.tsx';
import { Cut } from '../ui/text.tsx';
import { delay, factText, problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Fold, Items } from './part.tsx';

interface TemplatesProps {
  templates: List<MailTemplate>;
  /** The company that owns them; null if hh did not say. */
  employerId: EmployerId | null;
}

/** The company's mail templates; a change applies to all managers. */
export const Templates = ({ templates, ...rest }: TemplatesProps) => (
  <Items of={templates} idOf={({ id }) => id} none={<p class="muted">{t('company_no_templates')}</p>}>
    {(template) => <One template={template} {...rest} />}
  </Items>
);

function One(props: TemplateProps) {
  const { template } = props;
  const name = factText(template.name, 'unknown_name');
  return (
    <Fold
      head={
        <>
          <Cut class="grow" text={name} title={name} />
          {isKnown(template.kind, 'sms') && <Chip>{t('company_sms')}</Chip>}
          {isKnown(template.own, true) && <Chip tone="accent">{t('company_own_text')}</Chip>}
          {!(template.kind.known && template.own.known) && <Chip tone="wait">{t('company_facts_part')}</Chip>}
        </>
      }
    >
      {() => <Template {...props} />}
    </Fold>
  );
}

type TemplateProps = Omit<TemplatesProps, 'templates'> & { template: MailTemplate };

function Template(props: TemplateProps) {
  const { template } = props;
  const [open, setOpen] = useState(false);
  if (open) return <TemplateForm {...props} onClose={() => setOpen(false)} />;
  return (
    <div class="stack">
      <p class="said calm">{factText(template.text, 'unknown_text')}</p>
      {isKnown(template.editable, true) ? (
        <Button small onClick={() => setOpen(true)}>
          {t('company_template_edit')}
        </Button>
      ) : (
        <p class="small muted">
          {t(template.editable.known ? 'company_template_fixed' : 'company_template_unread')}
        </p>
      )}
    </div>
  );
}

function TemplateForm(props: TemplateProps & { onClose: () => void }) {
  const { template, employerId, onClose } = props;
  const { entries } = useOutbox();
  const undoSeconds = useContext(UndoSeconds);
  const { company } = useWorker();
  const key = editKey({ what: 'template', of: employerId ?? '', id: template.id });
  const own = valueOr(template.text, '');
  const { text, onText, send: keepWhole, drop } = useDraft(key, own);
  const [sent, setSent] = useState<EntryId | null>(null);
  const { problem, run } = useSending();
  const progress = entries.find(({ id }) => id === sent)?.progress;
  const unknown = unknownVariables(text, template);
  const refused = progress?.at === 'failed' ? progress.problem : problem;
  const rests = text === own || !text.trim() || unknown.length > 0;
  const leave = () => {
    drop();
    onClose();
  };
  const send = () => {
    if (rests) return;
    keepWhole(text);
    void run(async () => {
      const answer = await company.changeMailTemplate({ templateId: template.id, text });
      if (answer.ok) setSent(answer.value);
      return answer;
    });
  };
  return (
    <form class="stack" data-inner {...formKeys(send, leave)}>
      <p class="note">{t('company_template_warning')}</p>
      <TextArea
        label={t('company_template_text', factText(template.name, 'unknown_name'))}
        aria-invalid={unknown.length > 0 || refused !== null}
        value={text}
        onText={onText}
      />
      <p class="small muted said">
        {t('company_variables', template.variables.map(({ id, name }) => `[${id}] — ${name}`).join(', '))}
      </p>
      <Fault>
        {unknown.length > 0
          ? t('company_unknown_variable', unknown.map((id) => `[${id}]`).join(', '))
          : refused && problemText(refused)}
      </Fault>
      {progress && progress.at !== 'failed' && (
        <p class="small" role="status">
          {t(progress.at === 'waiting' ? 'company_template_waits' : `undo_${progress.at}`)}
        </p>
      )}
      <div class="row wrap">
        <SendButton tone="danger" disabled={rests}>
          {t('company_template_save')}
        </SendButton>
        <Button small tone="flat" onClick={leave}>
          {t('common_back')}
        </Button>
      </div>
      <p class="small muted">{t('company_template_effect', delay(undoSeconds))}</p>
    </form>
  );
}
