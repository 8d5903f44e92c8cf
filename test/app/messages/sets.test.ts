/** What is set over MQTT is what the same value sets over HTTP. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  parseDhwSet,
  parsePowerLimitSet,
  parseSurplusSet,
  parseZoneSet,
} from '../../../src/app/messages/sets.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type TestApp } from '../../support/app.ts';
import { celsiusOf, pythonText } from '../../support/home-assistant/publish.ts';
import { refusedAs } from '../../support/refused.ts';
import { settled } from '../../support/settled.ts';
import { doer } from '../../support/doers.ts';

const tenth = (tempC: number) => Math.round(tempC * 10) / 10;
const refused = (rule: RegExp) => (error: unknown) =>
  refusedAs('invalid')(error) && rule.test((error as Error).message);

describe('a number that is set', () => {
  const taken: readonly (readonly [payload: string, tempC: number])[] = [
    ['20.299999999999997', 20.299999999999997],
    ['21.11111111111111', 190 / 9],
    ['21.5\n', 21.5],
    [' \t21.5\r\n', 21.5],
    ['2.15e1', 21.5],
    ['215E-1', 21.5],
    ['-3', -3],
    [`21.${'1'.repeat(LIMITS.mqttNumberChars - 3)}`, 190 / 9],
  ];
  for (const [payload, tempC] of taken)
    it(`is taken as HTTP takes it: ${JSON.stringify(payload.slice(0, 40))}`, () => {
      assert.equal(JSON.parse(payload), tempC);
      assert.deepEqual(parseZoneSet('target_temp', payload), { targetTempC: tempC });
      assert.deepEqual(parseZoneSet('temp_heat', payload), { tempHeatSetC: tempC });
      assert.deepEqual(parseZoneSet('temp_cool', payload), { tempCoolSetC: tempC });
      assert.deepEqual(parseDhwSet('target_temp', payload), { targetTempC: tempC });
      assert.deepEqual(parseDhwSet('boost_minutes', payload), { boostMinutes: tempC });
    });

  const none = [
    '',
    ' \n',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '0x15',
    '21,5',
    '21.5 °C',
    'None',
    '.5',
    '21.',
    '+21',
    '021',
    '"21"',
    'null',
    'true',
    '[21]',
    '{"value":21}',
    '21 22',
    `21.${'1'.repeat(LIMITS.mqttNumberChars - 2)}`,
  ];
  for (const payload of none)
    it(`is refused by name: ${JSON.stringify(payload.slice(0, 40))}`, () => {
      const named = JSON.stringify(payload.slice(0, 40));
      const rule = (of: string) => (error: unknown) =>
        refusedAs('invalid')(error) &&
        (error as Error).message.startsWith(`must be ${of}, not ${named}`);
      assert.throws(
        () => parseZoneSet('target_temp', payload),
        rule('a number of °C such as 21.5'),
      );
      assert.throws(() => parseDhwSet('boost_minutes', payload), rule('a whole number of minutes'));
      assert.throws(() => parseSurplusSet(payload), rule('one of 1, 2, 3, 4'));
    });

  it('is not repeated at length where it is refused', () => {
    assert.throws(
      () => parseZoneSet('target_temp', 'x'.repeat(LIMITS.mqttPayloadBytes)),
      (error: unknown) => (error as Error).message.length < 120,
    );
  });

  it('is a level of surplus however it is written', () => {
    for (const payload of ['3', '3.0', ' 3\n', '0.3e1']) assert.equal(parseSurplusSet(payload), 3);
    for (const payload of ['0', '5', '2.5', '-1'])
      assert.throws(() => parseSurplusSet(payload), refused(/^must be one of 1, 2, 3, 4, not /));
  });
});

describe('a power limit that is set', () => {
  it('is a number of kW, or the word that ends it', () => {
    for (const payload of ['4.2', ' 4.2\n', '42e-1'])
      assert.deepEqual(parsePowerLimitSet(payload), { powerLimitKw: 4.2 });
    assert.deepEqual(parsePowerLimitSet('0'), { powerLimitKw: 0 });
    assert.deepEqual(parsePowerLimitSet('none\n'), { cancelPowerLimit: true });
    for (const payload of ['', '4,2', '4.2 kW', 'off', 'null', '"4.2"'])
      assert.throws(
        () => parsePowerLimitSet(payload),
        refused(/^must be a number of kW such as 4.2, or none, not /),
      );
  });
});

describe('a word that is set', () => {
  it('may have blanks and line ends around it, and none inside', () => {
    assert.deepEqual(parseZoneSet('mode', ' heat_cool\r\n'), { mode: 'auto' });
    assert.deepEqual(parseZoneSet('preset', 'away\n'), { setPreset: 'away' });
    assert.deepEqual(parseZoneSet('resume_schedule', 'PRESS\n'), { resumeSchedule: true });
    assert.deepEqual(parseDhwSet('recirc', '\tOFF '), { recirc: false });
    assert.deepEqual(parseDhwSet('mode', 'performance\n'), { boostMinutes: 60 });
    assert.throws(
      () => parseZoneSet('mode', 'heat cool'),
      refused(/^must be one of heat, .*, not "heat cool"$/),
    );
  });
});

/** From 50 to 86 °F, which is all that can be set, in the steps of its dial. */
const DIAL_F = Array.from({ length: 73 }, (_, step) => 50 + step / 2);
const WAYS: Readonly<Record<string, (tempF: number) => number>> = {
  'divided by 1.8, as Home Assistant does it': celsiusOf,
  'times 5, divided by 9': (tempF) => ((tempF - 32) * 5) / 9,
};

for (const [way, inCelsius] of Object.entries(WAYS))
  describe(`with Home Assistant in °F, ${way}`, () => {
    let mqtt: TestApp;
    let http: TestApp;
    let token: string;

    before(async () => {
      [mqtt, http] = [createTestApp(), createTestApp()];
      ({ token } = await http.tokens.create(OWNER, { name: 'all' }));
    });

    async function set(leaf: string, payload: string): Promise<void> {
      await say(`aris/zone/living/${leaf}/set`, payload);
    }
    async function say(topic: string, payload: string): Promise<void> {
      mqtt.messageRouter.accept({ topic, payload: Buffer.from(payload), retained: false });
      // In its turn, if it is not the first of it.
      await settled();
      mqtt.clock.advance(LIMITS.mqttCommandsIntervalMs);
      await settled();
    }
    async function post(command: object): Promise<void> {
      const headers = [bearer(token), JSON_HEADER];
      const ask = { method: 'POST', target: '/api/zones/living/command', headers };
      const answer = await http.ask({ ...ask, body: JSON.stringify(command) });
      assert.equal(answer.status, 200, answer.text);
    }
    /** What is asked of the zone, which must be the same in both. */
    function asked(what: string) {
      const [over, same] = [mqtt, http].map(({ zones }) => {
        const { mode, tempHeatSetC, tempCoolSetC } = zones.get('living');
        return { mode, tempHeatSetC, tempCoolSetC };
      });
      assert.deepEqual(over, same, what);
      return { heatC: same?.tempHeatSetC, coolC: same?.tempCoolSetC };
    }

    it('every setpoint is taken, as HTTP takes the same number', async () => {
      for (const mode of ['heat', 'cool'] as const) {
        await set('mode', mode);
        await post({ mode });
        for (const tempF of DIAL_F) {
          const tempC = inCelsius(tempF);
          await set('target_temp', pythonText(tempC));
          await post(mode === 'heat' ? { tempHeatSetC: tempC } : { tempCoolSetC: tempC });
          asked(`${mode} ${tempF} °F`);
        }
      }
    });

    it('every range of 4 °F and more is taken as it was set, as it is over HTTP', async () => {
      for (const mode of ['heat_cool', 'auto'] as const) await set('mode', mode);
      await post({ mode: 'auto' });
      for (const lowF of DIAL_F)
        for (const highF of [lowF + 4, lowF + 6, lowF + 11.5]) {
          if (highF > 86) continue;
          const [lowC, highC] = [inCelsius(lowF), inCelsius(highF)];
          await set('temp_heat', pythonText(lowC));
          await set('temp_cool', pythonText(highC));
          await post({ tempHeatSetC: lowC, tempCoolSetC: highC });
          const { heatC, coolC } = asked(`${lowF} to ${highF} °F`);
          assert.deepEqual([heatC, coolC], [lowC, highC].map(tenth), `${lowF} to ${highF} °F`);
        }
    });

    it('the hot water is taken as HTTP takes it', async () => {
      const topic = 'aris/dhw/dhw_main/target_temp/set';
      for (const tempF of [115, 120, 122.5, 130]) {
        const tempC = inCelsius(tempF);
        await say(topic, pythonText(tempC));
        await http.dhwRequests.command({ targetTempC: tempC }, doer('http'));
        const shown = ({ dhwRequests: hotWater }: TestApp) => hotWater.view()['targetTempC'];
        for (const app of [mqtt, http]) assert.equal(shown(app), tenth(tempC), `${tempF} °F`);
      }
    });
  });
