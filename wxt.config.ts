import { defineConfig } from 'wxt';
import { version } from './package.json';
import { exchangePath, exchangeUrl } from './utils/application.ts';
import { pagePatterns } from './utils/hh/pages.ts';
import { sites } from './utils/ids.ts';

/**
 * Pins the id of an unpacked Chromium build, and with it the redirect address registered at dev.hh.ru.
 * The store gives an id of its own and takes no key: `wxt zip --mode store` leaves it out.
 */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAty6s9l9ajvWVIgUexPts30JMvbqcovlD5tUn1aMYIqL5JsLCEizRHLaBzXb06s07RmpHBJjMsSTd6PSy1M1Gmn7QPulw6pMnA3WVhfnzBRwzyUmZkSMfzTmXBCvKRExt1dekWEoEe3+50z9xtQecZTIpYeqyJ6/IzgU2YIOthSe9VmqlbEAsAw7i9D32lZyrOEJ9XTAFLL20f1T16bjdiSCTKc0Za6o7nUtv8mDDmKW4xZ4Ge4E1fNibXdE7KFu1/TiKSaCz1/0Y2WhKVjLMkinfRyZ8CKT16ISe6Qa07y/xLjws5ImQnQ09Er+B9Vfhf8hF9U5IZiteseO6LwaUzwIDAQAB';

/** Adds the application's secret at a sign-in, for builds that have one: `sign-in-service/`. */
const signInService = process.env.WXT_SIGN_IN_SERVICE;
if (signInService && !exchangeUrl(signInService))
  throw new Error('WXT_SIGN_IN_SERVICE is an origin, such as https://login.example.org');

/**
 * Our pages and the worker: our own scripts, styles and pictures, hh's API, the pages of hh that an applicant may
 * let the worker fetch, and a company's sign-in service. Nothing else is loaded, framed, posted to or asked.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Photos and portfolios, where hh keeps them.
  "img-src 'self' https://hhcdn.ru https://*.hhcdn.ru",
  // The last is a sign-in service, which only a company's policy may name: one path, whatever its host.
  `connect-src 'self' https://api.hh.ru ${sites.map((site) => `https://${site} https://*.${site}`).join(' ')} https://*:*${exchangePath}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

// A mode (`store`; `service`, of the tests) becomes NODE_ENV, and anything but `production` builds components for debugging.
if (process.env.NODE_ENV === 'store' || process.env.NODE_ENV === 'service')
  process.env.NODE_ENV = 'production';

/** What one page and its own later parts share is none of the others' business. */
const ofAllPages = (module: string): boolean =>
  !/\/components\/(popup|inbox|options|welcome|company)\//.test(module);

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  webExt: { disabled: true },
  vite: () => ({
    build: {
      target: ['chrome121', 'firefox140'],
      modulePreload: { polyfill: false },
      // Of all that is bundled; "About" in the options links to it.
      license: { fileName: 'licenses.txt' },
    },
  }),
  hooks: {
    // Nothing of ours is cached, so names need no hashes, and tests and the benchmark find each chunk by its name.
    'vite:build:extendConfig': (_, { build }) => {
      // Made for pages that run all of their code at once; the content script and the worker run little of theirs.
      if (build)
        build.rolldownOptions = { ...build.rolldownOptions, optimization: { pifeForModuleWrappers: false } };
      const output = build?.rolldownOptions?.output;
      if (output && 'chunkFileNames' in output) {
        Object.assign(output, {
          // A page starts from two files, its own and what it shares with others: each request delays its first paint.
          codeSplitting: {
            groups: [{ name: 'pages', test: ofAllPages, tags: ['$initial'], minShareCount: 2 }],
          },
          chunkFileNames: 'chunks/[name].js',
          assetFileNames: 'assets/[name].[ext]',
        });
      }
    },
  },
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'ru',
    version,
    // The side panel brings no warning of its own; Firefox's needs no permission at all.
    permissions: ['storage', 'alarms', 'identity', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    // Asked for by the switch in the options.
    optional_permissions: ['notifications'],
    host_permissions: ['https://api.hh.ru/*'],
    // Asked for by the switch that lets an applicant's own list be fetched, site by site.
    optional_host_permissions: pagePatterns,
    storage: { managed_schema: 'managed-schema.json' },
    // What is read in a private window must not outlive it, and our store would: both browsers share it between the two.
    incognito: 'not_allowed',
    content_security_policy: { extension_pages: contentSecurityPolicy },
    commands: {
      'focus-panel': {
        suggested_key: { default: 'Alt+Shift+O' },
        description: '__MSG_command_focus_panel__',
      },
      'open-inbox': {
        suggested_key: { default: 'Alt+Shift+I' },
        description: '__MSG_command_open_inbox__',
      },
    },
    ...(browser === 'firefox'
      ? {
          sidebar_action: {
            default_panel: 'inbox.html',
            default_title: '__MSG_extName__',
            open_at_install: false,
          },
          browser_specific_settings: {
            gecko: {
              id: 'otklik@otklik.extension',
              strict_min_version: '140.0',
              // What a person writes to applicants, and their own token: to hh's API, under their own account.
              data_collection_permissions: { required: ['authenticationInfo', 'personalCommunications'] },
            },
          },
        }
      : {
          side_panel: { default_path: 'inbox.html' },
          minimum_chrome_version: '121',
          ...(mode === 'store' ? {} : { key }),
        }),
  }),
  zip: { excludeSources: ['docs/**', 'tests/**', 'bench/**', 'sandbox/**'] },
});
