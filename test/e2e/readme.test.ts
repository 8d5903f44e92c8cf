/** The commands of the README and of the pages that it leads to, run as they stand, with this test's ports and folders in place of the usual ones. */
import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { end, lastingFolder, run, start } from '../support/child.ts';
import { openDocument } from '../support/document.ts';
import { hubOf, launchHub, PROGRAM, type TestHub } from '../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const ROOT = join(PROGRAM, '..', '..');
const page = (path: string) => openDocument(join(ROOT, path));
const readme = page('README.md');
const programs = page('src/http/README.md');
const access = page('src/auth/README.md');
const integrations = page('src/integrations/README.md');
const houses = page('src/app/house/README.md');
const profiles = page('src/profiles/README.md');
const DOCUMENTS = { readme, programs, access, integrations, houses, profiles };
const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** What no test runs, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm start     # builds it, and runs it on http://localhost:8080 with a simulated house':
    'it installs and builds; what it starts then is started here',
  'npm ci && npm test      # types, lint, format and every test, on real Mosquitto, Prometheus and Chromium':
    'it is what runs this',
};

/** A checkout, but for what only the build needs: the README's commands stand in it. */
function checkout(): string {
  const folder = lastingFolder();
  symlinkSync(join(ROOT, 'dist'), join(folder, 'dist'));
  return folder;
}

/** The hub as `npm start` runs it once it has built it, on a port of its own. */
async function npmStart(folder: string): Promise<TestHub> {
  const command = scripts['start']?.split('&& node dist/main.js ')[1] ?? '';
  const args = [join(folder, 'dist', 'main.js'), ...command.split(' '), '--listen', '127.0.0.1:0'];
  const child = start(process.execPath, args, { HOME: folder }, folder);
  return hubOf(child, join(folder, '.data')).ready();
}

async function shell(commands: readonly string[], folder: string, hub?: TestHub) {
  const script = commands
    .join('\n')
    .replaceAll('http://localhost:8080', hub?.url ?? '')
    .replaceAll('curl ', 'curl -sS ');
  return run('sh', ['-ec', `cd ${folder}\n${script}`], { env: { HOME: folder } });
}

const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the first steps of the README', () => {
  let hub: TestHub;
  const folder = checkout();
  before(async () => {
    hub = await npmStart(folder);
  });
  after(async () => assert.equal(await hub.stop(), 0));

  it('lead from a token to a zone that was commanded', async () => {
    const commands = [0, 1, 2].flatMap((index) => readme.take('First steps', index));
    const { code, stdout, stderr } = await shell(commands, folder, hub);
    assert.equal(code, 0, stderr);
    const [list, one, applied, health] = jsonLines(stdout);
    assert.equal((list?.['zones'] as ZoneView[]).length, 5);
    assert.equal(
      typeof (one?.['zone'] as ZoneView).tempC,
      'number',
      'the virtual house has a temperature at once',
    );
    assert.deepEqual(applied, {
      success: true,
      zoneId: 'kitchen',
      command: { mode: 'heat', temp_heat_set_c: 21.5 },
    });
    assert.ok(text.includes(JSON.stringify(applied)), 'the README shows this answer');
    assert.equal(health?.['virtual'], true);
    assert.match(stdout, /^aris_zone_setpoint_celsius\{zone="kitchen",bound="low"\} 21\.5$/m);
  });

  it('lead on to a schedule, a hold that is ended again, and an absence', async () => {
    const blocks = [0, 1, 2].flatMap((n) => programs.take('Schedules, holds and absence', n));
    const commands = [`TOKEN=${await hub.token()}`, ...blocks];
    const { code, stdout } = await shell(commands, folder, hub);
    assert.equal(code, 0);
    const [schedule, held, resumed, away, home] = jsonLines(stdout);
    assert.equal((schedule?.['entries'] as unknown[]).length, 3);
    assert.ok(schedule?.['next'] !== undefined);
    const { temp_heat_set_c, until: end } = held?.['command'] as Record<string, unknown>;
    assert.equal(temp_heat_set_c, 23);
    assert.equal(typeof end, 'string');
    assert.deepEqual(
      [resumed, away, home].map((answer) => answer?.['command']),
      [{ resume_schedule: true }, { mode: 'away' }, { mode: 'home' }],
    );
  });

  it('lead on to hot water, and energy to spare', async () => {
    const blocks = [0, 1].flatMap((n) => programs.take('Hot water, and energy to spare', n));
    const commands = [`TOKEN=${await hub.token()}`, ...blocks];
    const { code, stdout } = await shell(commands, folder, hub);
    assert.equal(code, 0);
    const [tank, surplus] = jsonLines(stdout).map((answer) => answer['command']);
    const { target_temp_c, sanitize } = tank as Record<string, unknown>;
    assert.deepEqual([target_temp_c, sanitize], [52, true]);
    assert.deepEqual(surplus, { surplusLevel: 3 });
  });

  it('lead on to the stream', async () => {
    // It has no end of its own.
    const block = programs
      .take('All of it, live')
      .map((command) => command.replace('curl -N', 'curl -N --max-time 1'));
    const { stdout } = await shell([`TOKEN=${await hub.token()}`, ...block], folder, hub);
    assert.match(stdout, /^retry: \d+\n\nid: .+\nevent: snapshot\ndata: \{"system":/);
  });

  it('lead on to a table of what was', async () => {
    const block = programs.take('All of it, live', 1);
    const { stdout } = await shell([`TOKEN=${await hub.token()}`, ...block], folder, hub);
    assert.match(stdout, /^timestamp,tempC,tempHeatSetC,tempCoolSetC\r\n/);
  });

  it('lead on to the files for Prometheus and Grafana', async () => {
    const block = integrations.take('Prometheus and Grafana');
    const { code, stdout } = await shell([`TOKEN=${await hub.token()}`, ...block], folder, hub);
    assert.equal(code, 0);
    const [answer] = jsonLines(stdout);
    assert.ok((answer?.['integrations'] as unknown[]).length > 3);
  });

  it('make the tokens and the account that the README makes', async () => {
    const { code, stdout } = await shell(access.take('Who gets in'), folder, hub);
    assert.equal(code, 0);
    assert.match(stdout, /^aris_tok_\w{46}\naris_tok_\w{46}\n/);
    assert.match(stdout, /Home Assistant.*zones:full equipment:read\n.*Grafana.*metrics:read/);
    const signedIn = await shell(access.take('Who gets in', 1), folder, hub);
    const [registered, pair] = jsonLines(signedIn.stdout);
    assert.equal(registered?.['message'], 'Registration successful');
    assert.equal(pair?.['expires_in'], 900);
  });
});

describe('the way to a house of one’s own', () => {
  let broker: Mosquitto;
  before(async () => {
    broker = await startMosquitto();
  });
  after(async () => broker.stop());

  it('shows the profiles of gateways of other makes', async () => {
    const commands = profiles.take('Machines and devices of other makes');
    const { code, stdout, stderr } = await shell(commands, checkout());
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^ems-esp .*hcu \(nudge\)/m);
    assert.match(stdout, /^Without the hub: The unit keeps the last water temperature/m);
  });

  it('begins without a house or a broker, in set-up', async () => {
    const [command = '', ...more] = houses.take('Your own house');
    assert.deepEqual(more, []);
    const [build, serve = ''] = command.replace(/#.*/, '').split(' && node dist/main.js ');
    assert.equal(build, 'npm run build');
    assert.deepEqual(serve.trim().split(' '), ['serve', '--data', '~/aris-data']);
    const hub = await launchHub().ready();
    const health = (await (await fetch(`${hub.url}/health`)).json()) as {
      checks: { mqtt: { status: string } };
    };
    assert.equal(health.checks.mqtt.status, 'setup');
    await hub.stop();
  });

  it('leads from house init to devices over a broker', async () => {
    const folder = checkout();
    const dataFolder = join(folder, '.data');
    const [init = '', check = '', serve = '', ...more] = houses.take('Your own house', 1);
    assert.deepEqual(more, []);
    const { code, stdout } = await shell([init, check], folder);
    assert.equal(code, 0);
    assert.match(stdout, /house\.json: fine, 5 zones and 6 fan coils/);

    const words = (line: string) =>
      line.replace('mqtt://localhost:1883', broker.url).split(/\s+/).slice(2);
    const [simulate = ''] = houses.take('Your own house', 2);
    const [, ...given] = words(serve);
    assert.deepEqual(given.slice(0, 2), ['--data', '.data']);
    const hub = await launchHub({ dataFolder, args: given.slice(2) }).ready();
    const devices = start(process.execPath, [PROGRAM, ...words(simulate)], { HOME: folder });
    try {
      const token = await hub.token('zones:read');
      await until(async () => {
        const answer = await fetch(`${hub.url}/api/zones`, {
          headers: { authorization: `Bearer ${token}` },
        });
        const { zones } = (await answer.json()) as { zones: ZoneView[] };
        return zones.every(({ tempC }) => tempC !== undefined);
      }, 'every zone to have a temperature');
    } finally {
      await end(devices);
      await hub.stop();
    }
  });
});

describe('the documents', () => {
  for (const [name, document] of Object.entries(DOCUMENTS))
    it(`has no command in ${name} that none of these tests runs`, () => {
      const left = document.left().filter((command) => !Object.hasOwn(NOT_RUN, command));
      assert.deepEqual(left, []);
    });

  it('has none that is left out and not there', () => {
    const left = readme.left();
    assert.deepEqual(
      Object.keys(NOT_RUN).filter((command) => !left.includes(command)),
      [],
    );
  });

  it('has a README that is read to its end', () => {
    assert.ok(text.split('\n').length <= 150);
  });
});
