import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, PANEL, placeOf, zonePath } from '../../src/ui/place.ts';

describe('an address', () => {
  it('names its page', () => {
    assert.deepEqual(placeOf('/'), { page: 'home' });
    assert.deepEqual(placeOf('/plant'), { page: 'plant' });
    assert.deepEqual(placeOf('/energy'), { page: 'energy' });
    assert.deepEqual(placeOf('/events'), { page: 'events' });
    assert.deepEqual(placeOf('/settings'), { page: 'settings', section: '' });
    assert.deepEqual(placeOf('/settings/tokens'), { page: 'settings', section: 'tokens' });
    assert.deepEqual(placeOf(zonePath('a b/ü')), { page: 'zone', zoneId: 'a b/ü' });
  });

  it('is that of the panel by what follows the path of Home, and nowhere else', () => {
    const at = (pathname: string, hash: string) => placeOf(addressOf({ pathname, hash }));
    assert.deepEqual(at('/', '#panel'), { page: 'panel' });
    assert.deepEqual(placeOf(PANEL), { page: 'panel' });
    assert.deepEqual(at('/', '#else'), { page: 'home' });
    assert.deepEqual(at('/plant', '#panel'), { page: 'plant' });
  });

  it('that there is not is told so', () => {
    for (const path of ['/zones', '/zones/', '/nowhere', '/plant/x', '/zones/a/b'])
      assert.deepEqual(placeOf(path), { page: 'missing' });
  });
});
