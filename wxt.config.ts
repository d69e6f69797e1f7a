import { defineConfig } from 'wxt';
import { version } from './package.json';

/**
 * hh.ru and its sister sites: one group, one API. A content script matches whole hosts because
 * hh is a single-page app for signed-in users and a script is not run again on an in-app move.
 */
export const sites = [
  '*://*.hh.ru/*',
  '*://*.rabota.by/*',
  '*://*.hh.kz/*',
  '*://*.hh.uz/*',
  '*://*.hh1.az/*',
  '*://*.headhunter.ge/*',
  '*://*.headhunter.kg/*',
];

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  webExt: { disabled: true },
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'ru',
    version,
    permissions: ['storage', 'alarms', 'identity'],
    host_permissions: ['https://api.hh.ru/*'],
    minimum_chrome_version: '116',
    storage: { managed_schema: 'managed-schema.json' },
  }),
});
