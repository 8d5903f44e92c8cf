import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { FAULT_SENTENCES } from '../../src/domain/sentences/faults.ts';
import { faultText } from '../../src/ui/said.ts';
import { hub as german } from '../../src/ui/strings/de/hub.ts';
import { hub } from '../../src/ui/strings/hub.ts';

describe('a fault', () => {
  const own = { code: 'H62', message: 'Water flow error' };
  const found = { code: 'frost', message: FAULT_SENTENCES.frost };
  // In English there are none.
  afterEach(() => {
    for (const table of Object.keys(hub)) Reflect.deleteProperty(hub, table);
  });

  it('is told in the hub’s words in English', () => {
    assert.equal(faultText(own), own.message);
    assert.equal(faultText(found), found.message);
  });

  it('is told in another language by its code, and a device’s own as it sent it, quoted', () => {
    Object.assign(hub, german);
    assert.equal(faultText(found), german.faults.frost);
    assert.equal(
      faultText({ ...found, message: 'It freezes (a/b)' }),
      `${german.faults.frost} (a/b)`,
    );
    assert.equal(faultText(own), '„Water flow error“');
  });
});
