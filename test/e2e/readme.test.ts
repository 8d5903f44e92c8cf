/** The README's own commands, run as they stand, with this test's ports and folders in place of the usual ones. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { end, lastingFolder, run, start } from '../support/child.ts';
import { launchHub, PROGRAM, startHub, type TestHub } from '../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const ROOT = join(PROGRAM, '..', '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The shell blocks below a heading. */
function blocksUnder(heading: string): string[] {
  const section = readme.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
}

async function shell(script: string, dataFolder: string) {
  return run('sh', ['-ec', `cd ${ROOT}\n${script}`], {
    env: { ARIS_DATA: dataFolder, HOME: dataFolder },
  });
}

const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the first steps of the README', () => {
  let hub: TestHub;
  before(async () => {
    hub = await startHub({ args: ['--virtual'], dataFolder: lastingFolder() });
  });
  after(async () => assert.equal(await hub.stop(), 0));

  it('lead from a token to a zone that was commanded', async () => {
    const script = blocksUnder('First steps')
      .join('\n')
      .replaceAll('http://localhost:8080', hub.url);
    const { code, stdout } = await shell(script.replaceAll('curl ', 'curl -sS '), hub.dataFolder);
    assert.equal(code, 0);
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
    assert.ok(readme.includes(JSON.stringify(applied)), 'the README shows this answer');
    assert.equal(health?.['virtual'], true);
    assert.match(stdout, /^aris_zone_setpoint_celsius\{zone="kitchen",bound="low"\} 21\.5$/m);
  });

  it('lead on to a schedule, a hold that is ended again, and an absence', async () => {
    const script = `TOKEN=${await hub.token()}\n${blocksUnder('Schedules').join('\n')}`
      .replaceAll('http://localhost:8080', hub.url)
      .replaceAll('curl ', 'curl -sS ');
    const { code, stdout } = await shell(script, hub.dataFolder);
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
    const blocks = blocksUnder('Hot water, and energy to spare');
    const script = `TOKEN=${await hub.token()}\n${blocks.join('\n')}`
      .replaceAll('http://localhost:8080', hub.url)
      .replaceAll('curl ', 'curl -sS ');
    const { code, stdout } = await shell(script, hub.dataFolder);
    assert.equal(code, 0);
    const [tank, surplus] = jsonLines(stdout).map((answer) => answer['command']);
    const { target_temp_c, sanitize } = tank as Record<string, unknown>;
    assert.deepEqual([target_temp_c, sanitize], [52, true]);
    assert.deepEqual(surplus, { surplusLevel: 3 });
  });

  it('lead on to the stream', async () => {
    const [block = ''] = blocksUnder('All of it, live');
    // It has no end of its own.
    const script = `TOKEN=${await hub.token()}\n${block}`
      .replace('http://localhost:8080', hub.url)
      .replace('curl -N', 'curl -sN --max-time 1');
    const { stdout } = await shell(script, hub.dataFolder);
    assert.match(stdout, /^retry: \d+\n\nid: .+\nevent: snapshot\ndata: \{"system":/);
  });

  it('make the tokens and the account that the README makes', async () => {
    const [tokens = '', people = ''] = blocksUnder('Who gets in');
    const { code, stdout } = await shell(tokens, hub.dataFolder);
    assert.equal(code, 0);
    assert.match(stdout, /^aris_tok_\w{46}\naris_tok_\w{46}\n/);
    assert.match(stdout, /Home Assistant.*zones:full equipment:read\n.*Grafana.*metrics:read/);
    const script = people.replaceAll('http://localhost:8080', hub.url);
    const signedIn = await shell(script.replaceAll('curl ', 'curl -sS '), hub.dataFolder);
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

  it('leads from house init to devices over a broker', async () => {
    const dataFolder = lastingFolder();
    const [own = '', simulate = ''] = blocksUnder('Your own house').map((block) =>
      block.replaceAll('mqtt://localhost:1883', broker.url),
    );
    const serve = own.split('\n').find((line) => line.includes(' serve ')) ?? '';
    const { code, stdout } = await shell(own.replace(serve, ''), dataFolder);
    assert.equal(code, 0);
    assert.match(stdout, /house\.json: fine, 5 zones and 6 fan coils/);

    const words = (line: string) => line.split('#')[0]?.trim().split(/\s+/).slice(2) ?? [];
    const hub = await launchHub({ dataFolder, args: words(serve).slice(1) }).ready();
    const devices = start(process.execPath, [PROGRAM, ...words(simulate)], { HOME: dataFolder });
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
