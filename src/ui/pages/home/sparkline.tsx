/** How warm a room was over the last day: a line, for those who see it. The room's page has it in words. */
import { useComputed } from '@preact/signals';
import { may } from '../../session.ts';
import { trendPath, zoneTrends } from '../../zone-trends.ts';

const WIDTH = 120;
const HEIGHT = 28;

export function Sparkline({ zoneId }: { zoneId: string }) {
  const path = useComputed(() => trendPath(zoneTrends.value.get(zoneId) ?? [], WIDTH, HEIGHT));
  if (!may('history:read')) return null;
  // Its place is kept: what is below does not move when it comes.
  return (
    <svg
      class="sparkline"
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {path.value !== '' && <path d={path.value} />}
    </svg>
  );
}
