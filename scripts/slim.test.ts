// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Preact from 'preact';
import { beforeAll, describe, expect, it } from 'vitest';
import { slimPreact } from './slim.ts';

const path = createRequire(import.meta.url)
  .resolve('preact')
  .replace(/[^/]*$/, 'preact.mjs');
const whole = readFileSync(path, 'utf8');

/** As the bundler runs it. */
function slim(code: string, id: string): string {
  const { transform } = slimPreact;
  if (typeof transform !== 'function') throw new Error('no transform');
  const context = {
    error(message: string): never {
      throw new Error(message);
    },
  };
  const result: unknown = Reflect.apply(transform, context, [code, id]);
  return result ? String(Reflect.get(Object(result), 'code')) : code;
}

describe('Preact without what nobody in the panel has', () => {
  let preact: typeof Preact;
  beforeAll(async () => {
    const url = `data:text/javascript,${encodeURIComponent(slim(whole, path))}`;
    preact = await import(/* @vite-ignore */ url);
  });

  // Should a Preact to come be written otherwise, nothing would be found, or the wrong thing.
  it('finds in this Preact all that it takes out', () => {
    const slimmed = slim(whole, path);
    const count = (code: string, word: RegExp) => [...code.matchAll(word)].length;
    for (const word of [
      /\.shouldComponentUpdate&&/g,
      /\.then\b/g,
      /\.getChildContext&&/g,
      /MathML/g,
      /"dangerouslySetInnerHTML"==/g,
    ])
      expect(count(whole, word), String(word)).toBeGreaterThan(count(slimmed, word));
    expect(count(slimmed, /(32|128)&/g)).toBe(0);
    const flags = readFileSync(path.replace('dist/preact.mjs', 'src/constants.js'), 'utf8');
    expect(flags).toContain('MODE_HYDRATE = 1 << 5');
    expect(flags).toContain('MODE_SUSPENDED = 1 << 7');
  });

  it('draws, draws anew, hears, and catches what fails', async () => {
    const { Component, h, render } = preact;
    class Count extends Component<{ fails?: boolean }, { count: number }> {
      override state = { count: 0 };
      render() {
        if (this.props.fails && this.state.count > 1) throw new Error('two');
        const more = () => this.setState({ count: this.state.count + 1 });
        return h(
          'button',
          { onClick: more, class: 'x' },
          h('svg', null, h('path', { d: 'M0' })),
          this.state.count,
        );
      }
    }
    class Calm extends Component<{ children?: Preact.ComponentChildren }, { failed: boolean }> {
      override state = { failed: false };
      override componentDidCatch() {
        this.setState({ failed: true });
      }
      render() {
        return this.state.failed ? h('p', null, 'calm') : this.props.children;
      }
    }
    const root = document.createElement('div');
    const click = async () => {
      root.querySelector('button')?.click();
      await new Promise((done) => setTimeout(done));
    };
    render(h(Calm, null, h(Count, { fails: true })), root);
    expect(root.querySelector('path')?.namespaceURI).toBe('http://www.w3.org/2000/svg');
    await click();
    expect(root.textContent).toBe('1');
    await click();
    expect(root.innerHTML).toBe('<p>calm</p>');
    render(null, root);
    expect(root.childNodes).toHaveLength(0);
  });

  it('makes no markup of a text', () => {
    const { h, render } = preact;
    const root = document.createElement('div');
    render(h('p', { dangerouslySetInnerHTML: { __html: '<b>bold</b>' } }), root);
    expect(root.querySelector('b')).toBeNull();
  });

  it.each(['shouldComponentUpdate() {}', 'createContext(1)', 'dangerouslySetInnerHTML: x', 'h("math")'])(
    'a component with %s ends the build',
    (code) => {
      expect(() => slim(code, 'components/tab.tsx')).toThrow('does nothing in the panel');
    },
  );
});
