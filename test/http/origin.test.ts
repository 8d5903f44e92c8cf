import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import { Head } from '../../src/http/head.ts';
import { refuseForeignOrigin } from '../../src/http/origin.ts';

const isRefused = (headers: Readonly<Record<string, string>>, isRequired = true) => {
  try {
    refuseForeignOrigin(new Head(Object.entries(headers).flat()), isRequired);
    return false;
  } catch (error) {
    assert.ok(error instanceof HubError && error.code === 'forbidden', String(error));
    assert.equal(error.context['field'], 'origin');
    return true;
  }
};

describe('a request of a page', () => {
  for (const origin of ['http://aris.local', 'https://aris.local', 'HTTP://Aris.LOCAL'])
    it(`comes from the hub's own as ${origin}`, () => {
      assert.equal(isRefused({ Host: 'aris.local', Origin: origin }), false);
      assert.equal(isRefused({ Host: 'ARIS.local', Origin: origin }), false);
    });

  for (const origin of [
    'http://evil.example',
    'http://aris.local:81',
    'null',
    '',
    'aris.local',
    'xhttp://aris.local',
    'file://aris.local',
    'http://x@aris.local',
    'http://aris.local.',
  ])
    it(`comes from another as ${JSON.stringify(origin)}`, () => {
      assert.equal(isRefused({ Host: 'aris.local', Origin: origin }), true);
      assert.equal(isRefused({ Host: 'aris.local', Origin: origin }, false), true);
      // The one that is named first counts.
      const own = 'http://aris.local/';
      assert.equal(isRefused({ Host: 'aris.local', Origin: origin, Referer: own }), true);
    });

  it('may name its page alone', () => {
    const refererOf = (referer: string) => isRefused({ Host: 'aris.local', Referer: referer });
    assert.equal(refererOf('http://aris.local/settings?x#y'), false);
    assert.equal(refererOf('http://evil.example/http://aris.local/'), true);
  });

  it('that names none is refused only where one is asked for', () => {
    assert.equal(isRefused({ Host: 'aris.local' }), true);
    assert.equal(isRefused({ Host: 'aris.local' }, false), false);
  });

  it('that names neither a page nor a host is from nowhere', () => {
    assert.equal(isRefused({ Origin: 'null' }), true);
    assert.equal(isRefused({}), true);
  });
});
