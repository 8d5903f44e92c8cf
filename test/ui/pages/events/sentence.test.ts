import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventView } from '../../../../src/app/records/event-record.ts';
import type { ShownHouse } from '../../../../src/ui/live.ts';
import { sentence } from '../../../../src/ui/pages/events/sentence.ts';

const EVENT: EventView = {
  id: 7,
  timestamp: '2026-01-15T10:00:00Z',
  type: 'device_offline',
  severity: 'warning',
  source: 'device',
  objectId: 'f1',
  message: 'fcu f1 is offline',
  data: { kind: 'fcu' },
  by: { kind: 'device', id: 'fcu/f1' },
};

const HOUSE: ShownHouse = {
  zones: [
    {
      zoneId: 'living',
      friendlyName: 'Living Room',
      mode: 'auto',
      activeCall: 'none',
      supportsHeat: true,
      supportsCool: true,
    },
  ],
  fcus: [{ fcuId: 'f1', friendlyName: 'South' }],
  heatpumps: [],
  meters: [],
  hcu: { hcuId: 'hcu_main' },
  dhw: { dhwId: 'dhw_main' },
  faults: [],
};

describe('a sentence', () => {
  const said = (event: Partial<EventView>) => sentence({ ...EVENT, ...event }, HOUSE, 'C');
  const cases: [Partial<EventView>, string][] = [
    [{}, 'South does not report any more.'],
    [
      { type: 'device_online', objectId: 'bath_1', data: { kind: 'sensor' } },
      'Sensor Bath 1 reports again.',
    ],
    [
      {
        type: 'fault_raised',
        objectId: 'hcu_main',
        message: 'hcu hcu_main: Low pressure',
        data: { kind: 'hcu' },
      },
      'Hydronic unit: Low pressure.',
    ],
    [
      { type: 'fault_cleared', message: 'fcu f1: Fan stuck (cleared)' },
      'South: Fan stuck. That is over.',
    ],
    [
      { type: 'setpoint_change', source: 'zone', objectId: 'living', data: { tempHeatSetC: 22.5 } },
      'Living Room: heat to 22.5°.',
    ],
    [
      {
        type: 'setpoint_change',
        source: 'zone',
        objectId: 'living',
        data: {
          tempHeatSetC: 18,
          tempCoolSetC: 25,
          before: { tempHeatSetC: 22, tempCoolSetC: 25 },
        },
        by: { kind: 'person', id: 'usr_1', name: 'Ada' },
      },
      'Ada: Living Room: heat to 18.0°, was 22.0°, cool to 25.0°.',
    ],
    [
      {
        type: 'settings_changed',
        data: { before: { quietFrom: '22:00', priceOfGas: 1 } },
        by: { kind: 'token', id: 'tok_1', name: 'Grafana' },
      },
      'Grafana (API token): Changed in the settings: Quiet from, Price of gas.',
    ],
    [
      {
        type: 'user_created',
        message: 'Max was added',
        by: { kind: 'person', id: 'u', name: 'Ada' },
      },
      'Max was added.',
    ],
    [
      {
        type: 'mode_change',
        source: 'zone',
        objectId: 'living',
        data: { mode: 'off', before: { mode: 'auto' } },
      },
      'Living Room: off, was automatic.',
    ],
    [
      { type: 'mode_change', source: 'system', objectId: 'system', message: 'The house is away' },
      'The house is away.',
    ],
    [
      { type: 'reading_refused', data: { kind: 'fcu', field: 'roomTempC', value: '85' } },
      'South reported 85, which cannot be right. Everything else it said counts.',
    ],
    [{ type: 'command_sent', source: 'dhw', message: 'Hot water: boost' }, 'Hot water: boost.'],
    [
      { type: 'house_changed', data: { version: 3, changed: ['zones', 'fcus', 'zones'] } },
      'The house was changed: rooms and what heats rooms.',
    ],
    [
      {
        type: 'house_changed',
        data: { version: 4, changed: ['zones'], restored: 2 },
        message: 'The house is as in version 2 again (version 4)',
      },
      'The house is as in version 2 again (version 4).',
    ],
    [{ type: 'of_a_later_hub', message: 'Something new' }, 'Something new.'],
  ];
  for (const [event, expected] of cases)
    it(`tells: ${expected}`, () => assert.equal(said(event), expected));
});
