import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRoomTemps } from '../../../src/app/control/room-temps.ts';
import { createDeviceRegistry } from '../../../src/app/devices/device-registry.ts';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { BoundRoomTemp } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { hallWith, THERMOMETER, VALVE } from '../../support/bound-house.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';

const ROOM = { topic: 'z/Valve/set', pointer: '/external_temperature_input' };

function hallWhere(roomTemp: BoundRoomTemp) {
  const clock = createFakeClock();
  const house = createCurrentHouse(hallWith(THERMOMETER, { ...VALVE, roomTemp }));
  const devices = createDeviceRegistry({ house, clock });
  const sent: string[] = [];
  const broker = { isThere: true };
  const temps = createRoomTemps({
    house,
    devices,
    clock,
    bus: {
      isConnected: () => broker.isThere,
      async publish({ payload }) {
        sent.push(payload);
        return Promise.resolve();
      },
    },
    log: createMemoryLog(),
  });
  const report = (kind: 'sensor' | 'fcu', id: string, readings: Record<string, number>) => {
    const device = devices.get(kind, id);
    assert.ok(device);
    devices.report(device, readings);
  };
  return {
    clock,
    devices,
    broker,
    temps,
    sent,
    measure: (tempC: number) => report('sensor', 'hall_air', { tempC }),
    valve: (roomTempC: number) => report('fcu', 'hall_valve', { roomTempC }),
    told: () => sent.map((text) => /-?[\d.]+(?=\})/.exec(text)?.[0]),
    pass: (ms: number) => {
      clock.advance(ms);
      temps.tell();
    },
  };
}

describe('a valve that is told the temperature of its room', () => {
  it('is told what the sensors of its zone measure, and not what it measures itself', () => {
    const { valve, measure, told, pass } = hallWhere(ROOM);
    valve(27);
    pass(MINUTE_MS);
    assert.deepEqual(told(), []);
    measure(20.44);
    pass(0);
    assert.deepEqual(told(), ['20.4']);
  });

  it('is told of a change, though not each moment, and again when its time is over', () => {
    const { measure, told, pass } = hallWhere({ ...ROOM, stepC: 0.2, everySeconds: 600 });
    measure(20);
    pass(0);
    measure(20.3);
    pass(LIMITS.roomTempLeastMs - 1);
    assert.deepEqual(told(), ['20'], 'a while is between two words');
    pass(1);
    measure(20.1);
    pass(LIMITS.roomTempLeastMs);
    assert.deepEqual(told(), ['20', '20.3', '20.1'], '20.3 − 20.1 is no less than 0.2');
    measure(20.2);
    pass(10 * MINUTE_MS - 1);
    assert.equal(told().length, 3, 'a change of less than a step is none');
    pass(1);
    assert.deepEqual(told().at(-1), '20.2');
  });

  it('is told nothing once the sensors are silent, nor while the broker is away', () => {
    const { measure, told, pass, broker, devices } = hallWhere({ ...ROOM, everySeconds: 60 });
    measure(20);
    broker.isThere = false;
    pass(0);
    broker.isThere = true;
    assert.deepEqual(told(), []);
    pass(0);
    pass(LIMITS.readingFreshMs - MINUTE_MS);
    const before = told().length;
    pass(MINUTE_MS);
    devices.sweep();
    const silent = told().length;
    pass(10 * MINUTE_MS);
    assert.deepEqual([before, told().length], [2, silent]);
  });

  it('may count in hundredths, beside what else it has to be told', () => {
    const { measure, sent, pass } = hallWhere({
      topic: 'z/Valve/set',
      pointer: '/external_measured_room_sensor',
      message: { radiator_covered: true },
      scale: 100,
    });
    measure(20.4);
    pass(0);
    assert.deepEqual(sent, ['{"radiator_covered":true,"external_measured_room_sensor":2040}']);
  });

  it('is told by itself as often as control has a cycle', () => {
    const { measure, told, clock, temps } = hallWhere(ROOM);
    const stop = temps.start();
    measure(20);
    clock.advance(LIMITS.controlPeriodMs);
    assert.deepEqual(told(), ['20']);
    stop();
    measure(25);
    clock.advance(10 * MINUTE_MS);
    assert.deepEqual(told(), ['20']);
  });
});
