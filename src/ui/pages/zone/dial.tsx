/** The thermostat as a dial: what it is, and what is asked. It says nothing to a screen reader; the controls below do. */
import type { ZoneView } from '../../../domain/zone-view.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C, sidesIn } from '../../setpoints.ts';

const CENTRE = 150;
const RADIUS = 126;
/** It is open at the bottom: degrees, clockwise from the right. */
const FROM_DEG = 135;
const SWEEP_DEG = 270;

const angleOf = (tempC: number) => {
  const inRange = Math.min(Math.max(tempC, SETPOINT_MIN_C), SETPOINT_MAX_C);
  const part = (inRange - SETPOINT_MIN_C) / (SETPOINT_MAX_C - SETPOINT_MIN_C);
  return ((FROM_DEG + part * SWEEP_DEG) * Math.PI) / 180;
};

const at = (tempC: number, radius: number) => {
  const angle = angleOf(tempC);
  return [CENTRE + radius * Math.cos(angle), CENTRE + radius * Math.sin(angle)] as const;
};

/** Along the dial, from one temperature up to another. */
function arc(fromC: number, toC: number): string {
  const [x1, y1] = at(fromC, RADIUS);
  const [x2, y2] = at(toC, RADIUS);
  const isLong = angleOf(toC) - angleOf(fromC) > Math.PI ? 1 : 0;
  return `M${x1} ${y1}A${RADIUS} ${RADIUS} 0 ${isLong} 1 ${x2} ${y2}`;
}

function Needle({ tempC }: { tempC: number }) {
  const [x1, y1] = at(tempC, RADIUS - 30);
  const [x2, y2] = at(tempC, RADIUS - 18);
  return <line class="needle" x1={x1} y1={y1} x2={x2} y2={y2} />;
}

export function Dial({ zone }: { zone: ZoneView }) {
  const { mode, tempC, tempHeatSetC, tempCoolSetC } = zone;
  const sides = sidesIn(mode, zone);
  const heatC = sides.includes('heat') ? tempHeatSetC : undefined;
  const coolC = sides.includes('cool') ? tempCoolSetC : undefined;
  return (
    <svg class="dial" viewBox="0 0 300 270" aria-hidden="true">
      <path class="track" d={arc(SETPOINT_MIN_C, SETPOINT_MAX_C)} />
      {heatC !== undefined && heatC > SETPOINT_MIN_C && (
        <path class="heat" d={arc(SETPOINT_MIN_C, heatC)} />
      )}
      {coolC !== undefined && coolC < SETPOINT_MAX_C && (
        <path class="cool" d={arc(coolC, SETPOINT_MAX_C)} />
      )}
      {tempC !== undefined && <Needle tempC={tempC} />}
      {heatC !== undefined && <Knob side="heat" tempC={heatC} />}
      {coolC !== undefined && <Knob side="cool" tempC={coolC} />}
    </svg>
  );
}

function Knob({ side, tempC }: { side: 'heat' | 'cool'; tempC: number }) {
  const [cx, cy] = at(tempC, RADIUS);
  return <circle class={`knob ${side}`} cx={cx} cy={cy} r="13" />;
}
