import { defineContentScript } from 'wxt/utils/define-content-script';
import { start } from './routes.ts';

/** How often the address is looked at where the browser does not tell that it has changed. */
const lookMs = 1000;

/** Where something may be shown, and what our own pages look for among the tabs (`utils/tabs.ts`). */
const ours = ['/resume', '/vacancy', '/applicant', '/chat', '/account', '/employer/vacancyresponses'];

/** On which hosts, says wxt.config.ts. */
export default defineContentScript({
  main() {
    const loaded = location.href;
    let route: (() => void) | undefined;
    // Most pages concern nobody: until one may, nothing else of this script is run.
    const look = () => {
      const { pathname } = location;
      if (ours.some((path) => pathname.startsWith(path))) route ??= start(loaded, stop);
      route?.();
    };
    // Firefox has it since 147.
    const { navigation } = globalThis as { navigation?: EventTarget };
    navigation?.addEventListener('currententrychange', look);
    const timer = navigation ? undefined : setInterval(look, lookMs);
    const stop = () => {
      clearInterval(timer);
      navigation?.removeEventListener('currententrychange', look);
    };
    look();
  },
});
