import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FoundSource, Sighting } from '../../../src/domain/found/sighting.ts';
import { otherName, shownName, toldApart } from '../../../src/domain/found/told-apart.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { nameFault } from '../../../src/domain/text.ts';
import { HOSTILE } from '../../support/hostile-text.ts';

const seen = (key: string, name: string): Sighting => ({
  key,
  source: key.split('/')[0] as FoundSource,
  name,
  offers: [],
  unread: [],
});
const names = (...all: readonly Sighting[]) => toldApart(all).map(shownName);

describe('found devices of one name', () => {
  it('are told apart by the end of their address, and no others are', () => {
    assert.deepEqual(
      names(
        seen('zigbee2mqtt/0x00158d0001a2b3c1', 'Bedroom'),
        seen('zigbee2mqtt/0x00158d0001a2b3c2', 'bedroom'),
        seen('zigbee2mqtt/0x00158d0001a2b3c3', 'Hall'),
      ),
      ['Bedroom (b3c1)', 'bedroom (b3c2)', 'Hall'],
    );
  });

  it('are told apart by as much of it as differs', () => {
    assert.deepEqual(
      names(seen('tasmota/A4CF12A1B2C3', 'Pump'), seen('tasmota/A4CF12FFB2C3', 'Pump')),
      ['Pump (A1B2C3)', 'Pump (FFB2C3)'],
    );
  });

  it('are told apart by their topic, or what else they are known by', () => {
    assert.deepEqual(
      names(
        seen('profile/heishamon/panasonic_heat_pump', 'HeishaMon'),
        seen('profile/heishamon/annexe/heishamon', 'HeishaMon'),
      ),
      ['HeishaMon (panasonic_heat_pump)', 'HeishaMon (annexe/heishamon)'],
    );
    assert.deepEqual(names(seen('home_assistant/esp-1', 'T'), seen('home_assistant/esp-2', 'T')), [
      'T (esp-1)',
      'T (esp-2)',
    ]);
  });

  it('are told apart where two sources tell of one address', () => {
    assert.deepEqual(
      names(seen('tasmota/A4CF12A1B2C3', 'Pump'), seen('home_assistant/A4CF12A1B2C3', 'Pump')),
      ['Pump (tasmota/A4CF12A1B2C3)', 'Pump (home_assistant/A4CF12A1B2C3)'],
    );
  });

  it('have names that a house file takes, however long and whatever was said', () => {
    const long = 'n'.repeat(LIMITS.friendlyNameChars);
    const ids = ['x'.repeat(1_000), 'y'.repeat(1_000), ...Object.values(HOSTILE)];
    const all = toldApart(ids.map((id) => seen(`home_assistant/${id}`, long))).map(shownName);
    for (const name of all) assert.equal(nameFault(name), undefined, name);
    assert.ok(all.every(({ length }) => length <= LIMITS.friendlyNameChars));
    assert.notEqual(all[0], all[1]);
  });

  it('have another name where the house has theirs', () => {
    const one = seen('zigbee2mqtt/0x00158d0001a2b3c1', 'Bedroom');
    assert.equal(otherName('Bedroom', one), 'Bedroom (b3c1)');
  });
});
