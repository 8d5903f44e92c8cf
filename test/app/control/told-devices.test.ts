import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceCommands } from '../../../src/app/control/device-commands.ts';
import type { MachineOrders } from '../../../src/app/control/machine-orders.ts';
import { createToldDevices } from '../../../src/app/control/told-devices.ts';
import type { Device } from '../../../src/app/devices/device-registry.ts';
import type { DeviceKind } from '../../../src/domain/equipment/catalogue.ts';

const device = (kind: DeviceKind, isBound: boolean) =>
  ({ ref: { kind, id: 'x' }, ...(isBound && { binding: {} }) }) as Device;
const MACHINE = device('hcu', true);
const OWN = device('hcu', false);

describe('telling devices', () => {
  let asked: string[];
  let told: DeviceCommands;
  /** Notes who is asked what, and answers with who it is. */
  const noting = (who: string, answers: object) =>
    new Proxy(answers, {
      get: (target, name): unknown =>
        Reflect.get(target, name) ??
        (() => {
          asked.push(`${who}.${String(name)}`);
          return who;
        }),
    });
  const whoIs = (act: () => unknown) => {
    asked = [];
    act();
    return asked;
  };
  beforeEach(() => {
    asked = [];
    const own = noting('own', { pendingCount: () => 2, unconfirmedCount: () => 30 });
    const machines = noting('machines', { pendingCount: () => 5, unconfirmedCount: () => 400 });
    told = createToldDevices(own as DeviceCommands, machines as MachineOrders);
  });

  it('is order by order for machines of other makes, and whole commands for all else', () => {
    const isMachine = (one: Device) => whoIs(() => void told.of(one))[0] === 'machines.of';
    for (const kind of ['hcu', 'dhw', 'tes'] as const) {
      assert.ok(isMachine(device(kind, true)), kind);
      assert.ok(!isMachine(device(kind, false)), kind);
    }
    assert.ok(!isMachine(device('fcu', true)), 'a valve');
  });

  it('asks who tells the device', () => {
    const acts: readonly (readonly [string, string, (one: Device) => unknown])[] = [
      ['set', 'set', (one) => told.set(one, {})],
      ['resend', 'back', (one) => told.resend(one)],
      ['isHeard', 'isHeard', (one) => told.isHeard(one)],
      ['isDisputed', 'isDisputed', (one) => told.isDisputed(one)],
    ];
    for (const [own, machines, act] of acts) {
      assert.deepEqual(
        whoIs(() => act(OWN)),
        [`own.${own}`],
      );
      assert.deepEqual(
        whoIs(() => act(MACHINE)),
        [`machines.${machines}`],
      );
    }
  });

  it('takes what a machine says as no confirmation, but it may be back', () => {
    const confirm = (one: Device, isBack: boolean) => whoIs(() => told.confirm(one, {}, isBack));
    assert.deepEqual(confirm(OWN, false), ['own.confirm']);
    assert.deepEqual(confirm(MACHINE, false), []);
    assert.deepEqual(confirm(MACHINE, true), ['machines.back']);
  });

  it('stops what it stops of the hub’s own: machines are given their values back by who stops them', () => {
    assert.deepEqual(
      whoIs(() => told.stop()),
      ['own.stop'],
    );
  });

  it('has all of them told again, and counts both', () => {
    assert.deepEqual(
      whoIs(() => told.resendAll()),
      ['own.resendAll', 'machines.allBack'],
    );
    assert.deepEqual([told.pendingCount(), told.unconfirmedCount()], [7, 430]);
  });
});
