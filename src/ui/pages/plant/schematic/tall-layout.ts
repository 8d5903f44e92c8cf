/** On top of one another, on a phone. */
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

const TALL = {
  width: 340,
  outdoor: 36,
  source: { height: 92, gap: 10 },
  gap: 34,
  unitHeight: 98,
  mainX: 170,
  tank: { x: 12, width: 116, height: 124 },
  tankGap: 44,
  tankBottom: 54,
  railX: 14,
  roomX: 46,
} as const;

function tallPipes(
  { sources, unit, tank, storage, rooms }: Placed,
  turn: number,
  hasPipe: readonly boolean[],
): Pipe[] {
  if (unit === undefined) return [];
  const x = TALL.mainX;
  const bottom = unit.y + unit.height;
  const pipes = sources.flatMap((box, index) => {
    const [from, to] = [box.y + box.height, sources[index + 1]?.y ?? unit.y];
    return pair('source', index, `M${x - HALF} ${from}V${to}`, `M${x + HALF} ${to}V${from}`);
  });
  if (tank !== undefined) {
    const center = tank.x + tank.width / 2;
    const supply = `M${center - HALF} ${bottom}V${tank.y}`;
    pipes.push(...pair('tank', 0, supply, `M${center + HALF} ${tank.y}V${bottom}`));
  }
  const piped = pipedRooms(rooms, hasPipe);
  const rail = TALL.railX;
  const start = [turn - HALF, turn + HALF] as const;
  if (piped.length > 0)
    pipes.push(
      ...pair(
        'circuit',
        0,
        `M${x - HALF} ${bottom}V${start[0]}H${rail - HALF}`,
        `M${rail + HALF} ${start[1]}H${x + HALF}V${bottom}`,
      ),
    );
  for (const { box, index } of piped) {
    const y = middle(box);
    const supply = `M${rail - HALF} ${start[0]}V${y - HALF}H${box.x}`;
    pipes.push(...pair('room', index, supply, `M${box.x} ${y + HALF}H${rail + HALF}V${start[1]}`));
  }
  if (storage !== undefined) {
    const [high, low] = [storage.y + 30, storage.y + storage.height - 30];
    const isAlone = piped.length === 0;
    const supply = isAlone
      ? `M${x - HALF} ${bottom}V${high}H${storage.x}`
      : `M${x - HALF} ${high}H${storage.x}`;
    const back = isAlone
      ? `M${storage.x} ${low}H${x + HALF}V${bottom}`
      : `M${storage.x} ${low}H${x + HALF}`;
    pipes.push(...pair('storage', 0, supply, back));
  }
  return pipes;
}

export function tallLayout(inventory: Inventory): SchematicLayout {
  const { sourceCount, hasOutdoor, hasUnit, hasTank, hasStorage, hasPipe } = inventory;
  const { width, source, tank: tankSize } = TALL;
  const full = { x: 1, width: width - 2 };
  let y = hasOutdoor ? TALL.outdoor : 1;
  const sources = Array.from({ length: sourceCount }, (_, index) => ({
    ...full,
    height: source.height,
    y: y + index * (source.height + source.gap),
  }));
  y +=
    stackHeight(sourceCount, source.height, source.gap) +
    (sourceCount > 0 && hasUnit ? TALL.gap : 0);
  const unit = hasUnit ? { ...full, y, height: TALL.unitHeight } : undefined;
  y += hasUnit ? TALL.unitHeight : 0;
  const hasTanks = hasTank || hasStorage;
  const tankY = y + TALL.tankGap;
  const tank = hasTank ? { ...tankSize, y: tankY } : undefined;
  const storage = hasStorage
    ? { ...tankSize, x: width - tankSize.x - tankSize.width, y: tankY }
    : undefined;
  y += hasTanks ? TALL.tankGap + tankSize.height + TALL.tankBottom : 0;
  const turn = y + (hasTanks ? 8 : 20);
  y = hasUnit ? turn + 22 : y + GAP;
  const height = roomHeight(hasPipe.length);
  const roomX = hasUnit ? TALL.roomX : 1;
  const rooms = hasPipe.map((_, index) => ({
    x: roomX,
    width: width - roomX - 1,
    height,
    y: y + index * (height + GAP),
  }));
  y += stackHeight(hasPipe.length, height, GAP);
  const parts = { sources, unit, tank, storage, rooms };
  return {
    ...parts,
    width,
    height: y + 2,
    outdoor: hasOutdoor ? { x: width / 2, y: TALL.outdoor / 2 - 2 } : undefined,
    pipes: tallPipes(parts, turn, hasPipe),
  };
}
