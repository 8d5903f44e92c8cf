/**
 * EMS-ESP on a Bosch or Buderus heat pump: one JSON object a device, each 10 s, not retained. The heat pump goes by its
 * own curve, which can be shifted, and charges its tank by itself. https://github.com/emsesp/EMS-ESP32
 */
import type { JsonValue } from '../../domain/errors.ts';
import type { Placement } from '../layout.ts';
import type { PlantState } from '../plant.ts';
import { reportOf } from '../reports.ts';
import { clamp } from '../water.ts';
import { json, kept, numberOf, type Gateway } from './gateway.ts';

/** What its controller takes, K and °C. */
const SHIFT_K = [-10, 10] as const;
const TANK_C = [30, 60] as const;
const LITERS_PER_MINUTE_OF_HOUR = 60;
const W_PER_KW = 1_000;

const onOff = (is: unknown) => (is === true ? 'on' : 'off');

/** What it works for, in the words of the firmware. */
function activity({ hcu, source }: PlantState): string {
  if (source.defrostLeftMs > 0) return 'defrost';
  if (source.running === 'no') return 'off';
  return { heat: 'heating', cool: 'cooling', dhw_charge: 'hot water', idle: 'off' }[hcu.mode];
}

function boilerData(placement: Placement, plant: PlantState, tankC: number) {
  const hcu = reportOf(placement, plant, { kind: 'hcu', id: '' });
  const pump = reportOf(placement, plant, { kind: 'heatpump', id: '' });
  const tank = reportOf(placement, plant, { kind: 'dhw', id: '' });
  const tenth = (value: JsonValue | undefined) => Math.round(Number(value) * 10) / 10;
  return {
    outdoortemp: tenth(hcu['outdoorTempC']),
    curflowtemp: tenth(hcu['supplyTempC']),
    rettemp: tenth(hcu['returnTempC']),
    syspress: tenth(hcu['systemPressureBar']),
    pc0flow: Math.round(Number(hcu['flowRateLpm']) * LITERS_PER_MINUTE_OF_HOUR),
    hpcurrpower: Math.round(Number(hcu['electricalPowerKw']) * W_PER_KW),
    nrgconstotal: Number(hcu['lifetimeElecKwh']),
    nrgsupptotal: Number(hcu['lifetimeThermalKwh']),
    hpcompspd: Number(pump['compressorSpeedPercent']),
    hpcompon: onOff(plant.source.running !== 'no'),
    hptr6: tenth(pump['compressorDischargeTempC']),
    hptr5: tenth(pump['compressorSuctionTempC']),
    hpactivity: activity(plant),
    auxheaterstatus: plant.source.backupW > 0 ? 'heating' : 'off',
    dhw: {
      seltemp: tankC,
      curtemp: tenth(tank['tempTopC']),
      charging: onOff(tank['heatingActive']),
      disinfecting: onOff(tank['isSanitizing']),
      circ: onOff(tank['recircPumpActive']),
    },
  };
}

export function createEmsEsp(base: string): Gateway {
  const settings = { shiftK: 0, tankC: 50 };

  const obey = (_: Placement, plant: PlantState): PlantState => ({
    ...plant,
    hcu: { ...plant.hcu, settings: undefined, curveShiftK: settings.shiftK },
    tank: {
      ...plant.tank,
      settings: { ...plant.tank.settings, heat: undefined, targetTempC: settings.tankC },
    },
  });

  return {
    filters: [`${base}/boiler/#`, `${base}/thermostat/#`],
    greet: () => [kept(`${base}/status`, 'online')],
    report: (placement, plant) => [
      json(`${base}/boiler_data`, boilerData(placement, plant, settings.tankC)),
      json(`${base}/thermostat_data`, { hc1: { offsettemp: settings.shiftK, mode: 'auto' } }),
      json(`${base}/heartbeat`, { bus_status: 'connected', uptime: '000+00:10:00.000' }),
    ],
    obey,
    hear(topic, payload) {
      const value = numberOf(payload);
      if (value === undefined) return false;
      if (topic === `${base}/thermostat/hc1/offsettemp`) settings.shiftK = clamp(value, ...SHIFT_K);
      else if (topic === `${base}/boiler/dhw/seltemp`) settings.tankC = clamp(value, ...TANK_C);
      else return false;
      return true;
    },
    farewell: () => [kept(`${base}/status`, 'offline')],
  };
}
