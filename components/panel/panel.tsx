import { t } from '../../utils/i18n.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { type StepCalls, signIn, takeStep } from '../ui/next-step.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { stepOf } from '../ui/words.ts';
import { Frame } from './frame.tsx';
import type { PanelViewProps } from './panel-calls.ts';
import { ReadyPanel } from './ready-panel.tsx';

/** The open panel of one page, in whichever state it is. */
export function PanelView(props: PanelViewProps) {
  const { panel, deeds } = props;
  const hhUrl = `https://${deeds.site}/employer`;
  const calls: StepCalls = {
    refresh: deeds.refresh,
    signIn: deeds.signIn,
    openOptions: (section) => deeds.call('openOptions', section),
    // On a page of hh its own links stand: a problem's page is one.
    openTab: (url) => open(url, '_blank', 'noreferrer'),
  };
  const onStep = (_: NextStep, problem: Problem) => takeStep(problem, hhUrl, calls);
  if (panel.state === 'ready') return <ReadyPanel {...props} panel={panel} onStep={onStep} />;

  if (panel.state === 'mark')
    return (
      <Frame {...props}>
        <h2 class={`verdict said b ${panel.tone}`}>{panel.title}</h2>
        <ul class="sec line">
          {panel.lines.map((line) => (
            <li key={line} class="neutral">
              {line}
            </li>
          ))}
        </ul>
      </Frame>
    );

  if (panel.state === 'problem')
    return (
      <Frame {...props}>
        <div class="sec">
          <ProblemNote problem={panel.problem} hhUrl={hhUrl} onStep={onStep} onCopy={deeds.copy} />
        </div>
      </Frame>
    );

  const isOut = panel.state === 'signed-out';
  const words = isOut ? 'panel_signed_out' : 'panel_not_recruiter';
  return (
    <Frame {...props}>
      <section class="sec stack">
        <h2 class="b">{t(words)}</h2>
        <p class="muted">{t(`${words}_more`)}</p>
        {isOut && panel.problem && panel.problem.name !== 'signed-out' && (
          <ProblemNote
            problem={panel.problem}
            // To sign in again is the button below.
            onStep={stepOf(panel.problem) === 'sign-in' ? undefined : onStep}
            onCopy={deeds.copy}
          />
        )}
        <div class="row">
          {isOut && (
            <Button tone="primary" onClick={() => void signIn(calls)}>
              {t('panel_sign_in')}
            </Button>
          )}
          <Button tone={isOut ? 'flat' : 'plain'} onClick={() => void deeds.call('openOptions', undefined)}>
            {t('panel_options')}
          </Button>
        </div>
      </section>
    </Frame>
  );
}
