import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OPENS, PERMISSIONS } from '../../src/domain/access.ts';
import { createTestApp } from '../support/app.ts';

describe('the table of permissions', () => {
  it('says what each opens, and of which no route asks for yet', () => {
    const asked = new Set(createTestApp().routes.flatMap(({ access }) => access));
    for (const permission of PERMISSIONS)
      assert.equal(
        OPENS[permission] !== undefined,
        asked.has(permission),
        `${permission} opens ${OPENS[permission] ?? 'nothing yet'}`,
      );
  });
});
