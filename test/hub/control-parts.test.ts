/** What is asked of the house, and what control does about it, as the hub joins them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { hallWith, VALVE } from '../support/bound-house.ts';
import { HEISHAMON_DHW, HEISHAMON_HCU, machinesWith } from '../support/bound-machines.ts';
import { doer } from '../support/doers.ts';
import { settled } from '../support/settled.ts';

const BY = doer('usr_1');
const say = (app: TestApp, topic: string, payload: string) =>
  app.messageRouter.accept({ topic, payload: Buffer.from(payload), retained: false });

describe('what is asked and control, joined', () => {
  const asked: Readonly<Record<string, (app: TestApp) => Promise<unknown>>> = {
    'the mode of the house': async ({ system }) => system.command({ mode: 'away' }, BY),
    'a setting': async ({ settings }) => settings.patch({ frostFloorC: 8 }, BY),
    'the hot water': async ({ dhwRequests }) => dhwRequests.command({ targetTempC: 53 }, BY),
    'the surplus': async ({ surplus }) => surplus.command(3, undefined, BY),
    'a zone': async ({ zoneCommands }) => zoneCommands.command('hall', { mode: 'off' }, BY),
  };
  for (const [what, act] of Object.entries(asked))
    it(`has control look soon where ${what} is asked something else`, async () => {
      const app = createTestApp({ house: machinesWith() });
      await app.controlLoop.cycle();
      assert.equal(app.controlLoop.isDue(), false);
      await act(app);
      assert.equal(app.controlLoop.isDue(), true);
    });

  it('acts on a zone that somebody asks something of before the house has settled', async () => {
    const app = createTestApp();
    const told: string[] = [];
    app.broker.connect().start({
      filters: ['aris/fcu/+/command'],
      onMessage: ({ topic }) => void told.push(topic),
      onConnection: () => undefined,
    });
    app.mqttSession.start();
    await app.zoneCommands.command('bath', { mode: 'off' }, BY);
    app.clock.advance(LIMITS.controlSoonMs);
    await settled();
    assert.deepEqual(told, ['aris/fcu/f3/command']);
  });

  it('looks soon where a machine lets it go further than before', async () => {
    const app = createTestApp({ house: machinesWith(HEISHAMON_HCU) });
    say(app, 'panasonic_heat_pump/main/Heating_Mode', '0');
    await app.controlLoop.cycle();
    app.clock.advance(LIMITS.controlPeriodMs);
    assert.equal(app.controlLoop.isDue(), false);
    say(app, 'panasonic_heat_pump/main/Heating_Mode', '1');
    assert.equal(app.controlLoop.isDue(), true);
  });

  it('has a turn of a knob as what the zone is set to', async () => {
    const app = createTestApp({ house: hallWith({ ...VALVE, keepsTurns: true }) });
    const show = async (setC: number) => {
      say(
        app,
        'z/Valve',
        JSON.stringify({ local_temperature: 19, occupied_heating_setpoint: setC }),
      );
      await settled();
    };
    app.mqttSession.start();
    await app.zoneCommands.command('hall', { mode: 'heat', tempHeatSetC: 21 }, BY);
    await show(5);
    await app.controlLoop.cycle();
    await show(21);
    app.clock.advance(LIMITS.knobSettleMs);
    await show(23);
    assert.equal(app.zones.get('hall').tempHeatSetC, 23);
  });

  it('takes no disinfection of a tank whose machine sees to it, and one of a tank of its own', async () => {
    const bound = createTestApp({ house: machinesWith(HEISHAMON_DHW) });
    await assert.rejects(bound.dhwRequests.command({ sanitize: true }, BY), /its own control/);
    const own = createTestApp({ house: machinesWith() });
    await own.dhwRequests.command({ sanitize: true }, BY);
  });
});
