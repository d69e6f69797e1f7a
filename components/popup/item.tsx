import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Tone } from '../../utils/domain/stage.ts';
import { isNothing, type Sum, sumOf } from '../../utils/domain/sum.ts';
import { sumMark, sumText } from '../../utils/sum-words.ts';
import { Chip } from '../ui/button.tsx';
import { Pick, type PickProps } from './pick.tsx';

interface Props extends Omit<PickProps, 'describedBy' | 'children'> {
  leaving: boolean;
  initials: string;
  second: string;
  chip: { text: string; tone: Tone; title: string } | null;
  /** Unread messages of a chat. */
  count?: Sum;
  /** What can be done with it; shown only where the keyboard stands. */
  children?: ComponentChildren;
}

const none = sumOf([]);

/** One person or one chat in the list. A click chooses it, a second one opens it. */
export function Item(props: Props) {
  const {
    stop,
    current,
    leaving,
    initials,
    title,
    second,
    chip,
    count = none,
    onPick,
    onOpen,
    children,
  } = props;
  const id = useId();
  return (
    <li class={`item${current ? ' on' : ''}${leaving ? ' leaving' : ''}`}>
      <span class="ava b" aria-hidden="true">
        {initials}
      </span>
      <div class="body">
        <Pick
          stop={stop}
          current={current}
          title={[title, second, chip?.title].filter(Boolean).join('\n')}
          describedBy={id}
          onPick={onPick}
          onOpen={onOpen}
        >
          <span class="b ell name" dir="auto">
            {title}
          </span>
          <span class="small muted ell" dir="auto">
            {second}
          </span>
        </Pick>
      </div>
      <span id={id} class="chips num">
        {chip && (
          <Chip tone={chip.tone}>
            {chip.text}
            <span class="hidden">. {chip.title}</span>
          </Chip>
        )}
        {!isNothing(count) && (
          <Chip tone={count.whole ? 'accent' : 'neutral'}>
            <span aria-hidden="true">{sumMark(count)}</span>
            <span class="hidden">. {sumText('popup_row_messages', count)}</span>
          </Chip>
        )}
      </span>
      {children && <div class="under">{children}</div>}
    </li>
  );
}
