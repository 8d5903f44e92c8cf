import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PERMISSIONS, RESOURCES as ALL } from '../../../../../src/domain/access.ts';
import { parseExpiry } from '../../../../../src/domain/token.ts';
import {
  chosenOf,
  isPowerful,
  mostOf,
  permissionsOf,
  RESOURCES,
} from '../../../../../src/ui/pages/settings/tokens/permissions.ts';
import { EXPIRIES, TEMPLATES } from '../../../../../src/ui/pages/settings/tokens/templates.ts';

const NOW_MS = Date.parse('2026-06-01T12:00:00Z');

describe('rights of a token', () => {
  it('can be chosen for every resource that there is', () =>
    assert.deepEqual([...RESOURCES].sort(), [...ALL].sort()));

  it('go to choices and back, the greater right of two', () => {
    assert.deepEqual(chosenOf(['zones:full', 'zones:read', 'events:read']), {
      zones: 'full',
      events: 'read',
    });
    assert.deepEqual(permissionsOf({ events: 'read', zones: 'full', history: 'none' }), [
      'zones:full',
      'events:read',
    ]);
    for (const permission of PERMISSIONS)
      assert.deepEqual(permissionsOf(chosenOf([permission])), [permission]);
  });

  it('are at most what the maker has', () => {
    assert.equal(mostOf(['zones:full'], 'zones'), 'full');
    assert.equal(mostOf(['zones:read'], 'zones'), 'read');
    assert.equal(mostOf([], 'zones'), 'none');
  });

  it('warn where they open doors, which of the templates only a backup does', () => {
    const powerful = Object.entries(TEMPLATES).filter(([, rights]) => isPowerful(rights));
    assert.deepEqual(
      powerful.map(([name]) => name),
      ['backup'],
    );
    assert.ok(isPowerful(['users:full']) && !isPowerful(['users:read']));
  });

  it('last for times that the hub understands', () => {
    for (const expiry of EXPIRIES) parseExpiry(expiry, NOW_MS, 'expiresIn');
  });
});
