import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';
import { createTestApp } from '../support/app.ts';
import { samplesIn } from '../support/metric-samples.ts';

const value = ({ metrics }: ReturnType<typeof createTestApp>, series: string) =>
  samplesIn(metrics.page('text')).get(series);

describe('the metrics of records', () => {
  it('have events by severity, commits and their bytes', async () => {
    const app = createTestApp();
    const commits = value(app, 'aris_storage_commits_total') ?? 0;
    app.clock.advance(MINUTE_MS);
    app.journal.later({
      type: 'report_refused',
      severity: 'warning',
      data: { kind: 'fcu', detail: 'x' },
    });
    await app.tokens.create(COMMAND_LINE, { name: 'test' });
    app.clock.advance(MINUTE_MS);
    assert.equal(value(app, 'aris_journal_events_total{severity="warning"}'), 1);
    assert.equal(value(app, 'aris_journal_events_total{severity="info"}'), 1);
    assert.equal(value(app, 'aris_storage_commits_total'), commits + 1);
    assert.ok((value(app, 'aris_storage_record_bytes_total') ?? 0) > 100);
    app.texts.isFull = true;
    await assert.rejects(app.tokens.create(COMMAND_LINE, { name: 'test' }));
    app.clock.advance(MINUTE_MS);
    assert.equal(value(app, 'aris_storage_commit_failures_total'), 1);
    assert.equal(value(app, 'aris_storage_full'), 1);
  });
});
