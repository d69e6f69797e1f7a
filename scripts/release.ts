/**
 * `npm run release`: builds both packages and the archive of sources, checks each, and says what to upload
 * where. It uploads nothing, and changes only `.output`. With `--dry-run` the changelog may contain
 * unreleased entries, and the working tree uncommitted changes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import AdmZip from 'adm-zip';
import manifest from '../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '..');
const output = join(root, '.output');
const { version } = manifest;
const isDryRun = process.argv.includes('--dry-run');
const names = {
  chrome: `otklik-${version}-chrome-store.zip`,
  firefox: `otklik-${version}-firefox.zip`,
  sources: `otklik-${version}-sources.zip`,
};

const failures: string[] = [];
/** Reports a check. A failed one fails the release, but the other checks still run. */
function check(what: string, holds: boolean, why = ''): void {
  console.log(`${holds ? '✓' : '✗'} ${what}${holds ? '' : `: ${why}`}`);
  if (!holds) failures.push(what);
}

const run = (cwd: string, tool: string, ...args: string[]): void =>
  void execFileSync(tool, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: `${join(cwd, 'node_modules/.bin')}:${process.env.PATH}` },
  });

/**
 * The hash of each file in an archive: its bytes differ from build to build, because it holds the time of its
 * creation.
 */
const contentOf = (zip: string): Map<string, string> =>
  new Map(
    new AdmZip(zip)
      .getEntries()
      .filter(({ isDirectory }) => !isDirectory)
      .map((entry) => [entry.entryName, createHash('sha256').update(entry.getData()).digest('hex')]),
  );

/** Names of files that differ between two archives. */
const differences = (a: Map<string, string>, b: Map<string, string>): string[] =>
  [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));

function checkVersion(): void {
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const [, unreleased = ''] = /## \[Unreleased\]\n([\s\S]*?)(?=\n## \[|$)/.exec(changelog) ?? [];
  check('the version is three numbers', /^\d+\.\d+\.\d+$/.test(version), version);
  check('the changelog has this version', changelog.includes(`## [${version}] – `), version);
  const waiting = unreleased.match(/^- /gm)?.length ?? 0;
  if (isDryRun) console.log(`· ${waiting} changelog entries are not released yet`);
  else {
    check('the changelog has no unreleased entries', waiting === 0, `${waiting} lines`);
    const changed = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
    check('everything is committed', changed === '', changed.trim());
  }
}

function buildPackages(): void {
  for (const name of Object.values(names)) rmSync(join(output, name), { force: true });
  run(root, 'wxt', 'zip', '--mode', 'store');
  run(root, 'wxt', 'zip', '-b', 'firefox');
  const made = readdirSync(output);
  for (const name of Object.values(names)) check(`${name} was made`, made.includes(name), made.join(', '));
}

interface Lint {
  errors: unknown[];
  warnings: { code: string; file?: string }[];
}
/**
 * A warning about Preact's own code for an attribute that we do not use, and one about Firefox for Android,
 * which we do not offer.
 */
const notOurs = ['UNSAFE_VAR_ASSIGNMENT', 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION'];

function lint(): void {
  const unpacked = mkdtempSync(join(tmpdir(), 'otklik-lint-'));
  new AdmZip(join(output, names.firefox)).extractAllTo(unpacked);
  const report: Lint = JSON.parse(
    execFileSync('web-ext', ['lint', '--output=json', '--no-config-discovery', `--source-dir=${unpacked}`], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 20_000_000,
    }),
  );
  rmSync(unpacked, { recursive: true });
  check('web-ext lint finds no error', report.errors.length === 0, JSON.stringify(report.errors));
  const ours = report.warnings.filter(({ code }) => !notOurs.includes(code));
  check('web-ext lint has no warning of ours', ours.length === 0, JSON.stringify(ours));
}

/** Checks that the texts for the stores' forms in `docs/store/` agree with the packages. */
function checkListings(): void {
  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  for (const language of ['ru', 'en']) {
    const messages = JSON.parse(text(`public/_locales/${language}/messages.json`));
    const { extName, extDescription } = messages;
    const listing = text(`docs/store/${language}.md`);
    const says = (words: string, most: number) => words.length <= most && listing.includes(`\n> ${words}\n`);
    check(
      `docs/store/${language}.md has the package’s name and summary`,
      says(extName.message, 45) && says(extDescription.message, 132),
    );
  }
  const justified = text('docs/store/permissions.md');
  for (const name of [names.chrome, names.firefox]) {
    const built = JSON.parse(new AdmZip(join(output, name)).readAsText('manifest.json'));
    const asked: string[] = [
      ...built.permissions,
      ...(built.optional_permissions ?? []),
      ...built.host_permissions,
    ];
    const missing = asked.filter((permission) => !justified.includes(`\`${permission}\``));
    check(
      `docs/store/permissions.md justifies what ${name} asks for`,
      missing.length === 0,
      missing.join(', '),
    );
  }
}

/**
 * Does what a store's reviewer does: builds from the archive of sources alone, in an empty folder, and
 * compares the files.
 */
function rebuild(): void {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-sources-'));
  new AdmZip(join(output, names.sources)).extractAllTo(folder);
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  run(folder, 'wxt', 'zip', '--mode', 'store');
  run(folder, 'wxt', 'zip', '-b', 'firefox');
  for (const name of [names.chrome, names.firefox]) {
    const other = differences(contentOf(join(output, name)), contentOf(join(folder, '.output', name)));
    check(`${name} comes out of the sources again, file by file`, other.length === 0, other.join(', '));
  }
  rmSync(folder, { recursive: true });
}

const uploads = {
  [names.chrome]: 'Chrome Web Store and Microsoft Edge Add-ons',
  [names.firefox]: 'addons.mozilla.org',
  [names.sources]: 'addons.mozilla.org, as the sources of the same version',
};

checkVersion();
buildPackages();
if (failures.length === 0) {
  lint();
  checkListings();
  rebuild();
}
if (failures.length > 0) {
  console.error(`\nNothing to upload: ${failures.join('; ')}`);
  process.exitCode = 1;
} else {
  console.log('\nUpload from .output:');
  for (const [name, where] of Object.entries(uploads)) {
    const bytes = readFileSync(join(output, name));
    const hash = createHash('sha256').update(bytes).digest('hex');
    console.log(`  ${name}  ${Math.ceil(bytes.length / 1024)} kB  sha256 ${hash}\n    ${where}`);
  }
  console.log(
    '\nFor the store forms: docs/store/ru.md, docs/store/en.md, docs/store/permissions.md and the pictures.',
  );
}
