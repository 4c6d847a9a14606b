// Builds the pages into a folder, and lays the typeface of printed papers into another: node build.mjs OUTDIR TYPEFACEDIR
// Packages are installed only when the lock file is not the one of the last install, so that a
// repeated build costs seconds. Any failure ends with a non-zero code and stops the packaging.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [outDir, typefaceDir] = process.argv.slice(2);
if (!outDir || !typefaceDir) {
  console.error('build.mjs: name the folders to build into: node build.mjs OUTDIR TYPEFACEDIR');
  process.exit(2);
}
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`build.mjs: Node 20 or newer is needed, this is ${process.versions.node}`);
  process.exit(2);
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.error) {
    console.error(`build.mjs: ${command} could not be started: ${done.error.message}`);
    process.exit(1);
  }
  if (done.status !== 0) {
    console.error(`build.mjs: ${command} ${args.join(' ')} failed`);
    process.exit(done.status ?? 1);
  }
}

const wanted = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
const stamp = join(here, 'node_modules', '.installed-lock');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : '';
if (installed !== wanted) {
  run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(stamp, `${wanted}\n`);
}

const bin = (name) => join(here, 'node_modules', name);
run(process.execPath, [bin('typescript/bin/tsc'), '--noEmit']);
// The folder is ours alone: what an earlier build left there goes.
run(process.execPath, [bin('vite/bin/vite.js'), 'build', '--outDir', resolve(outDir), '--emptyOutDir', '--logLevel', 'warn']);

// Papers embed it; pages use their own. Its licence travels with it.
const noto = join(here, 'node_modules', '@expo-google-fonts', 'noto-sans-sc');
mkdirSync(resolve(typefaceDir), { recursive: true });
copyFileSync(join(noto, '400Regular', 'NotoSansSC_400Regular.ttf'), resolve(typefaceDir, 'NotoSansSC-Regular.ttf'));
copyFileSync(join(noto, 'LICENSE_FONT'), resolve(typefaceDir, 'LICENSE'));
