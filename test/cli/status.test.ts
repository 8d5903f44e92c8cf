import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { playedHub, runCommand, type PlayedHub } from '../support/command-line.ts';
import { createFakeMachine } from '../support/fake-machine.ts';
import { unwell, WELL } from '../support/hub-status.ts';
import { tempFolder } from '../support/temp-folder.ts';

const FAULT = {
  code: 'frost',
  severity: 'critical',
  message: 'the room is near freezing',
  sinceTs: '2026-01-15T11:00:00Z',
  source: 'zone',
  objectId: 'kitchen',
} as const;

describe('aris status', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('says what runs, since when, and how the rooms are', async () => {
    const { code, out, err, asked } = await hub.run(['status'], [WELL]);
    assert.deepEqual([code, err, asked], [0, '', [['hub.status', {}]]]);
    assert.deepEqual(out.split('\n'), [
      'hub     version 0.2.0, process 42',
      'since   2026-01-15T10:00:00Z (2 h 5 min)',
      'page    http://localhost:80, by aris.socket',
      `data    ${hub.folder}`,
      'house   Home, home: 1 room, 1 device',
      'broker  mqtt://localhost:1883, connected',
      'health  ok',
      '',
      'ROOM     NOW      ASKED               DOES',
      'Kitchen  20.8 °C  21.0 °C to 24.0 °C  heat',
      '',
    ]);
  });

  it('is 1 where the hub is not well, with what to do', async () => {
    const away = unwell('unhealthy', { mqtt: { status: 'error', connected: false } });
    const { code, out } = await hub.run(['status'], [{ ...WELL, health: away }]);
    assert.equal(code, 1);
    assert.match(out, /^broker {2}mqtt:\/\/localhost:1883, not connected$/m);
    assert.match(out, /^its broker cannot be reached: aris broker check says why$/m);
    const clock = { status: 'error', state: 'provisional', since: '2026-01-15T10:00:00Z' };
    const unsure = await hub.run(['status'], [{ ...WELL, health: unwell('degraded', { clock }) }]);
    assert.match(unsure.out, /it does not know the time for certain/);
    const mqtt = { status: 'setup', connected: false };
    const begun = await hub.run(['status'], [{ ...WELL, health: unwell('degraded', { mqtt }) }]);
    assert.match(begun.out, /still to be set up/);
  });

  it('is 1 where there is a fault, and 0 where it is for information alone', async () => {
    const { code, out } = await hub.run(['status'], [{ ...WELL, faults: [FAULT] }]);
    assert.equal(code, 1);
    assert.match(
      out,
      /^critical: zone kitchen: the room is near freezing \(since 2026-01-15T11:00:00Z\)$/m,
    );
    const mild = { ...FAULT, severity: 'info' } as const;
    assert.equal((await hub.run(['status'], [{ ...WELL, faults: [mild] }])).code, 0);
  });

  it('is one screen, however large the house is', async () => {
    const zones = Array.from({ length: 90 }, () => WELL.zones).flat();
    const faults = Array.from({ length: 90 }, () => FAULT);
    const { out } = await hub.run(['status'], [{ ...WELL, zones, faults }]);
    assert.match(out, /^and 70 more$/m);
    assert.match(out, /^and 70 more faults$/m);
  });

  it('shows what is asked of a room as it counts', async () => {
    const [kitchen] = WELL.zones;
    const asked = async (more: object) => {
      const status = { ...WELL, zones: [{ ...kitchen, effectiveMode: undefined, ...more }] };
      const { out } = await hub.run(['status'], [status]);
      return out.split('\n').at(-2)?.split(/ {2,}/).slice(1);
    };
    assert.deepEqual(await asked({ mode: 'heat' }), ['20.8 °C', '21.0 °C', '–']);
    assert.deepEqual(await asked({ mode: 'cool' }), ['20.8 °C', '24.0 °C', '–']);
    assert.deepEqual(await asked({ mode: 'off', tempC: undefined }), ['–', 'off', '–']);
  });

  it('has all of it for programs', async () => {
    const { code, out } = await hub.run(['status', '--json'], [WELL]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), { running: true, dataFolder: hub.folder, ...WELL });
  });
});

describe('aris status where no hub runs', () => {
  const SYSTEMCTL = 'systemctl show aris.service';

  it('is 3, and says what starts one', async () => {
    const { path, remove } = tempFolder();
    const bare = await runCommand(['status'], path);
    assert.deepEqual([bare.code, bare.out], [3, '']);
    assert.equal(
      bare.err,
      `aris: no hub runs on ${path}\naris: this starts one: aris serve --data ${path}\n`,
    );
    const programs = {
      [SYSTEMCTL]: 'LoadState=loaded\nActiveState=failed\nExecMainStatus=2\nNRestarts=0\n',
    };
    const { err } = await runCommand(['status'], path, {
      machine: createFakeMachine({ programs }),
    });
    assert.match(
      err,
      /the service is failed \(exit code 2: a setting or the house file is wrong\)/,
    );
    assert.match(err, /^aris: sudo systemctl reset-failed .* start aris\.socket aris$/m);
    remove();
  });

  it('is so for programs, and where there is no folder', async () => {
    const { code, out } = await runCommand(['status', '--json'], '/nowhere/at-all');
    assert.equal(code, 3);
    assert.deepEqual(JSON.parse(out), { running: false, dataFolder: '/nowhere/at-all' });
  });
});
