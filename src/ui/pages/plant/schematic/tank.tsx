/** A tank of hot or heating water, in the colours of its layers. */
import type { PictureTank } from '../picture.ts';
import type { Box } from './layout.ts';
import { flowClass } from './parts.tsx';

/** From cold to hot, °C: what the colours of a tank stand for. */
const COLD_C = 12;
const HOT_C = 58;

function layerColour(tempC: number | undefined): string {
  if (tempC === undefined) return 'var(--sunken)';
  const share = Math.min(1, Math.max(0, (tempC - COLD_C) / (HOT_C - COLD_C)));
  return `color-mix(in srgb, var(--tank-hot) ${Math.round(share * 100)}%, var(--tank-cold))`;
}

/** @param above whether its name stands over it, and not beside what comes in there */
export function TankShape({
  box,
  tank,
  id,
  above,
}: {
  box: Box;
  tank: PictureTank;
  id: string;
  above: boolean;
}) {
  const { x, y, width, height } = box;
  const center = x + width / 2;
  const below = y + height + 20;
  const details = [tank.state, ...tank.lines].filter((line) => line !== '');
  const under = above ? details : [tank.name, ...details];
  return (
    <g class={`tank ${flowClass(tank.flow, tank.isOnline)}`} data-part={tank.id}>
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
          {tank.layersC.map((tempC, index) => (
            <stop
              key={index}
              offset={`${12 + index * 38}%`}
              style={{ stopColor: layerColour(tempC) }}
            />
          ))}
        </linearGradient>
      </defs>
      {above && (
        <text x={center} y={y - 10} class="name centered">
          {tank.name}
        </text>
      )}
      <rect {...box} rx="22" class="vessel" fill={`url(#${id})`} />
      {tank.layers.map((layer, index) => (
        <text key={index} x={center} y={y + 28 + index * (height / 2 - 23)} class="value centered">
          {layer}
        </text>
      ))}
      {under.map((line, index) => (
        <text
          key={index}
          x={center}
          y={below + index * 18}
          class={`centered ${!above && index === 0 ? 'name' : index === 0 && tank.state !== '' ? 'state' : 'line'}`}
        >
          {line}
        </text>
      ))}
    </g>
  );
}
