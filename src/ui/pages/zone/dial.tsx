/**
 * The thermostat as a dial: what it is, and what is asked. A setpoint is turned by its knob. It says nothing to a screen
 * reader, and takes no keys: the spin buttons below it do, and who takes a knob has the one of that setpoint.
 */
import type { TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { stepped } from '../../format.ts';
import { mayCommand } from '../../session.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C, sidesIn, type Side } from '../../setpoints.ts';
import { units } from '../../units.ts';
import { moveSetpoint } from '../../zone-commands.ts';
import { CENTRE, RADIUS, angleOf, turnedTo } from './dial-angle.ts';

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

interface DialProps {
  zone: ZoneView;
  /** A knob is taken. */
  onTaken: (side: Side) => void;
}

export function Dial({ zone, onTaken }: DialProps) {
  const { mode, tempC, tempHeatSetC, tempCoolSetC } = zone;
  const sides = sidesIn(mode, zone);
  const heatC = sides.includes('heat') ? tempHeatSetC : undefined;
  const coolC = sides.includes('cool') ? tempCoolSetC : undefined;
  const turn = useTurning(zone, onTaken);
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
      {heatC !== undefined && <Knob side="heat" tempC={heatC} turn={turn('heat', heatC)} />}
      {coolC !== undefined && <Knob side="cool" tempC={coolC} turn={turn('cool', coolC)} />}
    </svg>
  );
}

type Turn = (event: TargetedPointerEvent<SVGElement>) => void;

/** Where the pointer is, in the units of the drawing and from its centre. */
function fromCentre(event: TargetedPointerEvent<SVGElement>): readonly [x: number, y: number] {
  const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
  if (box === undefined) return [0, 0];
  const perPx = (2 * CENTRE) / box.width;
  return [(event.clientX - box.left) * perPx - CENTRE, (event.clientY - box.top) * perPx - CENTRE];
}

/** Only a knob turns, and not wherever the dial is touched: whoever scrolls past it changes nothing. */
function useTurning(zone: ZoneView, onTaken: DialProps['onTaken']) {
  const taken = useRef<Side | undefined>(undefined);
  if (!mayCommand()) return () => undefined;
  return (side: Side, tempC: number) => ({
    onPointerDown: (event: TargetedPointerEvent<SVGElement>) => {
      // Else the browser gives the focus to what is pressed: nothing.
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      taken.current = side;
      onTaken(side);
    },
    onPointerMove: (event: TargetedPointerEvent<SVGElement>) => {
      if (taken.current !== side) return;
      const asked = stepped(turnedTo(fromCentre(event), tempC), 0, units.value);
      if (asked !== tempC) moveSetpoint(zone, side, asked);
    },
    onLostPointerCapture: () => (taken.current = undefined),
  });
}

type Turning = Readonly<Record<'onPointerDown' | 'onPointerMove', Turn>> & {
  readonly onLostPointerCapture: () => void;
};

function Knob(props: { side: Side; tempC: number; turn: Turning | undefined }) {
  const { side, tempC, turn } = props;
  const [cx, cy] = at(tempC, RADIUS);
  return (
    <g class={`knob ${side} ${turn === undefined ? '' : 'turns'}`} {...turn}>
      {/* As large as a finger. */}
      <circle class="reach" cx={cx} cy={cy} r="28" />
      <circle cx={cx} cy={cy} r="13" />
    </g>
  );
}
