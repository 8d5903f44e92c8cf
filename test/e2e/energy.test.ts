/** What Home Assistant's meters stand at, over a hub that is killed between two writes to the disk. A minute is a second. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RunningEnergy } from '../../src/app/energy/energy-view.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { curl } from '../support/curl.ts';
import { fasterTime } from '../support/fake-time.ts';
import type { Heard } from '../support/mosquitto-clients.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { openBrokerRig, type BrokerRig } from './broker-rig.ts';

const TIMES = 60;
const TIMEOUT_MS = 60_000;
const TOPIC = 'aris/hcu/hcu_main/energy';
/** No meters: what is lost of a power is lost for good. */
const RUNNING = { mode: 'heat', state: 'running', electricalPowerKw: 6, thermalPowerKw: 24 };
const kwhIn = (ms: number) => (RUNNING.electricalPowerKw * ms) / HOUR_MS;

const totalIn = ({ payload }: Heard) => (JSON.parse(payload) as RunningEnergy).total;
const kwhOf = (heard: Heard) => totalIn(heard).electricalKwh ?? NaN;

describe('the meters', () => {
  let rig: BrokerRig;
  let stopReports: () => void = () => undefined;

  const told = () =>
    rig.ear.heard.filter(({ topic, payload }) => topic === TOPIC && payload !== '');
  const toldKwh = async (least: number) =>
    rig.ear.next(
      (heard) => heard.topic === TOPIC && heard.payload !== '' && kwhOf(heard) >= least,
      `${least} kWh`,
      TIMEOUT_MS,
    );
  /** The plant reports all the time, until it is stopped. */
  function startReports(): () => void {
    const stop = new AbortController();
    const report = async (): Promise<void> => {
      await publish(rig.broker.port, 'aris/hcu/hcu_main/telemetry', RUNNING);
      if (!stop.signal.aborted) await report();
    };
    void report();
    return () => stop.abort();
  }
  async function onDisk(url: string, token: string): Promise<number> {
    const { total } = (await curl(`${url}/api/energy`, { token })).json() as RunningEnergy;
    return total.electricalKwh ?? NaN;
  }

  before(async () => {
    rig = await openBrokerRig();
  });
  after(async () => {
    stopReports();
    await rig.clear();
    await rig.close();
  });

  it('begin at 0, and never fall by a kill -9 in the ninth minute after a write', async () => {
    const hub = await rig.startHeard({ env: fasterTime(TIMES) });
    assert.equal(kwhOf(await toldKwh(0)), 0);
    stopReports = startReports();
    const token = await hub.token('equipment:read');
    await rig.ear.next(
      (heard) => heard.topic === TOPIC && kwhOf(heard) >= kwhIn(8 * MINUTE_MS),
      'what eight minutes take',
      TIMEOUT_MS,
    );
    await hub.kill9();
    stopReports();
    const before = Math.max(...told().map(kwhOf));
    await rig.silence();
    const next = await rig.startHeard({
      dataFolder: hub.dataFolder,
      env: fasterTime(TIMES, LIMITS.lazyFlushMs),
    });
    const first = await toldKwh(0);
    const kept = await onDisk(next.url, token);
    assert.ok(kept < before - kwhIn(MINUTE_MS), `${kept} of ${before} kWh were on the disk`);
    assert.equal(kwhOf(first), before);
    stopReports = startReports();
    await toldKwh(before + kwhIn(MINUTE_MS));
    const least = Math.min(...told().map(kwhOf));
    assert.ok(least >= before, `fell from ${before} to ${least} kWh`);
    const uses = told().map((heard) => totalIn(heard).uses.heating?.thermalKwh ?? NaN);
    assert.deepEqual(
      uses,
      uses.toSorted((a, b) => a - b),
    );
  });
});
