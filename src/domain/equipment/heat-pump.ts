import { ACTIVE_FAULTS, waterTemperature, type ReadingTable } from './reading.ts';

/** An outdoor unit, steered by its HCU alone (aris-api.md section 5). */
export const HEAT_PUMP_READINGS = {
  compressorSpeedPercent: {
    type: 'integer',
    unit: '%',
    min: 0,
    max: 100,
    help: 'Compressor speed',
  },
  compressorHz: { type: 'number', unit: 'Hz', min: 0, max: 200, help: 'Compressor frequency' },
  fanRpm: { type: 'integer', unit: 'rpm', min: 0, max: 5_000, help: 'Fan speed' },
  defrostActive: { type: 'boolean', help: 'Whether the unit is defrosting' },
  highPressureBar: { type: 'number', unit: 'bar', min: 0, max: 100, help: 'Refrigerant high side' },
  lowPressureBar: { type: 'number', unit: 'bar', min: 0, max: 100, help: 'Refrigerant low side' },
  compressorDischargeTempC: { ...waterTemperature('Refrigerant leaving the compressor'), max: 180 },
  compressorSuctionTempC: { ...waterTemperature('Refrigerant entering the compressor'), min: -60 },
  thermalPowerKw: { type: 'number', unit: 'kW', min: -200, max: 200, help: 'Thermal output' },
  electricalPowerKw: { type: 'number', unit: 'kW', min: 0, max: 100, help: 'Electrical input' },
  copInstant: {
    type: 'number',
    min: 0,
    max: 20,
    help: 'Thermal over electrical power, only while running',
  },
  acVoltageV: { type: 'number', unit: 'V', min: 0, max: 1_000, help: 'Mains voltage' },
  acCurrentA: { type: 'number', unit: 'A', min: 0, max: 200, help: 'Mains current' },
  firmwareVersion: { type: 'text', maxChars: 64, help: 'Firmware of the unit' },
  activeFaults: ACTIVE_FAULTS,
} as const satisfies ReadingTable;
