import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hubSection } from '../../src/metrics/hub.ts';
import { written } from '../support/metric-samples.ts';

it('the metrics of the hub say which it is, as it is called now', () => {
  let name = 'Home';
  const section = hubSection({
    build: { version: '1.2.3', nodeVersion: 'v20.19.0', isVirtual: true },
    systemView: () => ({ serial: '8f3a', name }),
  });
  const build = 'aris_build_info{version="1.2.3",node_version="v20.19.0",virtual="true"}';
  assert.deepEqual(Object.fromEntries(written(section)), {
    [build]: 1,
    'aris_hub_info{serial="8f3a",name="Home"}': 1,
  });
  name = 'Hill "3"';
  assert.ok(written(section).has('aris_hub_info{serial="8f3a",name="Hill \\"3\\""}'));
});
