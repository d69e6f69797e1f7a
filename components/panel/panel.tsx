import { t } from '../../utils/i18n.ts';
import { OutboxContext } from '../contexts.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNote, signIn } from '../ui/problem-note.tsx';
import { stepOf } from '../ui/words.ts';
import { useMessages } from '../worker.ts';
import { Frame, type PanelProps } from './frame.tsx';
import { ReadyPanel } from './ready-panel.tsx';
import { VacancyPanel } from './vacancy-panel.tsx';

/** The open panel of a page, in any of its states. */
export function PanelView(props: PanelProps) {
  const { panel, site, onRefresh } = props;
  const worker = useMessages();
  const hhUrl = `https://${site}/employer`;
  if (panel.state === 'ready')
    return (
      <OutboxContext.Provider value={panel}>
        <ReadyPanel {...props} panel={panel} />
      </OutboxContext.Provider>
    );

  if (panel.state === 'mark') return <VacancyPanel {...props} panel={panel} />;

  if (panel.state === 'problem')
    return (
      <Frame {...props}>
        <div class="sec">
          <ProblemNote problem={panel.problem} hhUrl={hhUrl} again={onRefresh} />
        </div>
      </Frame>
    );

  const isOut = panel.state === 'signed-out';
  const problem = isOut && panel.problem?.name !== 'signed-out' ? panel.problem : null;
  const words = isOut ? 'panel_signed_out' : 'panel_not_recruiter';
  return (
    <Frame {...props}>
      <section class="sec stack">
        <p class="b">{t(words)}</p>
        <p class="muted">{t(`${words}_more`)}</p>
        {problem && (
          <ProblemNote
            problem={problem}
            hhUrl={hhUrl}
            again={onRefresh}
            // The button below signs in again.
            wordsOnly={stepOf(problem) === 'sign-in'}
          />
        )}
        <div class="row">
          {isOut && (
            <Button tone="primary" onClick={() => void signIn(worker)}>
              {t('panel_sign_in')}
            </Button>
          )}
          <Button tone={isOut ? 'flat' : 'plain'} onClick={() => void worker.openOptions()}>
            {t('panel_options')}
          </Button>
        </div>
      </section>
    </Frame>
  );
}
