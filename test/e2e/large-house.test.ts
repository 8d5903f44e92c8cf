/** A house as large as the limits allow, from its file to a command, and again after a restart without the file. */
import assert from 'node:assert/strict';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { curl } from '../support/curl.ts';
import { aris, dataFolderWith, launchHub } from '../support/hub.ts';
import { LARGEST_HOUSE } from '../support/largest-house.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { until } from '../support/until.ts';
import { openBrokerRig, type BrokerRig } from './broker-rig.ts';

describe('the largest house', () => {
  let rig: BrokerRig;
  before(async () => (rig = await openBrokerRig()));
  after(async () => {
    await rig.clear();
    await rig.close();
  });

  it('is fine, starts, is heard and commanded, and starts again from what was kept of it', async () => {
    const dataFolder = dataFolderWith(LARGEST_HOUSE);
    const file = join(dataFolder, 'house.json');
    assert.ok(statSync(file).size > 5 * LIMITS.storeValueBytes);
    const { code, stdout } = await aris(['house', 'check'], dataFolder);
    assert.equal(code, 0, stdout);
    // Its thousands of announcements are not what this is about.
    const options = { dataFolder, env: { ARIS_HA_PREFIX: 'off' } };
    const first = await rig.startHeard(options);
    const last = LARGEST_HOUSE.zones.at(-1)?.zoneId ?? '';
    const token = await first.token();
    const index = LIMITS.zones - 1;
    await publish(rig.broker.port, `zigbee2mqtt/Apartment ${index} living room`, {
      temperature: 20.4,
    });
    const zone = async (url: string) => {
      const reply = await curl(`${url}/api/zones/${last}`, { token });
      return (reply.json() as { zone: { tempC?: number; tempHeatSetC: number } }).zone;
    };
    await until(async () => (await zone(first.url)).tempC === 20.4, 'the last thermometer');
    const body = { tempHeatSetC: 22.5 };
    assert.equal(
      (await curl(`${first.url}/api/zones/${last}/command`, { token, body })).status,
      200,
    );
    assert.equal(await first.stop(), 0);
    rmSync(file);
    const second = await rig.start(options);
    assert.equal((await zone(second.url)).tempHeatSetC, 22.5);
    const reply = await curl(`${second.url}/api/zones`, { token });
    assert.equal((reply.json() as { metadata: { count: number } }).metadata.count, LIMITS.zones);
  });

  it('is refused where its file is larger than what can be kept, by check and start alike', async () => {
    const text = JSON.stringify(LARGEST_HOUSE);
    const padding = ' '.repeat(LIMITS.houseBytes + 1 - Buffer.byteLength(text));
    const tooLarge = dataFolderWith(text + padding);
    const check = await aris(['house', 'check'], tooLarge);
    assert.equal(check.code, 2);
    assert.match(check.stdout + check.stderr, /it has 2097153 bytes, over 2097152/);
    const hub = launchHub({ dataFolder: tooLarge, args: ['--mqtt-url', rig.broker.url] });
    assert.equal(await hub.exited(), 2);
    assert.match(JSON.stringify(hub.log), /it has 2097153 bytes, over 2097152/);
    const fits = dataFolderWith(text + padding.slice(1));
    assert.equal((await aris(['house', 'check'], fits)).code, 0);
  });
});
