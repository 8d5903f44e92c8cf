import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  curlExamples,
  homeAssistantRest,
  prometheusScrape,
} from '../../../../src/ui/pages/settings/snippets.ts';

describe('snippets', () => {
  const place = { origin: 'https://hub.example:8443', host: 'hub.example:8443' };

  it('name this hub as it was reached, by whatever port', () => {
    assert.match(prometheusScrape(place), /scheme: https\n/);
    assert.match(prometheusScrape(place), /targets: \["hub\.example:8443"\]/);
    const secure = { origin: 'https://hub.example', host: 'hub.example' };
    assert.match(prometheusScrape(secure), /targets: \["hub\.example:443"\]/);
    assert.match(curlExamples(place, undefined), /https:\/\/hub\.example:8443\/api\/zones\/ZONE/);
  });

  it('quote what a room is called', () => {
    const text = homeAssistantRest(place, [{ zoneId: 'z', friendlyName: 'Ada\'s "den": #1' }]);
    assert.ok(text.includes('name: "Ada\'s \\"den\\": #1 temperature"'), text);
  });
});
