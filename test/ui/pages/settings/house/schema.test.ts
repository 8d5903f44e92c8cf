import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SETTING_NAMES } from '../../../../../src/domain/settings.ts';
import {
  fieldsOfGroup,
  GROUPS,
  settingFields,
} from '../../../../../src/ui/pages/settings/house/schema.ts';
import { settings } from '../../../../../src/ui/strings/settings.ts';

const contract = (properties: object) =>
  ({
    paths: {
      '/api/settings': {
        patch: { requestBody: { content: { 'application/json': { schema: { properties } } } } },
      },
    },
  }) as Parameters<typeof settingFields>[0];

describe('settings as the hub describes them', () => {
  const fields = settingFields(
    contract({
      awayHeatSetC: {
        type: 'number',
        minimum: 10,
        maximum: 21,
        description: 'Heats. To that. Default: 17 °C',
      },
      units: { type: 'string', enum: ['C', 'F'], description: 'Unit. Default: C' },
      isQuiet: { type: 'boolean', description: 'Quiet at night. Default: false' },
      odd: { description: 'Without more' },
    }),
  );

  it('have their kind, bounds, unit and help', () => {
    assert.deepEqual(fields, [
      {
        name: 'awayHeatSetC',
        kind: 'number',
        help: 'Heats. To that',
        unit: '°C',
        standard: '17',
        min: 10,
        max: 21,
      },
      { name: 'units', kind: 'enum', help: 'Unit', standard: 'C', values: ['C', 'F'] },
      { name: 'isQuiet', kind: 'boolean', help: 'Quiet at night', standard: 'false' },
      { name: 'odd', kind: 'text', help: 'Without more' },
    ]);
  });

  it('that nobody gave a group stand in the last', () => {
    assert.deepEqual(
      fieldsOfGroup('more', fields).map(({ name }) => name),
      ['isQuiet', 'odd'],
    );
    assert.deepEqual(settingFields({ paths: {} }), []);
  });

  it('all have a group and words of their own', () => {
    assert.deepEqual([...SETTING_NAMES].sort(), Object.values(GROUPS).flat().sort());
    assert.deepEqual(Object.keys(settings.house.labels).sort(), [...SETTING_NAMES].sort());
  });
});
