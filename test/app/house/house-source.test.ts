/** The file that a house may come from, as it is read. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultLine, readSource, type HouseSource } from '../../../src/app/house/house-source.ts';
import { NO_PROFILES } from '../../../src/app/house/profile.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const reading = (read: HouseSource['read']) =>
  readSource({
    path: 'house.json',
    mqttBase: 'aris',
    profiles: NO_PROFILES,
    initCommand: 'aris house init',
    timeZone: () => 'Europe/Rome',
    read,
  });

describe('the house file', () => {
  it('has a house in it, without a fault', () => {
    const text = JSON.stringify(SMALL_HOUSE, null, 2);
    const { document, ...read } = reading(() => text);
    assert.deepEqual(read, { text, faults: [] });
    assert.deepEqual(document?.house.zones[0], SMALL_HOUSE.zones[0]);
    assert.equal(document?.text, JSON.stringify(SMALL_HOUSE));
  });

  it('is missing, which is said apart from all that may be wrong with one', () => {
    const missing = { isMissing: true, faults: ['house.json: there is no such file'] };
    assert.deepEqual(
      reading(() => undefined),
      missing,
    );
    const refuse = () => {
      throw new Error('EACCES');
    };
    assert.deepEqual(reading(refuse), { faults: ['house.json: it cannot be read: EACCES'] });
  });

  it('has every fault told in a line, be it no JSON or no house', () => {
    const cut = reading(() => '{');
    assert.equal(cut.text, '{');
    assert.match(cut.faults.join('\n'), /^house\.json: not JSON/);
    const { faults } = reading(() => JSON.stringify({ ...SMALL_HOUSE, timeZone: 'Mars', x: 1 }));
    assert.deepEqual(
      faults.map((line) => line.split(': ')[1]),
      ['timeZone', 'x'],
    );
  });
});

it('a fault says where, and quotes nothing that cannot be seen', () => {
  assert.equal(
    faultLine('house.json', { path: 'fcus[0]', message: 'no' }),
    'house.json: fcus[0]: no',
  );
  assert.equal(faultLine('house.json', { path: '', message: 'no' }), 'house.json: no');
  assert.doesNotMatch(faultLine('house.json', { path: '', message: 'a\u001b[2J' }), /\u001b/);
});
