import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { permissionsOf } from '../../../../src/domain/account.ts';
import { panelControls } from '../../../../src/ui/pages/panel/controls.ts';
import { session } from '../../../../src/ui/session.ts';

afterEach(() => (session.value = { is: 'unknown' }));

function controlsOf(role: 'owner' | 'member' | 'panel') {
  const permissions = [...permissionsOf(role)];
  session.value = { is: 'in', self: { id: 'x', kind: 'session', role, permissions } };
  return panelControls();
}

describe('what there is to press on a panel', () => {
  it('is rooms, the house and the way out for the people of the house', () => {
    const all = { setsRooms: true, setsHouse: true, leaves: true };
    assert.deepEqual(controlsOf('owner'), all);
    assert.deepEqual(controlsOf('member'), all);
  });

  it('is rooms and hot water alone for who knows no more than the PIN', () => {
    assert.deepEqual(controlsOf('panel'), { setsRooms: true, setsHouse: false, leaves: false });
  });

  it('is nothing for who may only read', () => {
    const permissions = ['zones:read', 'system:read'] as const;
    session.value = { is: 'in', self: { id: 'x', kind: 'session', permissions } };
    assert.deepEqual(panelControls(), { setsRooms: false, setsHouse: false, leaves: true });
  });
});
