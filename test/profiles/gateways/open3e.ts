/** open3e with -j: objects as JSON, plain numbers as text; the will is kept. */
import { below, type GatewayScript } from '../script.ts';

export const script: GatewayScript = {
  profile: 'open3e',
  kept: [{ topic: 'open3e/LWT', payload: 'online' }],
  steps: [
    {
      what: 'a heat pump that heats',
      says: below('open3e', {
        FlowTemperatureSensor: { Actual: 33.9, Minimum: 20.1, Maximum: 54.2 },
        ReturnTemperatureSensor: { Actual: 29.4 },
        OutsideTemperatureSensor: { Actual: 4.2 },
        WaterPressureSensor: { Actual: 1.7 },
        AllengraSensor: { Actual: 1200 },
        CurrentElectricalPowerConsumptionSystem: '1340',
        CompressorSpeedPercent: '42',
        DomesticHotWaterSensor: { Actual: 48.8 },
      }),
      reads: {
        'hcu.supplyTempC': 33.9,
        'hcu.returnTempC': 29.4,
        'hcu.outdoorTempC': 4.2,
        'hcu.systemPressureBar': 1.7,
        'hcu.flowRateLpm': 20,
        'hcu.electricalPowerKw': 1.34,
        'hcu.state': 'running',
        'heatpump.compressorSpeedPercent': 42,
        'dhw.tempTopC': 48.8,
      },
      presence: { hcu: 'online' },
    },
  ],
};
