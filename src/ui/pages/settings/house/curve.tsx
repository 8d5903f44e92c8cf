/** The heating curve as a line: how warm the water is at which outdoor temperature, and where today stands on it. */
import { temperature } from '../../../format.ts';
import { outdoorTempC } from '../../../live.ts';
import { settings } from '../../../strings/settings.ts';
import { units } from '../../../units.ts';
import { supplyTempC, type Curve, type Values } from './values.ts';

const words = settings.house.curve;
const WIDTH = 320;
const HEIGHT = 150;
const PAD = { left: 40, right: 12, top: 12, bottom: 30 };
/** How far the picture goes on beyond the two days, K. */
const BEYOND_K = 5;

/** Undefined where the hub knows no such curve, or where its two days are one. */
function curveOf(values: Values): Curve | undefined {
  const read = (name: string) => {
    const value = values[name];
    return typeof value === 'number' ? value : Number.NaN;
  };
  const curve = {
    coldOutdoorC: read('curveColdOutdoorC'),
    coldSupplyC: read('curveColdSupplyC'),
    mildOutdoorC: read('curveMildOutdoorC'),
    mildSupplyC: read('curveMildSupplyC'),
    offsetK: read('curveOffsetK'),
  };
  const isDrawn =
    Object.values(curve).every(Number.isFinite) && curve.coldOutdoorC < curve.mildOutdoorC;
  return isDrawn ? curve : undefined;
}

function scales(curve: Curve) {
  const fromC = curve.coldOutdoorC - BEYOND_K;
  const toC = curve.mildOutdoorC + BEYOND_K;
  const ends = [supplyTempC(curve, fromC), supplyTempC(curve, toC)];
  const lowC = Math.floor(Math.min(...ends) / 5) * 5;
  const highC = Math.ceil(Math.max(...ends) / 5) * 5;
  const width = WIDTH - PAD.left - PAD.right;
  const height = HEIGHT - PAD.top - PAD.bottom;
  const x = (outdoorC: number) => PAD.left + (width * (outdoorC - fromC)) / (toC - fromC);
  const y = (supplyC: number) => PAD.top + (height * (highC - supplyC)) / Math.max(1, highC - lowC);
  return { fromC, toC, lowC, highC, x, y };
}

function Axes({ curve }: { curve: Curve }) {
  const { lowC, highC, x, y } = scales(curve);
  const shown = (tempC: number) => temperature(tempC, units.value).replace(/[.,]0/, '');
  const waters = [lowC, (lowC + highC) / 2, highC];
  return (
    <g class="curve-axes">
      {waters.map((waterC) => (
        <g key={waterC}>
          <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(waterC)} y2={y(waterC)} />
          <text x={PAD.left - 6} y={y(waterC) + 4} text-anchor="end">
            {shown(waterC)}
          </text>
        </g>
      ))}
      {[curve.coldOutdoorC, curve.mildOutdoorC].map((outdoorC) => (
        <text key={outdoorC} x={x(outdoorC)} y={HEIGHT - 10} text-anchor="middle">
          {shown(outdoorC)}
        </text>
      ))}
      <text x={(PAD.left + WIDTH) / 2} y={HEIGHT - 10} text-anchor="middle">
        {words.outdoors}
      </text>
    </g>
  );
}

export function CurvePreview({ values }: { values: Values }) {
  const curve = curveOf(values);
  if (curve === undefined) return null;
  const { fromC, toC, x, y } = scales(curve);
  const at = (outdoorC: number) => supplyTempC(curve, outdoorC);
  const nowC = outdoorTempC.value;
  const shown = (tempC: number) => temperature(tempC, units.value);
  const { coldOutdoorC, mildOutdoorC } = curve;
  const isNowSeen = nowC !== undefined && nowC >= fromC && nowC <= toC;
  return (
    <figure class="curve">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={words.label(
          ...([shown(coldOutdoorC), shown(at(coldOutdoorC))] as const),
          ...([shown(mildOutdoorC), shown(at(mildOutdoorC))] as const),
        )}
      >
        <Axes curve={curve} />
        <line class="curve-beyond" x1={x(fromC)} y1={y(at(fromC))} x2={x(toC)} y2={y(at(toC))} />
        <line
          class="curve-line"
          x1={x(coldOutdoorC)}
          y1={y(at(coldOutdoorC))}
          x2={x(mildOutdoorC)}
          y2={y(at(mildOutdoorC))}
        />
        {[coldOutdoorC, mildOutdoorC].map((outdoorC) => (
          <circle key={outdoorC} cx={x(outdoorC)} cy={y(at(outdoorC))} r={4.5} />
        ))}
        {isNowSeen && <circle class="curve-now" cx={x(nowC)} cy={y(at(nowC))} r={6} />}
      </svg>
      {nowC !== undefined && (
        <figcaption class="muted small">{words.now(shown(nowC), shown(at(nowC)))}</figcaption>
      )}
    </figure>
  );
}
