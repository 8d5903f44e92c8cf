/** Side by side, where there is room. */
import {
  GAP,
  HALF,
  middle,
  pair,
  pipedRooms,
  roomHeight,
  stackHeight,
  type Inventory,
  type SchematicLayout,
  type Pipe,
  type Placed,
} from './layout.ts';

const WIDE = {
  width: 1000,
  source: { width: 224, height: 112, gap: 16 },
  collectorX: 256,
  unit: { x: 284, width: 212, height: 128 },
  riserX: 512,
  tank: { x: 548, width: 116, height: 132 },
  /** For the words above and below a tank. */
  tankTop: 28,
  tankBottom: 52,
  manifoldX: 724,
  roomX: 770,
  outdoor: 44,
} as const;

/** Half of the room that a tank takes above or below the main pipes. */
const TANK_REACH = WIDE.tankTop + WIDE.tank.height + WIDE.tankBottom + 16;

function widePipes(
  { sources, unit, tank, storage, rooms }: Placed,
  axis: number,
  hasPipe: readonly boolean[],
): Pipe[] {
  if (unit === undefined) return [];
  const [left, right] = [unit.x, unit.x + unit.width];
  const [up, down] = [axis - HALF, axis + HALF];
  const pipes = sources.flatMap((box, index) => {
    const [from, y, x] = [box.x + box.width, middle(box), WIDE.collectorX];
    return pair(
      'source',
      index,
      `M${from} ${y - HALF}H${x + HALF}V${up}H${left}`,
      `M${left} ${down}H${x - HALF}V${y + HALF}H${from}`,
    );
  });
  if (tank !== undefined) {
    const [high, low] = [tank.y + 30, tank.y + tank.height - 30];
    const [out, back] = [unit.y + 22, unit.y + 22 + 2 * HALF];
    const x = WIDE.riserX;
    const supply = `M${right} ${out}H${x - HALF}V${high}H${tank.x}`;
    pipes.push(...pair('tank', 0, supply, `M${tank.x} ${low}H${x + HALF}V${back}H${right}`));
  }
  const piped = pipedRooms(rooms, hasPipe);
  if (piped.length === 0 && storage === undefined) return pipes;
  const x = WIDE.manifoldX;
  const end = piped.length === 0 ? (storage?.x ?? x) + 70 : x + HALF;
  pipes.push(...pair('circuit', 0, `M${right} ${up}H${end}`, `M${end} ${down}H${right}`));
  for (const { box, index } of piped) {
    const y = middle(box);
    const supply = `M${x + HALF} ${up}V${y - HALF}H${box.x}`;
    pipes.push(...pair('room', index, supply, `M${box.x} ${y + HALF}H${x - HALF}V${down}`));
  }
  if (storage !== undefined) {
    const [a, b] = [storage.x + storage.width / 2 - 26, storage.x + storage.width / 2 + 26];
    const back = `M${b} ${storage.y}V${down}`;
    pipes.push(...pair('storage', 0, `M${a} ${up}V${storage.y}`, back));
  }
  return pipes;
}

export function wideLayout(inventory: Inventory): SchematicLayout {
  const { sourceCount, hasOutdoor, hasUnit, hasTank, hasStorage, hasPipe } = inventory;
  const { source, unit: unitSize, tank: tankSize } = WIDE;
  const sourcesHeight = stackHeight(sourceCount, source.height, source.gap);
  const height = roomHeight(hasPipe.length);
  const roomsHeight = stackHeight(hasPipe.length, height, GAP);
  const weather = hasOutdoor ? WIDE.outdoor : 0;
  const unitReach = hasUnit ? unitSize.height / 2 : 0;
  const axis = Math.max(
    sourcesHeight / 2 + weather,
    roomsHeight / 2,
    hasTank ? TANK_REACH : unitReach,
  );
  const below = Math.max(sourcesHeight / 2, roomsHeight / 2, hasStorage ? TANK_REACH : unitReach);
  const top = axis - sourcesHeight / 2;
  const parts = {
    sources: Array.from({ length: sourceCount }, (_, index) => ({
      x: 1,
      y: top + index * (source.height + source.gap),
      width: source.width,
      height: source.height,
    })),
    unit: hasUnit ? { ...unitSize, y: axis - unitReach } : undefined,
    tank: hasTank ? { ...tankSize, y: axis - TANK_REACH + WIDE.tankTop } : undefined,
    storage: hasStorage
      ? { ...tankSize, y: axis + TANK_REACH - WIDE.tankBottom - tankSize.height }
      : undefined,
    rooms: hasPipe.map((_, index) => ({
      x: WIDE.roomX,
      y: axis - roomsHeight / 2 + index * (height + GAP),
      width: WIDE.width - WIDE.roomX - 1,
      height,
    })),
  };
  const sourceX = sourceCount > 0 ? source.width / 2 : unitSize.x + unitSize.width / 2;
  const sourceTop = sourceCount > 0 ? top : axis - unitReach;
  return {
    ...parts,
    width: WIDE.width,
    height: Math.ceil(axis + below) + 2,
    outdoor: hasOutdoor ? { x: sourceX, y: sourceTop - WIDE.outdoor / 2 } : undefined,
    pipes: widePipes(parts, axis, hasPipe),
  };
}
