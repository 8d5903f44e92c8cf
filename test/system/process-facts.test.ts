import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProcessFacts } from '../../src/system/process-facts.ts';
import { createFakeClock } from '../support/fake-clock.ts';

describe('what the process uses', () => {
  it('is read once a second at most', () => {
    const clock = createFakeClock();
    const facts = createProcessFacts(clock);
    const first = facts();
    clock.advance(999);
    assert.equal(facts(), first);
    clock.advance(1);
    assert.notEqual(facts(), first);
  });

  it('is of this process, in base units', () => {
    const facts = createProcessFacts(createFakeClock())();
    const cpuSeconds = facts.cpuUserSeconds + facts.cpuSystemSeconds;
    const { user, system } = process.cpuUsage();
    const nowSeconds = (user + system) / 1e6;
    assert.ok(cpuSeconds > 0 && cpuSeconds <= nowSeconds && nowSeconds - cpuSeconds < 1);
    assert.ok(facts.heapUsedBytes <= facts.heapTotalBytes);
    assert.ok(Math.abs(facts.startedAtSeconds + facts.uptimeSeconds - Date.now() / 1_000) < 5);
    assert.ok(facts.loopActiveSeconds <= facts.uptimeSeconds);
  });

  it('has what the kernel tells, where it does', () => {
    const { openFds, maxFds, diskWrittenBytes } = createProcessFacts(createFakeClock())();
    assert.ok(openFds !== undefined && maxFds !== undefined && openFds >= 3 && openFds < maxFds);
    assert.ok(diskWrittenBytes === undefined || diskWrittenBytes >= 0);
  });
});
