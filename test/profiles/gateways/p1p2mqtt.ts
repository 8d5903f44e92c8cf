/**
 * P1P2MQTT 0.9.58, Daikin E series: a topic a value, text, all of it kept, and only what changes; orders are the bus's
 * own telegrams, with numbers as four hexadecimal digits of tenths.
 */
import { below, type GatewayScript, type Message } from '../script.ts';

const BRIDGE = 'P1P2MQTT/bridge0';
const says = (said: Record<string, string>): Message[] => below(`P1P2/P/${BRIDGE}`, said);
const tells = (payload: string) => [`P1P2/W/${BRIDGE}`, payload] as const;
const CLOCK = says({ 'M/9/Date_Time_Daikin': 'Mo 2026-11-30 02:10:07' });

export const script: GatewayScript = {
  profile: 'p1p2mqtt',
  kept: [
    { topic: `P1P2/L/${BRIDGE}`, payload: 'online' },
    ...says({
      'A/8/Control_Function': '1',
      'S/0/Altherma_On': '1',
      'S/0/Program_WD_Abs': '0',
      'C/9/RT_LWT': '0',
      'S/1/Compressor': '0',
      'S/0/Abs_Heating': '35.000',
      'S/0/Deviation_Heating': '-1',
      'S/0/DHW_Setpoint': '48.0',
      'T/1/Temperature_R2T_Leaving_Water': '71.0',
      'M/9/Date_Time_Daikin': 'Mo 2026-11-30 01:10:07',
    }),
  ],
  keptReads: { 'hcu.mode': 'idle', 'hcu.control': null, 'hcu.supplyTempC': null },
  keptPresence: { hcu: 'offline', dhw: 'offline' },
  steps: [
    {
      what: 'words and settings of whatever age once its bus is alive, and nothing that was measured',
      says: CLOCK,
      reads: {
        'hcu.control': true,
        'hcu.program': 'fixed',
        'hcu.controlledBy': 'water',
        'hcu.waterTarget': 35,
        'hcu.deviation': -1,
        'dhw.tankTarget': 48,
        'hcu.supplyTempC': null,
      },
      levels: { 'hcu.steer': true, 'dhw.nudge': true },
      presence: { hcu: 'online', dhw: 'online' },
    },
    {
      what: 'a heat pump that heats with a fixed water temperature',
      says: [
        ...says({
          'T/1/Temperature_R2T_Leaving_Water': '34.6',
          'T/1/Temperature_R4T_Return_Water': '29.9',
          'T/1/Temperature_Outside': '-2.500',
          'T/1/Temperature_R5T_DHW_Tank': '47.313',
          'M/1/Flow': '17.4',
          'M/1/Water_Pressure': '1.7',
          'M/1/ErrorCode1': '0x00',
          'M/1/Compressor_RPM': '62',
          'T/1/Temperature_Refrigerant_Discharge': '58.5',
          'S/1/Compressor': '1',
          'S/1/Climate_Heating': '1',
          'S/1/Climate_Cooling': '0',
          'S/1/Valve_DHW_Tank': '0',
          'S/1/Defrost_Active': '0',
          'S/1/BUH': '0',
          'S/1/BUH_2': '0',
          'C/1/Electricity_Consumed_Total': '10241',
          'C/1/Energy_Produced_Compressor_Total': '38417',
        }),
      ],
      reads: {
        'hcu.supplyTempC': 34.6,
        'hcu.returnTempC': 29.9,
        'hcu.outdoorTempC': -2.5,
        'hcu.flowRateLpm': 17.4,
        'hcu.systemPressureBar': 1.7,
        'hcu.lifetimeElecKwh': 10241,
        'hcu.lifetimeThermalKwh': 38417,
        'hcu.backupHeaterActive': false,
        'hcu.mode': 'heat',
        'hcu.state': 'running',
        'hcu.activeFaults': [],
        'heatpump.compressorHz': 62,
        'heatpump.compressorDischargeTempC': 58.5,
        'heatpump.defrostActive': false,
        'dhw.tempTopC': 47.313,
        'dhw.heatingActive': false,
      },
      levels: { 'hcu.steer': true, 'hcu.nudge': false, 'dhw.nudge': true },
      presence: { hcu: 'online', heatpump: 'online', dhw: 'online' },
    },
    {
      what: 'hot water with the second heater, a defrost and a fault',
      says: says({
        'S/1/Valve_DHW_Tank': '1',
        'S/1/Defrost_Active': '1',
        'S/1/BUH_2': '1',
        'M/1/ErrorCode1': '0x4D',
      }),
      reads: {
        'hcu.mode': 'dhw_charge',
        'hcu.state': 'defrost',
        'hcu.backupHeaterActive': true,
        'hcu.activeFaults': ['0x4D'],
        'heatpump.defrostActive': true,
        'dhw.heatingActive': true,
      },
    },
    {
      what: 'water by the weather: it can be nudged, and is not steered',
      says: says({ 'S/0/Program_WD_Abs': '3' }),
      reads: { 'hcu.program': 'weather' },
      levels: { 'hcu.steer': false, 'hcu.nudge': true },
    },
    {
      what: 'its own room thermostat in charge of a fixed water temperature: not steered',
      says: says({ 'S/0/Program_WD_Abs': '2', 'C/9/RT_LWT': '2' }),
      reads: { 'hcu.program': 'fixed', 'hcu.controlledBy': 'room' },
      levels: { 'hcu.steer': false, 'hcu.nudge': false },
    },
    {
      what: 'a bridge that listens alone: it is told nothing',
      says: says({ 'A/8/Control_Function': '0' }),
      reads: { 'hcu.control': false },
      levels: { 'hcu.steer': false, 'hcu.nudge': false, 'dhw.nudge': false },
    },
  ],
  orders: [
    {
      order: 'hcu.supplyTempC',
      value: 35,
      tells: [tells('E360006015E')],
      answers: says({ 'S/0/Abs_Heating': '35.000' }),
    },
    {
      order: 'hcu.curveShiftK',
      value: 1,
      tells: [tells('E360008000A')],
      answers: says({ 'S/0/Deviation_Heating': '1' }),
    },
    {
      order: 'hcu.curveShiftK',
      value: -1,
      tells: [tells('E360008FFF6')],
      answers: says({ 'S/0/Deviation_Heating': '-1' }),
    },
    {
      order: 'dhw.targetTempC',
      value: 48,
      tells: [tells('E36000301E0')],
      answers: says({ 'S/0/DHW_Setpoint': '48.0' }),
    },
    {
      order: 'dhw.heat',
      value: true,
      tells: [tells('E35004801 35004601')],
      answers: says({ 'S/0/DHW_Boost': '1' }),
    },
    {
      order: 'dhw.heat',
      value: false,
      tells: [tells('E35004800 35004600')],
      answers: says({ 'S/0/DHW_Boost': '0' }),
    },
  ],
  givesBack: { 'dhw.heat': [tells('E35004800 35004600')] },
};
