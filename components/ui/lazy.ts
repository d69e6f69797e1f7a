import { type ComponentType, type FunctionComponent, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A part of the popup that is read when it is first needed, so that the rest paints sooner.
 *
 * @returns a hook: null until the part is there; afterwards it stands in the same frame as what asked for it.
 * `wanted`: whether it is needed already
 */
export function later<Part extends object>(read: () => Promise<Part>): (wanted?: boolean) => Part | null {
  let known: Part | null = null;
  return (wanted = true) => {
    const [part, setPart] = useState(known);
    useEffect(() => {
      if (part || !wanted) return;
      void read().then((all) => {
        known = all;
        setPart(all);
      });
    }, [part, wanted]);
    return part;
  };
}

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
