import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCommandTemplate } from '../../../src/domain/found/command-template.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

describe('a template of a command', () => {
  it('is read where it is the number, perhaps in an object', () => {
    assert.deepEqual(readCommandTemplate(undefined), {});
    assert.deepEqual(readCommandTemplate('{{ value }}'), {});
    assert.deepEqual(readCommandTemplate('{"heating": {"target": {{ value|float }} }}'), {
      pointer: '/heating/target',
      message: { heating: { target: 0 } },
    });
    assert.deepEqual(readCommandTemplate('{"setpoint": {{ value }}}'), { pointer: '/setpoint' });
    assert.deepEqual(readCommandTemplate('{"id": 1, "t": {{ value | round(1) }}}'), {
      pointer: '/t',
      message: { id: 1 },
    });
  });

  for (const template of [
    '{"a": "{{ value }}"}',
    'E36000{{ "%04X" | format(value) }}',
    '{"a": 1}',
    '[{{ value }}]',
    `{"a": ${' '.repeat(LIMITS.foundTemplateChars)}{{ value }}}`,
  ])
    it(`cannot be read: ${template.slice(0, 60)}`, () =>
      assert.equal(readCommandTemplate(template), undefined));
});
