import { build } from 'esbuild';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Packages that package.json replaces, with all that is below them. */
const LEFT_OUT = Object.keys(JSON.parse(readFileSync(join(HERE, 'package.json'))).overrides);

const leaveOut = {
  name: 'leave-out',
  setup(setup) {
    const names = LEFT_OUT.map((name) => name.replace(/[/.]/g, '\\$&')).join('|');
    setup.onResolve({ filter: new RegExp(`^(${names})(/|$)`) }, () => ({ path: join(HERE, 'left-out', 'index.js') }));
  },
};

/** Makes one page of everything, which needs no network. */
export async function buildPage(folder) {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(HERE, 'page', 'index.jsx')],
    bundle: true,
    minify: true,
    outfile: join(folder, 'index.js'),
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'dataurl', '.woff': 'empty' },
    plugins: [leaveOut],
    logLevel: 'error',
  });
  copyFileSync(join(HERE, 'page', 'index.html'), join(folder, 'index.html'));
}
