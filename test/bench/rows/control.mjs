// A cycle of control where there are 1,000 zones, against one where there are 20: the cost of a zone is to stay the same.
import { createControl } from '../lib/control.mjs';
import { alternate, median, ratioOf } from '../lib/numbers.mjs';
import { result } from '../lib/results.mjs';

const FEW = 20;
const MANY = 1_000;
/** So that both sides decide on as many zones in a round. */
const ZONE_CYCLES = 20_000;

export async function measure({ rounds }) {
  const [few, many] = [FEW, MANY].map((zones) => {
    const control = createControl(zones);
    return () => control(ZONE_CYCLES / zones);
  });
  await alternate(2, { many, few });
  const costs = await alternate(rounds, { many, few });
  const { ratio: value, low, high } = ratioOf(costs.many, costs.few);
  return [
    result({
      name: 'control cycle at 1,000 zones, of that at 20, per zone',
      value,
      low,
      high,
      detail: `${median(costs.many).toFixed(1)} µs a zone, with 20 ${median(costs.few).toFixed(1)}`,
      budget: { atMost: 1.15 },
      goal: 1,
    }),
  ];
}
