import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

interface Known {
  variable: string;
  commands: string[];
  paths: string[];
  debian: string;
  /** Debian's package with the Russian translation: tests and pictures are in Russian. */
  russian: string;
}

/** Branded Chrome is missing: since version 137 it accepts no unpacked extension from the command line. */
const known: Record<BrowserName, Known> = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    commands: ['chromium', 'chromium-browser'],
    paths: [
      '/usr/lib/chromium/chromium',
      '/snap/bin/chromium',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    ],
    debian: 'chromium',
    russian: 'chromium-l10n',
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    commands: ['firefox-esr', 'firefox', 'firefox-devedition'],
    paths: [
      '/usr/lib/firefox-esr/firefox-esr',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    debian: 'firefox-esr',
    russian: 'firefox-esr-l10n-ru',
  },
};

/** Cyrillic and emoji: without them the tour's pictures show boxes. */
const fonts = ['fonts-dejavu-core', 'fonts-liberation', 'fonts-noto-color-emoji'];

/** The browser's executable: from the environment, the PATH, or its usual location. */
export function findBrowser(name: BrowserName): string | null {
  const { variable, commands, paths } = known[name];
  const named = process.env[variable];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  return (named ? [named] : [...onPath, ...paths]).find(isExecutable) ?? null;
}

/**
 * Makes sure that the browsers are installed: on Debian, as root, installs what is missing.
 * @throws with a message for people, if one is missing and cannot be installed
 */
export function ensureBrowsers(names: readonly BrowserName[]): void {
  const missing = names.filter((name) => findBrowser(name) === null);
  if (missing.length > 0) installBrowsers(missing);
  ensureRussian(names);
}

/** Debian packages the translations separately. Where nothing can be installed, the tests report what is missing. */
function ensureRussian(names: readonly BrowserName[]): void {
  if (!canInstall()) return;
  const packages = names
    .map((name) => known[name])
    .filter(({ debian, russian }) => hasPackage(debian) && !hasPackage(russian));
  if (packages.length === 0) return;
  const wanted = packages.map(({ russian }) => russian);
  console.log(`Installing ${wanted.join(', ')} …`);
  try {
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...wanted);
  } catch (error) {
    throw new Error(`apt-get could not install ${wanted.join(', ')}: ${String(error)}`);
  }
}

const canInstall = (): boolean => process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');

function hasPackage(name: string): boolean {
  const { stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
  return stdout?.includes('Status: install ok installed') ?? false;
}

function installBrowsers(missing: readonly BrowserName[]): void {
  const named = missing.find((name) => process.env[known[name].variable]);
  if (named) {
    const { variable } = known[named];
    throw new Error(`${variable}=${process.env[variable]} cannot be run.`);
  }
  const packages = missing.map((name) => known[name].debian);
  if (canInstall()) {
    console.log(`Not found: ${missing.join(', ')}. Installing ${packages.join(', ')} …`);
    try {
      aptGet('update');
      aptGet('install', '-y', '--no-install-recommends', ...packages);
    } catch (error) {
      throw new Error(`apt-get could not install ${packages.join(', ')}: ${String(error)}`);
    }
    // Only for looks: the installation goes on if a mirror lacks them.
    try {
      aptGet('install', '-y', '--no-install-recommends', ...fonts);
    } catch {
      console.log(`The fonts (${fonts.join(', ')}) could not be installed; going on without them.`);
    }
  }
  const still = missing.filter((name) => findBrowser(name) === null);
  if (still.length === 0) return;
  const ways = still.map(
    (name) =>
      `  ${name}: on Debian "apt-get install ${known[name].debian}"; elsewhere install it and set ${known[name].variable} to its executable`,
  );
  throw new Error(`These browsers are needed and were not found:\n${ways.join('\n')}`);
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
