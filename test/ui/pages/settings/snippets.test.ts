import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  curlExamples,
  homeAssistantFile,
  prometheusScrape,
} from '../../../../src/ui/pages/settings/snippets.ts';

describe('snippets', () => {
  const place = { origin: 'https://hub.example:8443', host: 'hub.example:8443' };

  it('name this hub as it was reached, by whatever port', () => {
    assert.match(prometheusScrape(place), /scheme: https\n/);
    assert.match(prometheusScrape(place), /targets: \["hub\.example:8443"\]/);
    const secure = { origin: 'https://hub.example', host: 'hub.example' };
    assert.match(prometheusScrape(secure), /targets: \["hub\.example:443"\]/);
    assert.match(homeAssistantFile(place), /^curl -f https:\/\/hub\.example:8443\/api\//);
    assert.match(curlExamples(place, undefined), /https:\/\/hub\.example:8443\/api\/zones\/ZONE/);
  });
});
