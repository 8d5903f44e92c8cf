import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counter, family, labelText, series } from '../../src/metrics/family.ts';

describe('a family', () => {
  it('is named with its suffix in text, and without in OpenMetrics', () => {
    const { name, heads } = counter('starts', 'Starts.');
    assert.equal(name, 'starts_total');
    assert.equal(heads.text, '# HELP starts_total Starts.\n# TYPE starts_total counter\n');
    assert.equal(heads.openmetrics, '# TYPE starts counter\n# HELP starts Starts.\n');
  });

  it('of what is said is a gauge in text', () => {
    const { heads } = family('info', 'build_info', 'Build.');
    assert.equal(heads.text, '# HELP build_info Build.\n# TYPE build_info gauge\n');
    assert.equal(heads.openmetrics, '# TYPE build info\n# HELP build Build.\n');
  });

  it('has what is no plain letter escaped, each format in its way', () => {
    const { heads } = family('gauge', 'g', 'a "b"\\\n');
    assert.equal(heads.text.split('\n')[0], '# HELP g a "b"\\\\\\n');
    assert.equal(heads.openmetrics.split('\n')[1], '# HELP g a \\"b\\"\\\\\\n');
    assert.equal(labelText(['l'], ['a"\\\n']), '{l="a\\"\\\\\\n"}');
  });

  it('has samples with its labels in order, or none', () => {
    assert.equal(series(family('gauge', 'g', '', ['a', 'b']), '1', '2'), 'g{a="1",b="2"} ');
    assert.equal(series(family('gauge', 'g', '')), 'g ');
  });
});
