import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findService, stateText, stopHint } from '../../src/cli/service.ts';
import { createFakeMachine } from '../support/fake-machine.ts';

const PROGRAMS = {
  'systemctl show aris.service':
    'LoadState=loaded\nActiveState=failed\nExecMainStatus=2\nNRestarts=3\n',
  'systemctl show aris.socket': 'ActiveState=active\n',
};
const served = createFakeMachine({ programs: PROGRAMS });

describe('the service', () => {
  it('is found where systemd has loaded one', async () => {
    const service = { state: 'failed', exitCode: 2, restarts: 3, socketState: 'active' };
    assert.deepEqual(await findService(served), service);
    assert.equal(await findService(createFakeMachine()), undefined);
    const programs = { 'systemctl show': 'LoadState=not-found\nActiveState=inactive\n' };
    assert.equal(await findService(createFakeMachine({ programs })), undefined);
    assert.equal(stateText(service), 'failed (exit code 2: a setting or the house file is wrong)');
  });

  it('is stopped with its socket, which would start it anew', async () => {
    assert.equal(await stopHint(served), 'stop it first: sudo systemctl stop aris.socket aris');
    assert.equal(await stopHint(createFakeMachine()), 'stop it first');
    const facts = { '/.dockerenv': {} };
    const inContainer = createFakeMachine({ facts, programs: PROGRAMS });
    assert.match(await stopHint(inContainer), /^stop its container, .*page$/);
  });
});
