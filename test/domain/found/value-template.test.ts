import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTemplate, type ReadTemplate } from '../../../src/domain/found/value-template.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

/** As they stand in discovery of the makes beside them. */
const READ: Readonly<Record<string, ReadTemplate>> = {
  '': {},
  '{{ value }}': {},
  '{{ value_json.temperature }}': { pointer: '/temperature' },
  "{{ value_json['temperature'] }}": { pointer: '/temperature' },
  '{{value_json["hc1"]["seltemp"]}}': { pointer: '/hc1/seltemp' },
  '{{ value_json.dhw.curtemp }}': { pointer: '/dhw/curtemp' },
  "{{ value_json['a/b']['c~d'][0] }}": { pointer: '/a~1b/c~0d/0' },
  '{{ value_json.get("x", none) }}': { pointer: '/x' },
  // EcodanBridge, OTGateway
  '{{ value_json.Temperature|round(1) }}': { pointer: '/Temperature' },
  '{{ value_json.parameters.heatingTemp|float(0)|round(1) }}': {
    pointer: '/parameters/heatingTemp',
  },
  '{{ value_json.x | float * 0.1 }}': { pointer: '/x', scale: 0.1 },
  '{{ (value_json.x | float(0) / 10) | round(1) }}': { pointer: '/x', scale: 0.1 },
  '{{ 0.1 * value_json.x }}': { pointer: '/x', scale: 0.1 },
  '{{ (value | int - 32) * 5 / 9 }}': { scale: 0.5555555556, offset: -17.77777778 },
  '{{ value_json.flow / 3.6 }}': { pointer: '/flow', scale: 0.2777777778 },
  '{{ -value_json.x + 1 }}': { pointer: '/x', scale: -1, offset: 1 },
  // EMS-ESP
  '{{value_json.outdoortemp if value_json.outdoortemp is defined else 0}}': {
    pointer: '/outdoortemp',
  },
  '{{ value_json.state | is_defined }}': { pointer: '/state' },
  "{{ value_json.state | default('') }}": { pointer: '/state' },
  // Zigbee2MQTT's thermostats
  "{{ {'': None, 'idle': 'idle', 'heat': 'heating', 'cool': 'cooling'}[value_json.running_state] }}":
    {
      pointer: '/running_state',
      values: { '': null, idle: 'idle', heat: 'heating', cool: 'cooling' },
    },
  "{{ {'0': 'off', '1': 'heat'}.get(value, 'off') }}": { values: { 0: 'off', 1: 'heat' } },
  "{{ 'ON' if value_json.on else 'OFF' }}": {
    pointer: '/on',
    values: { true: 'ON', false: 'OFF' },
  },
  "{{ iif(value_json.active, 'heating', 'idle') }}": {
    pointer: '/active',
    values: { true: 'heating', false: 'idle' },
  },
  '{{- value_json.x -}}': { pointer: '/x' },
};

const UNREAD = [
  'plain text',
  '{{ value_json.x }} °C',
  '{{ value_json.x }}{{ value_json.y }}',
  '{{ value_json.x + value_json.y }}',
  '{{ value_json.x * 0 }}',
  '{{ value_json.x / 0 }}',
  '{{ 1 / value_json.x }}',
  "{{ states('sensor.hall') }}",
  "{{ '%02X' | format(value) }}",
  '{{ value | regex_replace("a", "b") }}',
  '{{ value_json.ts | timestamp_custom("%H") }}',
  "{% if value == 'ON' %}1{% else %}0{% endif %}",
  '{% for i in range(999999999) %}{{ i }}{% endfor %}',
  "{{ 'heat' if value_json.mode == 'h' else 'off' }}",
  '{{ value_json.x if value_json.y is defined else 0 }}',
  '{{ value_json.__class__.__mro__[1].__subclasses__() }}',
  '{{ value_json.x | attr("__globals__") }}',
  "{{ self.__init__.__globals__['os'].popen('id').read() }}",
  '{{ namespace(x=1) }}',
  '{{ constructor }}',
  '{{ value_json.x | constructor }}',
  '{{ }}',
  '{{ value_json. }}',
  '{{ value_json[x] }}',
  '{{ 21.5 }}',
  "{{ {'a': 1}[value] * 2 }}",
  `{{ ${'('.repeat(400)}value${')'.repeat(400)} }}`,
  `{{ value_json.${'a'.repeat(LIMITS.foundTemplateChars)} }}`,
];

describe('a template of discovery', () => {
  for (const [template, read] of Object.entries(READ))
    it(`is read: ${template}`, () => assert.deepEqual(readTemplate(template), read));

  for (const template of UNREAD)
    it(`cannot be read: ${template.slice(0, 60)}`, () =>
      assert.equal(readTemplate(template), undefined));

  it('is read up to its longest, and as deep as it may be', () => {
    const chars = LIMITS.foundTemplateChars - '{{ value_json. }}'.length;
    assert.ok(readTemplate(`{{ value_json.${'a'.repeat(chars)} }}`));
    const deep = (levels: number) => `{{ ${'('.repeat(levels)}value${')'.repeat(levels)} }}`;
    assert.ok(readTemplate(deep(LIMITS.foundTemplateDepth - 1)));
    assert.equal(readTemplate(deep(LIMITS.foundTemplateDepth)), undefined);
  });

  it('has a map whose words are its own alone', () => {
    const { values = {} } = readTemplate("{{ {'__proto__': 'x', 'a': 1}[value] }}") ?? {};
    assert.deepEqual(Object.keys(values), ['__proto__', 'a']);
  });
});
