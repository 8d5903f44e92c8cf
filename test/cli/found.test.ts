import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FoundDevicesView } from '../../src/app/found/found-devices.ts';
import type { Becoming, FoundDeviceView } from '../../src/app/found/views.ts';
import { EXIT } from '../../src/cli/context.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';

const found = (name: string, more: Partial<Becoming> = {}): FoundDeviceView => ({
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
    found('Loft', { replaces: [replaced('attic_air'), replaced('hall_air')] }),
    found('Spare', { replaces: [replaced('attic_air')] }),
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

describe('aris found', () => {
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
    const view = { ...VIEW, foundDevices: [found('Loft')], unmeasuredZones: [] };
    const { out } = await hub.run(['found', '--seconds', '0'], [view, view]);
    assert.equal(out.trimEnd().split('\n').length, 2);
  });
});
