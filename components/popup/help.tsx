import { later } from '../ui/lazy.ts';
import type { HelpProps } from './help-dialog.tsx';

const useDialog = later(() => import('./help-dialog.tsx'));

/** The keys, over the list. */
export function Help(props: HelpProps) {
  const part = useDialog();
  return part && <part.HelpDialog {...props} />;
}
