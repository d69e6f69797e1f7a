import { useEffect, useState } from 'preact/hooks';

/**
 * A part of the popup that is read when it is first needed, so that the rest paints sooner.
 *
 * @returns a hook: null until the part is there; afterwards it stands in the same frame as what asked for it
 */
export function later<Part extends object>(read: () => Promise<Part>): () => Part | null {
  let known: Part | null = null;
  return () => {
    const [part, setPart] = useState(known);
    useEffect(() => {
      if (part) return;
      void read().then((all) => {
        known = all;
        setPart(all);
      });
    }, [part]);
    return part;
  };
}
