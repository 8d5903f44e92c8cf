/** What README.md says of the families is what there is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createTestApp } from '../support/app.ts';
import { tableOf } from '../support/metrics.ts';

const README = join(import.meta.dirname, '../../src/metrics/README.md');

describe('the families of metrics', () => {
  const { metrics } = createTestApp();

  it('are those of the table in src/metrics/README.md', () => {
    const readme = readFileSync(README, 'utf8');
    const table = tableOf(metrics.families);
    assert.ok(readme.includes(table), `the table has to be:\n\n${table}`);
  });

  it('have a name of their own each', () => {
    const names = metrics.families.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
  });
});
