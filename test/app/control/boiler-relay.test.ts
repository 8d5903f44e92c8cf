/** One boiler behind one relay, and several zones that it serves: the profiles that ship, and what control makes of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { houseFrom } from '../../../src/app/house/house-file.ts';
import { houseUsing } from '../../../src/app/house/profile-house.ts';
import { expandProfiles } from '../../../src/app/house/profile-use.ts';
import { parseProfile } from '../../../src/app/house/profile.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { orderMessages } from '../../../src/domain/binding/order-value.ts';
import { applianceOf } from '../../../src/domain/control/appliance/bound-appliance.ts';
import { decide } from '../../../src/domain/control/decide.ts';
import { NOW_MS, rested, snapshot, zone } from '../../domain/control/house.ts';

const FOLDER = join(import.meta.dirname, '../../../src/profiles');

function boundBy(name: string): DeviceBinding {
  const text = readFileSync(join(FOLDER, `${name}.json`), 'utf8');
  const parsed = parseProfile(text);
  assert.ok('profile' in parsed);
  const house = houseUsing(parsed.profile, { node: 'boiler', level: 'steer' });
  const whole = expandProfiles(house, { names: () => [name], read: () => text });
  const made = houseFrom(whole.value, 'aris');
  assert.ok('house' in made, JSON.stringify(made));
  const [binding] = made.house.bindings ?? [];
  assert.ok(binding?.kind === 'hcu' && binding.level === 'steer');
  return binding;
}

/** What the relay is told where the rooms are so warm. */
function told(binding: DeviceBinding, roomsC: readonly number[]) {
  const appliance = applianceOf(binding, () => undefined);
  const zones = roomsC.map((tempC, z) => zone(`room${z}`, { tempC, supportsCool: false }));
  const hcu = { hasCompressor: false, appliance };
  const of = snapshot({ zones, hcu, dhw: undefined, tes: undefined });
  const { decision } = decide(of, rested(), NOW_MS);
  const order = binding.orders?.mode;
  const mode = decision.hcu?.command.mode;
  assert.ok(order !== undefined && mode !== undefined, 'its mode is decided');
  return orderMessages(order, mode)?.messages.map(({ message }) => message);
}

const rpc = (params: object) => [{ id: 1, src: 'aris', method: 'Switch.Set', params }];

const RELAYS = [
  ['boiler-relay-tasmota', ['ON'], ['OFF']],
  ['boiler-relay-shelly', rpc({ id: 0, on: true }), rpc({ id: 0, on: false, toggle_after: 900 })],
] as const;

describe('one boiler relay that serves several zones', () => {
  for (const [name, on, off] of RELAYS) {
    it(`is on while any of them calls: ${name}`, () => {
      const binding = boundBy(name);
      for (const cold of [0, 1, 2])
        assert.deepEqual(
          told(
            binding,
            [22, 22, 22].map((warmC, z) => (z === cold ? 19 : warmC)),
          ),
          on,
        );
      assert.deepEqual(told(binding, [19, 19, 19]), on);
    });

    it(`is off while none does: ${name}`, () =>
      assert.deepEqual(told(boundBy(name), [22, 22, 22]), off));
  }
});
