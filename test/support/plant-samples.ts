/** What 20 zones and their plant show, as a house does that nobody has tidied: every sensor has noise. */
import type { Sample } from '../../src/app/history/history-recorder.ts';
import { HOUR_MS, roundToTenth } from '../../src/domain/units.ts';
import { createSeededRandom } from './seeded-random.ts';

const ZONES = 20;

export function createPlantSamples(seed = 1) {
  const random = createSeededRandom(seed);
  /** −1 to 1, mostly small. */
  const noise = () => {
    const [a = 0, b = 0, c = 0] = random.bytes(3);
    return (a + b + c) / 382.5 - 1;
  };
  const wave = (nowMs: number, hours: number, shift = 0) =>
    Math.sin((nowMs / (hours * HOUR_MS)) * 2 * Math.PI + shift);

  function zone(nowMs: number, index: number): object {
    const isCalling = wave(nowMs, 1.3, index) > 0.3;
    return {
      tempC: roundToTenth(21.5 + 0.8 * wave(nowMs, 24, index) + 0.06 * noise()),
      rhPercent: Math.round(45 + 8 * wave(nowMs, 24, index) + 0.5 * noise()),
      co2Ppm: Math.round(750 + 250 * wave(nowMs, 8, index) + 15 * noise()),
      mode: 'auto',
      tempHeatSetC: wave(nowMs, 24) > 0 ? 21 : 18.5,
      tempCoolSetC: 25,
      activeCall: isCalling ? 'heat' : 'none',
    };
  }

  function fcu(nowMs: number, index: number): object {
    const isCalling = wave(nowMs, 1.3, index) > 0.3;
    return {
      mode: isCalling ? 'heat' : 'idle',
      fanPercent: isCalling ? Math.round(45 + 20 * wave(nowMs, 1.3, index) + 2 * noise()) : 0,
      roomTempC: roundToTenth(21.8 + 0.8 * wave(nowMs, 24, index) + 0.06 * noise()),
      rhPercent: Math.round(45 + 8 * wave(nowMs, 24, index) + 0.5 * noise()),
      supplyTempC: roundToTenth(36 + 3 * wave(nowMs, 2) + 0.4 * noise()),
      returnTempC: roundToTenth(31 + 3 * wave(nowMs, 2, 1) + 0.4 * noise()),
    };
  }

  function hcu(nowMs: number): object {
    const electricalPowerKw = roundToTenth(2 + wave(nowMs, 2) + 0.15 * noise());
    return {
      sourceType: 'heat_pump',
      mode: 'heat',
      state: 'running',
      supplyTempC: roundToTenth(37 + 3 * wave(nowMs, 2) + 0.4 * noise()),
      returnTempC: roundToTenth(32 + 3 * wave(nowMs, 2, 1) + 0.4 * noise()),
      flowRateLpm: roundToTenth(24 + 0.3 * noise()),
      thermalPowerKw: roundToTenth(3.8 * electricalPowerKw),
      electricalPowerKw,
      lifetimeThermalKwh: roundToTenth(1_420 + nowMs / HOUR_MS / 100),
      lifetimeElecKwh: roundToTenth(450 + nowMs / HOUR_MS / 300),
      copInstant: roundToTenth(3.8 + 0.1 * noise()),
      outdoorTempC: roundToTenth(2 + 5 * wave(nowMs, 24) + 0.1 * noise()),
      systemPressureBar: 1.5,
      backupHeaterActive: false,
    };
  }

  function heatPump(nowMs: number): object {
    return {
      compressorSpeedPercent: Math.round(60 + 20 * wave(nowMs, 2) + noise()),
      compressorHz: roundToTenth(70 + 20 * wave(nowMs, 2) + noise()),
      fanRpm: Math.round(800 + 100 * wave(nowMs, 2) + 8 * noise()),
      defrostActive: wave(nowMs, 1.1) > 0.98,
      highPressureBar: roundToTenth(28 + 2 * wave(nowMs, 2) + 0.2 * noise()),
      lowPressureBar: roundToTenth(8 + 0.2 * noise()),
      compressorDischargeTempC: roundToTenth(80 + 6 * wave(nowMs, 2) + 0.4 * noise()),
      compressorSuctionTempC: roundToTenth(2 + 5 * wave(nowMs, 24) + 0.4 * noise()),
      thermalPowerKw: 7.6,
      electricalPowerKw: 2,
      copInstant: 3.8,
      acVoltageV: roundToTenth(231 + noise()),
      acCurrentA: roundToTenth(9 + 0.3 * noise()),
    };
  }

  const tank = (nowMs: number) => ({
    tempTopC: roundToTenth(51 + 2 * wave(nowMs, 8) + 0.1 * noise()),
    tempMidC: roundToTenth(47 + 4 * wave(nowMs, 8) + 0.1 * noise()),
    tempBottomC: roundToTenth(40 + 8 * wave(nowMs, 8) + 0.1 * noise()),
    stateOfChargePercent: Math.round(70 + 20 * wave(nowMs, 8)),
    effectiveCapacityLiters: roundToTenth(220 + 30 * wave(nowMs, 8)),
    heatingActive: wave(nowMs, 8) > 0.5,
    recircEnabled: true,
    mode: 'heat',
  });

  return function* samples(nowMs: number): Generator<Sample> {
    for (let index = 0; index < ZONES; index++) {
      yield { kind: 'zone', id: `primary_room_${index}`, values: zone(nowMs, index) };
      yield { kind: 'fcu', id: `fcu_01${index}`, values: fcu(nowMs, index) };
    }
    yield { kind: 'hcu', id: 'hcu_main', values: hcu(nowMs) };
    yield { kind: 'heatpump', id: 'hp_outdoor_1', values: heatPump(nowMs) };
    yield { kind: 'dhw', id: 'dhw_main', values: tank(nowMs) };
    yield { kind: 'tes', id: 'tes_main', values: tank(nowMs) };
  };
}
