import { t } from '../utils/i18n.ts';
import type { Panel } from '../utils/inbox/panel.ts';
import type { NextStep } from '../utils/problem.ts';
import { Button } from './button.tsx';
import { Frame } from './frame.tsx';
import { Header } from './header.tsx';
import type { Deeds } from './panel-deeds.ts';
import { ProblemNote } from './problem-note.tsx';
import { ReadyPanel } from './ready-panel.tsx';

export interface PanelViewProps {
  panel: Panel;
  now: number;
  /** It is being read again; what is shown is the last known state. */
  busy: boolean;
  deeds: Deeds;
}

/** The open panel of one resume, in whichever state it is. */
export function PanelView({ panel, now, busy, deeds }: PanelViewProps) {
  const onStep = (step: NextStep) => {
    if (step === 'sign-in') deeds.signIn();
    else if (step === 'settings' || step === 'choose-account' || step === 'free-space') deeds.openOptions();
    else deeds.refresh();
  };
  const header = (
    <Header
      fetchedAt={panel.state === 'ready' ? panel.fetchedAt : null}
      now={now}
      busy={busy}
      onRefresh={deeds.refresh}
      onClose={deeds.close}
    />
  );
  if (panel.state === 'ready') {
    return <ReadyPanel panel={panel} header={header} now={now} deeds={deeds} onStep={onStep} />;
  }
  return (
    <Frame header={header} onClose={deeds.close}>
      {panel.state === 'signed-out' && (
        <section class="sec stack">
          <h2 class="b">{t('panel_signed_out')}</h2>
          <p class="muted">{t('panel_signed_out_more')}</p>
          {panel.problem && panel.problem.name !== 'signed-out' && (
            <ProblemNote problem={panel.problem} onCopy={deeds.copy} />
          )}
          <div class="row">
            <Button tone="primary" onClick={deeds.signIn}>
              {t('panel_sign_in')}
            </Button>
            <Button tone="flat" onClick={deeds.openOptions}>
              {t('panel_options')}
            </Button>
          </div>
        </section>
      )}
      {panel.state === 'not-recruiter' && (
        <section class="sec stack">
          <h2 class="b">{t('panel_not_recruiter')}</h2>
          <p class="muted">{t('panel_not_recruiter_more')}</p>
          <div class="row">
            <Button onClick={deeds.openOptions}>{t('panel_options')}</Button>
          </div>
        </section>
      )}
      {panel.state === 'problem' && (
        <section class="sec stack">
          <ProblemNote problem={panel.problem} hhUrl={deeds.hhUrl} onStep={onStep} onCopy={deeds.copy} />
        </section>
      )}
    </Frame>
  );
}
