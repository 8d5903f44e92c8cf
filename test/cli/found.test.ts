import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FoundDevicesView } from '../../src/app/found/found-devices-view.ts';
import type { Becoming, FoundDeviceView } from '../../src/app/found/views.ts';
import { EXIT } from '../../src/cli/context.ts';
import { HubError } from '../../src/domain/errors.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const THERMOMETER = {
  name: 'Bath thermometer',
  becomes: [
    {
      kind: 'sensor',
      id: 'bath',
      values: [
        { field: 'tempC', value: 21.5 },
        { field: 'rhPercent', value: 40 },
        { field: 'toString', value: 'x' },
        { field: 'co2Ppm', value: 600 },
        { field: 'batteryPercent', value: 90 },
      ],
    },
    { kind: 'sensor', id: 'other', inHouse: { kind: 'sensor', id: 's1' }, values: [] },
  ],
  unread: ['its battery cannot be read'],
};
const found = (foundDevices: readonly object[], listening: object = { state: 'listening' }) => ({
  foundDevices,
  unmeasuredZones: [],
  listening,
});

describe('aris found', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  /** Every wait is over at once. */
  async function look(args: readonly string[], answers: readonly unknown[]) {
    const waits: number[] = [];
    const clock = {
      ...createFakeClock(),
      after(delayMs: number, work: () => void) {
        waits.push(delayMs);
        work();
        return () => undefined;
      },
    } as never;
    return { ...(await hub.run(['found', ...args], answers, { clock })), waits };
  }

  it('has the hub listen, and shows what it has heard after a while', async () => {
    const { code, out, asked, waits } = await look([], [found([]), found([THERMOMETER])]);
    assert.equal(code, EXIT.ok);
    assert.deepEqual(asked, [
      ['found.list', {}],
      ['found.list', {}],
    ]);
    assert.deepEqual(waits, [3_000]);
    assert.deepEqual(out.split('\n'), [
      'FOUND             KIND    ID                 SAYS NOW',
      'Bath thermometer  sensor  bath               tempC 21.5 °C, rhPercent 40 %, toString x, co2Ppm 600 ppm',
      'Bath thermometer  sensor  s1 (in the house)',
      'Bath thermometer: its battery cannot be read',
      '',
    ]);
  });

  it('listens as long as it is told, ten minutes at most', async () => {
    for (const seconds of [0, 600])
      assert.deepEqual((await look(['--seconds', String(seconds)], [found([])])).waits, [
        seconds * 1_000,
      ]);
    for (const bad of ['601', '-1', '1.5', '1e2', ' ', 'x', '']) {
      const { code, err, asked } = await look([`--seconds=${bad}`], [found([])]);
      assert.deepEqual([code, asked], [EXIT.usage, []], bad);
      assert.equal(err, 'aris: --seconds must be a whole number from 0 to 600\n');
    }
  });

  it('says where nothing is found, which is no success', async () => {
    const { code, out, err } = await look([], [found([])]);
    assert.deepEqual([code, out, err], [EXIT.failure, 'nothing is found\n', '']);
  });

  it('says of one of which nothing can be read why, and not that nothing is found', async () => {
    const { code, out } = await look([], [found([{ ...THERMOMETER, becomes: [] }])]);
    assert.deepEqual([code, out], [EXIT.ok, 'Bath thermometer: its battery cannot be read\n']);
  });

  it('says where the hub hears nothing, why, and that it has left out some', async () => {
    const listening = { state: 'unavailable', reason: 'there is no broker yet', leftOut: 7 };
    const { err } = await look([], [found([], listening)]);
    assert.equal(
      err,
      'aris: the hub hears nothing (unavailable) there is no broker yet\n' +
        'aris: 7 more were left out: there are too many\n',
    );
    const silent = await look([], [found([], { state: 'paused' })]);
    assert.equal(silent.err, 'aris: the hub hears nothing (paused)\n');
  });

  it('prints all of it for programs', async () => {
    const told = found([THERMOMETER], { state: 'paused', leftOut: 7 });
    const { code, out, err } = await look(['--json'], [told]);
    assert.deepEqual([code, err, JSON.parse(out)], [EXIT.ok, '', told]);
    assert.equal((await look(['--json'], [found([])])).code, EXIT.failure);
  });

  it('takes nothing else, and has the refusal of the hub told', async () => {
    const { code, err, asked } = await look(['bath'], [found([])]);
    assert.deepEqual([code, asked], [EXIT.usage, []]);
    assert.equal(err, 'aris: too many arguments; aris found --help\n');
    const refused = await look([], [new HubError('unavailable', 'the hub is starting')]);
    assert.match(refused.err, /^aris: the hub is starting\n/);
  });
});

const seen = (name: string, more: Partial<Becoming> = {}): FoundDeviceView => ({
  foundId: `zigbee2mqtt/${name}`,
  source: 'zigbee2mqtt',
  name,
  becomes: [{ kind: 'sensor', id: name.toLowerCase(), name, values: [], ...more }],
  unread: [],
});
const replaced = (id: string) => ({
  kind: 'sensor' as const,
  id,
  zones: ['attic'],
  code: 'device_offline',
  message: 'offline',
  sinceTs: '2026-01-02T03:04:05Z',
  binding: {},
});
const VIEW: FoundDevicesView = {
  foundDevices: [
    seen('Loft', { replaces: [replaced('attic_air'), replaced('hall_air')] }),
    seen('Spare', { replaces: [replaced('attic_air')] }),
  ],
  metadata: { count: 2 },
  unmeasuredZones: [
    {
      zoneId: 'attic',
      friendlyName: 'Attic',
      code: 'no_thermometer',
      message: 'nothing measures it',
      near: [{ foundId: 'zigbee2mqtt/Loft', id: 'loft', by: 'room' }],
    },
    {
      zoneId: 'hall',
      friendlyName: 'Hall',
      code: 'no_thermometer',
      message: 'nothing measures it',
      near: [],
    },
  ],
  listening: { state: 'listening' },
};

describe('aris found of a house with a dead thermometer', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('says what is silent, with what could take its place, and which room nobody measures', async () => {
    const { code, out } = await hub.run(['found', '--seconds', '0'], [VIEW, VIEW]);
    assert.equal(code, EXIT.ok);
    assert.deepEqual(out.trimEnd().split('\n').slice(3), [
      'sensor attic_air is silent since 2026-01-02T03:04:05Z: Loft, Spare could take its place',
      'sensor hall_air is silent since 2026-01-02T03:04:05Z: Loft could take its place',
      'Attic: nothing measures it; near it: Loft',
      'Hall: nothing measures it',
    ]);
  });

  it('says no more than what is found where nothing is missed', async () => {
    const view = { ...VIEW, foundDevices: [seen('Loft')], unmeasuredZones: [] };
    const { out } = await hub.run(['found', '--seconds', '0'], [view, view]);
    assert.equal(out.trimEnd().split('\n').length, 2);
  });
});
