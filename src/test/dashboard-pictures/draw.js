/**
 * node draw.js JOB.json: draws dashboards as Grafana does, and says of each panel what is in it and what is wrong with it. The job:
 *
 *   store       address of an InfluxDB 1.8
 *   sources     [{uid, name, database, interval}], the data sources of the dashboards
 *   now         the time at which it is drawn, in milliseconds
 *   zone        of the one who looks
 *   dashboards  [{file, name, chosen: {variable: value}}]
 *   browser     path of a chromium
 *   out         folder of the pictures, and of report.json
 *   small       draws small pictures besides, NAME.small.png
 *   longest     minutes that panes are there for: dashboards of a day or two show no more than these
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { buildPage } from './build.js';
import { shapeProblems } from './shape.js';
import { smallPicture } from './small.js';
import { ask } from './store.js';

const WIDTH = 1920;
const HEIGHT = 1080;
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/** Grafana's icons, and its font, which stands in one file here for all weights. */
const PUBLIC = join(folderOf('@grafana/ui'), 'dist', 'public');
const FONT = join(folderOf('@fontsource-variable/inter'), 'files', 'inter-latin-wght-normal.woff2');

const answers = new Map();

const job = JSON.parse(readFileSync(process.argv[2]));
mkdirSync(job.out, { recursive: true });
await buildPage(join(job.out, 'page'));
const browser = await chromium.launch({ executablePath: job.browser, args: QUIET });
try {
  const waiting = [...job.dashboards];
  const drawn = {};
  const next = async () => {
    for (let dashboard = waiting.shift(); dashboard; dashboard = waiting.shift()) {
      drawn[dashboard.name] = await draw(dashboard);
    }
  };
  await Promise.all([next(), next()]);
  const report = Object.fromEntries(job.dashboards.map(({ name }) => [name, drawn[name]]));
  writeFileSync(join(job.out, 'report.json'), JSON.stringify(report, null, 1));
} finally {
  await browser.close();
}

async function draw({ file, name, chosen }) {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT }, timezoneId: job.zone, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('response', (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`));
  page.on('pageerror', (problem) => problems.push(String(problem)));
  await page.clock.setFixedTime(job.now);
  await page.exposeFunction('askStore', remembered);
  await page.route('**/*', serve);
  await page.goto('http://dashboards.invalid/index.html');
  mkdirSync(dirname(join(job.out, name)), { recursive: true });
  const written = JSON.parse(readFileSync(file));
  const shape = shapeProblems(written);
  const dashboard = shortened(written);
  const drawn = await page.evaluate((given) => window.drawDashboard(given), { dashboard, sources: job.sources, chosen });
  const picture = await page.screenshot({ fullPage: true, path: join(job.out, `${name}.png`), animations: 'disabled' });
  if (job.small) {
    writeFileSync(join(job.out, `${name}.small.png`), await smallPicture(page, picture, drawn.panels.map(({ box }) => box).filter(Boolean)));
  }
  await context.close();
  return { ...drawn, problems, shape };
}

/** For documentation: a day of which most is empty shows nothing. Trends go over weeks and stay so. */
function shortened(dashboard) {
  const [, count, unit] = /^now-(\d+)([mhd])$/.exec(dashboard.time.from) ?? [];
  const minutes = count * { m: 1, h: 60, d: 1440 }[unit];
  if (job.longest && minutes > job.longest && minutes <= 2 * 1440) {
    dashboard.time.from = `now-${job.longest}m`;
  }
  return dashboard;
}

/** Dashboards ask much that others asked before them, above all those in another language. */
function remembered(database, query) {
  const key = `${database} ${query}`;
  answers.set(key, answers.get(key) ?? ask(job.store, database, query));
  return answers.get(key);
}

/** All that a page asks for comes from here: nothing goes to a network. */
function serve(route) {
  const { pathname } = new URL(route.request().url());
  const file = fileOf(pathname);
  return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 });
}

function fileOf(path) {
  if (path.startsWith('/public/fonts/inter/')) {
    return FONT;
  }
  return path.startsWith('/public/build/') ? join(PUBLIC, path.slice('/public/build/'.length)) : join(job.out, 'page', path);
}

function folderOf(name) {
  return dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
}
