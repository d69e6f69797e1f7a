import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { version } from './package.json';
import { late, slimWords, terser, wholeZod } from './scripts/slim.ts';
import { machineGlobs, machinePatterns, pagePatterns } from './utils/sites.ts';

/**
 * Pins the id of an unpacked Chromium build, and with it the redirect address registered at dev.hh.ru.
 * The store gives an id of its own and takes no key: `wxt zip --mode store` leaves it out.
 */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAty6s9l9ajvWVIgUexPts30JMvbqcovlD5tUn1aMYIqL5JsLCEizRHLaBzXb06s07RmpHBJjMsSTd6PSy1M1Gmn7QPulw6pMnA3WVhfnzBRwzyUmZkSMfzTmXBCvKRExt1dekWEoEe3+50z9xtQecZTIpYeqyJ6/IzgU2YIOthSe9VmqlbEAsAw7i9D32lZyrOEJ9XTAFLL20f1T16bjdiSCTKc0Za6o7nUtv8mDDmKW4xZ4Ge4E1fNibXdE7KFu1/TiKSaCz1/0Y2WhKVjLMkinfRyZ8CKT16ISe6Qa07y/xLjws5ImQnQ09Er+B9Vfhf8hF9U5IZiteseO6LwaUzwIDAQAB';

// The mode of the store's package becomes NODE_ENV, and anything but `production` builds components for debugging.
if (process.env.NODE_ENV === 'store') process.env.NODE_ENV = 'production';

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  webExt: { disabled: true },
  hooks: {
    // Where the content script stands is said here: in its own file the lists would go to every page.
    'entrypoints:resolved': (_, entrypoints) => {
      for (const { type, options } of entrypoints)
        if (type === 'content-script')
          Object.assign(options, {
            matches: pagePatterns,
            excludeMatches: machinePatterns,
            excludeGlobs: machineGlobs,
          });
    },
    'build:publicAssets': (_, files) => files.forEach(slimWords),
    'vite:build:extendConfig': ([entrypoint], config) => {
      const isPanel = entrypoint?.type === 'content-script';
      const isWorker = entrypoint?.type === 'background';
      const alias = config.resolve?.alias ?? {};
      const output = config.build?.rolldownOptions?.output;
      // No hashes in the names of what pages share: nothing of ours is cached, and they do not compress.
      if (output && 'chunkFileNames' in output)
        Object.assign(output, {
          chunkFileNames: 'chunks/[name].js',
          assetFileNames: 'assets/[name].[ext]',
        });
      if (config.mode !== 'development') config.plugins = [config.plugins, terser];
      if (isPanel || isWorker) {
        // Chrome from 121 on and Firefox answer all that these two call by promises of their own: the polyfill (3 kB
        // of 30 and of 20) goes into the pages alone, these take WXT's plain browser.
        Reflect.deleteProperty(alias, 'wxt/browser');
        // So does zod (4.7 kB): these have what they use of it from a file of ours.
        Object.assign(alias, { 'zod/mini': resolve('utils/zod-mini.ts') });
        config.plugins = [config.plugins, wholeZod];
      }
      if (!isPanel) return;
      config.plugins = [config.plugins, config.mode !== 'development' && late];
      // Chrome's since 123, which we say we know: else each `color-scheme` drags words for `light-dark()` along.
      config.build = { ...config.build, cssTarget: ['chrome123', 'firefox140'] };
      // Every kilobyte of the content script is parsed on every page of hh: short JSX; and what it runs there, too.
      Object.assign(alias, {
        'wxt/browser': resolve('entrypoints/hh-pages.content/browser.ts'),
      });
      config.oxc = {
        jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
        jsxInject: "import { h, Fragment } from 'preact'",
      };
    },
  },
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'ru',
    version,
    // The side panel brings no warning of its own; Firefox's needs no permission at all.
    permissions: ['storage', 'alarms', 'identity', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    host_permissions: ['https://api.hh.ru/*'],
    // Asked for by the switch that lets an applicant's own list be fetched, site by site.
    optional_host_permissions: pagePatterns,
    storage: { managed_schema: 'managed-schema.json' },
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
              // What a person writes to candidates, and their own token: to hh's API, under their own account.
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
