/** Pressures and temperatures inside the outdoor unit. */
import { refrigerantTemps } from './heat-pump.ts';
import type { PlantState } from './plant.ts';
import { round, type Report } from './report.ts';

/** Pressure of saturated R-32, bar; good to a few percent from −30 to 65 °C. */
const saturationBar = (tempC: number): number => 8.1 * Math.exp(0.028 * tempC);

export function refrigerantReport({ source, supplyTempC, conditions }: PlantState): Report {
  const { outdoorTempC } = conditions;
  if (source.running === 'no') {
    const restingBar = round(saturationBar(outdoorTempC));
    return {
      highPressureBar: restingBar,
      lowPressureBar: restingBar,
      compressorDischargeTempC: round(outdoorTempC),
      compressorSuctionTempC: round(outdoorTempC),
    };
  }
  const { condensingC, evaporatingC } = refrigerantTemps(source.running, {
    supplyTempC,
    outdoorTempC,
  });
  return {
    highPressureBar: round(saturationBar(condensingC)),
    lowPressureBar: round(saturationBar(evaporatingC)),
    compressorDischargeTempC: round(condensingC + 15 + 20 * source.speed),
    compressorSuctionTempC: round(evaporatingC + 5),
  };
}
