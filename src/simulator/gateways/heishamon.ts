/**
 * HeishaMon on a Panasonic Aquarea: one plain number a topic, retained. The heat pump makes water of the asked
 * temperature (direct mode), and charges its tank by itself. https://github.com/heishamon/HeishaMon
 */
import type { Publication } from '../../app/base/ports/bus.ts';
import type { Placement } from '../layout.ts';
import type { PlantState } from '../plant.ts';
import { reportOf } from '../reports.ts';
import { clamp } from '../water.ts';
import { kept, numberOf, type Gateway } from './gateway.ts';

const BAR_PER_KGF = 0.980665;
/** It tells power in steps of so many W. */
const POWER_STEP_W = 200;
const W_PER_KW = 1_000;
/** What it takes in direct mode, and of its tank, °C. */
const WATER_C = [20, 60] as const;
const TANK_C = [40, 75] as const;

interface Appliance {
  isOn: boolean;
  waterC: number;
  tankC: number;
  isCharging: boolean;
  /** Of its levels 0 to 3. */
  quietLevel: number;
  /** Told since it was obeyed last; when it is over, the tank knows by itself. */
  sterilize: boolean | undefined;
}

const flag = (is: unknown) => (is === true ? '1' : '0');
const inSteps = (kw: unknown) =>
  String(Math.round((Number(kw ?? 0) * W_PER_KW) / POWER_STEP_W) * POWER_STEP_W);

/** Of three pairs of power, the one that the machine works for has a value. */
function powers(plant: PlantState, hcu: Readonly<Record<string, unknown>>): [string, string][] {
  const works = { Heat: 'heat', Cool: 'cool', DHW: 'dhw_charge' } as const;
  return Object.entries(works).flatMap(([name, mode]): [string, string][] => {
    const isIt = plant.hcu.mode === mode && plant.source.running !== 'no';
    return [
      [`${name}_Power_Production`, isIt ? inSteps(hcu['thermalPowerKw']) : '0'],
      [`${name}_Power_Consumption`, isIt ? inSteps(hcu['electricalPowerKw']) : '0'],
    ];
  });
}

function measured(placement: Placement, plant: PlantState): [string, string][] {
  const hcu = reportOf(placement, plant, { kind: 'hcu', id: '' });
  const pump = reportOf(placement, plant, { kind: 'heatpump', id: '' });
  const tank = reportOf(placement, plant, { kind: 'dhw', id: '' });
  const quarter = (tempC: unknown) => String(Math.round(Number(tempC) * 4) / 4);
  const whole = (value: unknown) => String(Math.round(Number(value)));
  const pressure = (bar: unknown) => (Number(bar) / BAR_PER_KGF).toFixed(1);
  return [
    ['Main_Outlet_Temp', quarter(hcu['supplyTempC'])],
    ['Main_Inlet_Temp', quarter(hcu['returnTempC'])],
    ['Outside_Temp', whole(hcu['outdoorTempC'])],
    ['Pump_Flow', Number(hcu['flowRateLpm']).toFixed(2)],
    ['Compressor_Freq', whole(pump['compressorHz'])],
    ['Fan1_Motor_Speed', whole(pump['fanRpm'])],
    ['Discharge_Temp', whole(pump['compressorDischargeTempC'])],
    ['Eva_Outlet_Temp', whole(pump['compressorSuctionTempC'])],
    ['High_Pressure', pressure(pump['highPressureBar'])],
    ['Low_Pressure', pressure(pump['lowPressureBar'])],
    ['Defrosting_State', flag(pump['defrostActive'])],
    ['Internal_Heater_State', flag(hcu['backupHeaterActive'])],
    ['External_Heater_State', flag(tank['backupHeaterActive'])],
    ['ThreeWay_Valve_State', flag(plant.hcu.mode === 'dhw_charge')],
    ['DHW_Temp', whole(tank['tempTopC'])],
    ['Sterilization_State', flag(tank['isSanitizing'])],
    ['Buffer_Temp', '-78'],
    ...powers(plant, hcu),
  ];
}

export function createHeishaMon(base: string): Gateway {
  const appliance: Appliance = {
    isOn: true,
    waterC: 35,
    tankC: 48,
    isCharging: false,
    quietLevel: 0,
    sterilize: undefined,
  };
  const main = (name: string, value: string): Publication => kept(`${base}/main/${name}`, value);

  const settings = (): [string, string][] => [
    ['Heatpump_State', flag(appliance.isOn)],
    ['Operating_Mode_State', '4'],
    ['Heating_Mode', '1'],
    ['Z1_Sensor_Settings', '0'],
    ['Z1_Heat_Request_Temp', String(appliance.waterC)],
    ['Main_Target_Temp', String(appliance.waterC)],
    ['DHW_Target_Temp', String(appliance.tankC)],
    ['Force_DHW_State', flag(appliance.isCharging)],
    ['Quiet_Mode_Level', String(appliance.quietLevel)],
    ['Error', 'No error'],
  ];

  const obeyed = (plant: PlantState): PlantState => ({
    ...plant,
    hcu: {
      ...plant.hcu,
      settings: appliance.isOn ? { mode: 'heat', supplyTempC: appliance.waterC } : { mode: 'idle' },
    },
    tank: {
      ...plant.tank,
      isSanitizing: appliance.sterilize ?? plant.tank.isSanitizing,
      settings: {
        ...plant.tank.settings,
        heat: appliance.isCharging ? true : undefined,
        targetTempC: Math.min(65, appliance.tankC),
      },
    },
  });

  function obey(_: Placement, plant: PlantState): PlantState {
    const next = obeyed(plant);
    appliance.sterilize = undefined;
    return next;
  }

  const commands: Readonly<Record<string, (value: number) => void>> = {
    SetHeatpump: (value) => (appliance.isOn = value === 1),
    SetZ1HeatRequestTemperature: (value) => (appliance.waterC = clamp(value, ...WATER_C)),
    SetDHWTemp: (value) => (appliance.tankC = clamp(value, ...TANK_C)),
    SetForceDHW: (value) => (appliance.isCharging = value === 1),
    SetQuietMode: (value) => (appliance.quietLevel = clamp(value, 0, 3)),
    SetForceSterilization: (value) => (appliance.sterilize = value === 1),
  };

  return {
    filters: [`${base}/commands/+`],
    // The greeting is not retained, but the will is: the trap that others have fallen into.
    greet: () => [{ topic: `${base}/LWT`, payload: 'Online' }],
    report: (placement, plant) =>
      [...measured(placement, plant), ...settings()].map(([name, value]) => main(name, value)),
    obey,
    hear(topic, payload) {
      const command = commands[topic.slice(`${base}/commands/`.length)];
      const value = numberOf(payload);
      if (!topic.startsWith(`${base}/commands/`) || command === undefined || value === undefined)
        return false;
      // Its firmware reads whole numbers alone.
      command(Math.trunc(value));
      return true;
    },
    farewell: () => [kept(`${base}/LWT`, 'Offline')],
  };
}
