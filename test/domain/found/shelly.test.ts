/** What Shellys say of themselves, and what they would be in the house. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  shellyNote,
  shellySighting,
  shellyWord,
  type ShellyNote,
} from '../../../src/domain/found/shelly.ts';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { SHELLY_STATUS } from '../../support/found/home.ts';

const brief = ({ offers }: Sighting) => offers.map(({ kind, part }) => [kind, part]);
const bindings = ({ offers }: Sighting) => offers.map(({ binding }) => binding);

describe('Shelly', () => {
  function seen(...words: readonly (readonly [topic: string, document: unknown])[]) {
    let note: ShellyNote | undefined;
    for (const [topic, document] of words) {
      const word = shellyWord(topic, document);
      if (word !== undefined) note = shellyNote(note, word) ?? note;
    }
    return note && shellySighting(note);
  }

  it('of a later generation is known by its word that it is there, by its name', () => {
    const contacts = (id: string) => brief(seen([`${id}/online`, true]) ?? assert.fail(id)).length;
    assert.equal(contacts('shellyplus1-a8032abe54dc'), 1);
    assert.equal(contacts('shellyplus2pm-a8032abe54dc'), 2);
    assert.equal(contacts('shellypro4pm-a8032abe54dc'), 4);
    assert.equal(contacts('shelly1pmminig3-a8032abe54dc'), 1);
    assert.equal(contacts('shellyplugsg3-a8032abe54dc'), 1);
    assert.deepEqual(brief(seen(['shellyplusht-a8032abe54dc/online', true]) ?? assert.fail()), [
      ['sensor', undefined],
    ]);
    for (const other of ['shellydimmerg3', 'shellyplusi4', 'shellybluegwg3'])
      assert.equal(seen([`${other}-a8032abe54dc/online`, true]), undefined, other);
  });

  it('and by what it tells of its parts', () => {
    const found =
      seen(
        ['heating-valve/online', true],
        ['heating-valve/events/rpc', { ...SHELLY_STATUS, dst: 'heating-valve/events' }],
        ['heating-valve/status/switch:1', { id: 1, output: false }],
      ) ?? assert.fail();
    assert.deepEqual(bindings(found), [
      { use: 'shelly', node: 'heating-valve' },
      { use: 'shelly', node: 'heating-valve', channel: 1 },
    ]);
    assert.equal(found.model, 'shellyplus1-a8032abe54dc');
    const one = ['shellyplus2pm-a8032abe54dc/status/switch:1', { id: 1, output: true }] as const;
    assert.equal(brief(seen(one) ?? assert.fail()).length, 2);
    const meter = seen(['shellypro3em-a8032abe54dc/status/em:0', { id: 0, total_act_power: 1 }]);
    assert.deepEqual(meter && bindings(meter), [
      { use: 'shelly-pro-3em', node: 'shellypro3em-a8032abe54dc' },
    ]);
  });

  it('is not whatever else is online', () => {
    for (const [topic, document] of [
      ['printer/online', true],
      ['printer/events/rpc', { src: 'printer' }],
      ['printer/status/switch:0', 'on'],
      ['printer/status/other', { id: 0 }],
    ] as const)
      assert.equal(seen([topic, document]), undefined, topic);
  });

  it('of the first generation is known by its announcement, its relays and clamps', () => {
    const announced = {
      id: 'shellyswitch25-B9E54E',
      model: 'SHSW-25',
      mac: 'B9E54E',
      ip: '1.2.3.4',
    };
    const found = seen(['shellies/announce', announced]) ?? assert.fail();
    assert.deepEqual(brief(found), [
      ['fcu', 'relay 1'],
      ['fcu', 'relay 2'],
    ]);
    assert.deepEqual(bindings(found)[1]?.['switch'], {
      topic: 'shellies/shellyswitch25-B9E54E/relay/1/command',
      on: 'on',
      off: 'off',
    });
    const relay = seen(['shellies/boiler/online', true], ['shellies/boiler/relay/0', 'off']);
    assert.deepEqual(relay && brief(relay), [['fcu', undefined]]);
    const clamp = seen(['shellies/shellyem-B9E54E/emeter/1/power', 12.5]);
    assert.deepEqual(clamp && bindings(clamp), [
      { use: 'shelly-em', node: 'shellyem-B9E54E', channel: '1' },
    ]);
    const phases = seen(['shellies/shellyem3-B9E54E/emeter/0/power', 12.5]);
    assert.deepEqual(phases && bindings(phases), [{ use: 'shelly-3em', node: 'shellyem3-B9E54E' }]);
  });
});
