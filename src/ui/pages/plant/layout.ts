/** Where the parts of the schematic stand, and how its pipes run: side by side where there is room, else on top of one another. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Pipe {
  /** Which part's water it is: `source`, `tank`, `storage`, `circuit` or `room`, and the part's place among its kind. */
  readonly of: 'source' | 'tank' | 'storage' | 'circuit' | 'room';
  readonly index: number;
  /** Whether it goes from the source to where it is needed, or back. */
  readonly side: 'supply' | 'return';
  /** SVG path data, the way the water goes. */
  readonly path: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The middle of the words on the weather. */
  readonly outdoor: { readonly x: number; readonly y: number } | undefined;
  readonly sources: readonly Box[];
  readonly unit: Box | undefined;
  readonly tank: Box | undefined;
  readonly storage: Box | undefined;
  readonly rooms: readonly Box[];
  /** In the order in which they are drawn: later ones pass over earlier ones. */
  readonly pipes: readonly Pipe[];
}

/** What there is to be placed. */
export interface Inventory {
  readonly hasOutdoor: boolean;
  readonly sources: number;
  readonly hasUnit: boolean;
  readonly hasTank: boolean;
  readonly hasStorage: boolean;
  /** For each room, whether water goes there. */
  readonly rooms: readonly boolean[];
}

/** From the middle of a pair of pipes to each of them. */
const HALF = 6;
const GAP = 8;
/** From so many rooms on each has one line alone. */
const MANY_ROOMS = 9;
const roomHeight = (count: number) => (count < MANY_ROOMS ? 50 : 36);
export const isCompact = (box: Box): boolean => box.height < 50;

const stackHeight = (count: number, height: number, gap: number) =>
  count === 0 ? 0 : count * (height + gap) - gap;

const middle = ({ y, height }: Box) => y + height / 2;

function pair(of: Pipe['of'], index: number, supply: string, back: string): Pipe[] {
  return [
    { of, index, side: 'return', path: back },
    { of, index, side: 'supply', path: supply },
  ];
}

const WIDE = {
  width: 1000,
  source: { width: 224, height: 112, gap: 16 },
  collectorX: 256,
  unit: { x: 288, width: 190, height: 128 },
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
  { sources, unit, tank, storage, rooms }: Omit<Layout, 'pipes' | 'width' | 'height' | 'outdoor'>,
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
  const piped = rooms.flatMap((box, index) => (hasPipe[index] === true ? [{ box, index }] : []));
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

export function wideLayout(inventory: Inventory): Layout {
  const {
    sources: sourceCount,
    hasOutdoor,
    hasUnit,
    hasTank,
    hasStorage,
    rooms: hasPipe,
  } = inventory;
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
      ...{ x: 1, y: top + index * (source.height + source.gap) },
      ...{ width: source.width, height: source.height },
    })),
    unit: hasUnit ? { ...unitSize, y: axis - unitReach } : undefined,
    tank: hasTank ? { ...tankSize, y: axis - TANK_REACH + WIDE.tankTop } : undefined,
    storage: hasStorage
      ? { ...tankSize, y: axis + TANK_REACH - WIDE.tankBottom - tankSize.height }
      : undefined,
    rooms: hasPipe.map((_, index) => ({
      ...{ x: WIDE.roomX, y: axis - roomsHeight / 2 + index * (height + GAP) },
      ...{ width: WIDE.width - WIDE.roomX - 1, height },
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
  { sources, unit, tank, storage, rooms }: Omit<Layout, 'pipes' | 'width' | 'height' | 'outdoor'>,
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
  const piped = rooms.flatMap((box, index) => (hasPipe[index] === true ? [{ box, index }] : []));
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

export function tallLayout(inventory: Inventory): Layout {
  const {
    sources: sourceCount,
    hasOutdoor,
    hasUnit,
    hasTank,
    hasStorage,
    rooms: hasPipe,
  } = inventory;
  const { width, source, tank: tankSize } = TALL;
  const full = { x: 1, width: width - 2 };
  let y = hasOutdoor ? TALL.outdoor : 1;
  const sources = Array.from({ length: sourceCount }, (_, index) => ({
    ...{ ...full, height: source.height },
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
    ...{ x: roomX, width: width - roomX - 1, height },
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

/** Of an average letter, by the size of the type. */
const LETTER_WIDTH = 0.6;

/** As much of it as fits, in `fontSize`. */
export function fitting(text: string, width: number, fontSize: number): string {
  const letters = Math.floor(width / (fontSize * LETTER_WIDTH));
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}
