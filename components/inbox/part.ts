import { type ComponentType, type FunctionComponent, h } from 'preact';
import { later } from '../popup/later.ts';

/** A view whose code is read when it is first drawn: what list and negotiation do without. */
export function part<Props extends object>(
  read: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  const useView = later(async () => ({ View: await read() }));
  return function Part(props) {
    const known = useView();
    return known && h(known.View, props);
  };
}
