import { useRef, useState } from 'preact/hooks';

/**
 * What stands in a field whose value is kept elsewhere. What the field itself has said comes back as its value, maybe
 * late, and leaves alone what was typed meanwhile; any other value, such as none when all is cleared, takes its place.
 */
export function useTyped(value: string) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  /** The value, and then, in order, what was said and has not come back yet. */
  const said = useRef<readonly string[]>([value]);
  if (value !== given) {
    setGiven(value);
    const at = said.current.indexOf(value, 1);
    if (at === -1) setTyped(value);
    said.current = at === -1 ? [value] : said.current.slice(at);
  }
  /** Call it before the value is changed. @returns whether there is anything to change */
  const say = (words: string): boolean => {
    const { current } = said;
    if (current.at(-1) !== words) said.current = [...current, words];
    return said.current.length > 1;
  };
  return { typed, setTyped, say };
}
