import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parse } from 'yaml';
import { Secret, yamlOf } from '../../../src/app/home-assistant/yaml.ts';
import { HOSTILE } from '../../support/hostile-text.ts';

it('YAML reads as what it was made of', () => {
  const value = {
    text: 'a "quoted": #1 \u2028 \u0085 \u007f \ufeff 😀 \ud800',
    names: Object.values(HOSTILE),
    list: [1, true, [], {}, [['a'], { b: 'c' }], { d: { e: ['f'], g: -0.5 } }],
    none: {},
  };
  const text = yamlOf(value);
  assert.deepEqual(parse(text), value);
  // What PyYAML calls special characters, and would not read.
  assert.doesNotMatch(text, /[\u007f-\u009f\u2028\u2029\ufeff]|\p{Cs}/u);
  const customTags = [{ tag: '!secret', resolve: (name: string) => `secret ${name}` }];
  assert.deepEqual(parse(yamlOf({ a: [new Secret('x')] }), { customTags }), { a: ['secret x'] });
});
