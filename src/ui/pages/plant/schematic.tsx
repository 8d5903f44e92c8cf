/** The plant as it is right now, drawn: what there is, how warm it is, and where water flows. */
import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { plant as words } from '../../strings/plant.ts';
import {
  fitting,
  isCompact,
  tallLayout,
  wideLayout,
  type Box,
  type Layout,
  type Pipe,
} from './layout.ts';
import type { Flow, Part, Picture, Room, Tank } from './picture.ts';

/** From this width on there is room for all of it side by side. */
const WIDE_FROM_PX = 820;
function Fan({ x, y, turns }: { x: number; y: number; turns: boolean }) {
  const blade = 'M0 0C-9-5-9-17 0-20 5-15 5-6 0 0Z';
  return (
    <g transform={`translate(${x} ${y})`} class="fan">
      <circle r="27" />
      <g class={turns ? 'turning' : undefined}>
        {/* As large as the circle, so that it turns about the middle. */}
        <circle r="24" class="axle" />
        {[0, 120, 240].map((angle) => (
          <path key={angle} d={blade} transform={`rotate(${angle})`} />
        ))}
      </g>
    </g>
  );
}

const flowClass = (flow: Flow, isOnline = true) => `flow-${flow} ${isOnline ? '' : 'silent'}`;

function Frame({ box, part }: { box: Box; part: Part }) {
  return <rect {...box} rx="16" class="body" data-flow={part.flow} />;
}

function Lines({ x, y, part, width }: { x: number; y: number; part: Part; width: number }) {
  return (
    <g>
      <text x={x} y={y} class="name">
        {fitting(part.name, width, 15)}
      </text>
      <text x={x} y={y + 20} class="state">
        {part.state}
      </text>
      {part.lines.map((line, index) => (
        <text key={index} x={x} y={y + 42 + index * 19} class="line" xml:space="preserve">
          {line}
        </text>
      ))}
    </g>
  );
}

function Source({ box, part }: { box: Box; part: Part }) {
  const y = box.y + box.height / 2;
  return (
    <g class={flowClass(part.flow, part.isOnline)} data-part={part.id}>
      <Frame box={box} part={part} />
      <Fan x={box.x + 42} y={y} turns={part.flow !== 'none'} />
      <Lines x={box.x + 82} y={y - 12 - part.lines.length * 8} part={part} width={box.width - 90} />
    </g>
  );
}

function Unit({ box, part }: { box: Box; part: Part }) {
  const y = box.y + box.height / 2 - 12 - part.lines.length * 8;
  return (
    <g class={flowClass(part.flow, part.isOnline)} data-part={part.id}>
      <Frame box={box} part={part} />
      <Lines x={box.x + 18} y={y} part={part} width={box.width - 30} />
    </g>
  );
}

/** From cold to hot, °C: what the colours of a tank stand for. */
const COLD_C = 12;
const HOT_C = 58;

function layerColour(tempC: number | undefined): string {
  if (tempC === undefined) return 'var(--sunken)';
  const share = Math.min(1, Math.max(0, (tempC - COLD_C) / (HOT_C - COLD_C)));
  return `color-mix(in srgb, var(--tank-hot) ${Math.round(share * 100)}%, var(--tank-cold))`;
}

/** @param above whether its name stands over it, and not beside what comes in there */
function TankShape({ box, tank, id, above }: { box: Box; tank: Tank; id: string; above: boolean }) {
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

function RoomShape({ box, room }: { box: Box; room: Room }) {
  const y = box.y + box.height / 2;
  const isSmall = isCompact(box);
  const detail = [room.state, ...room.lines].join(', ');
  const right = box.x + box.width - 14;
  return (
    <g class={`room ${flowClass(room.flow, room.isOnline)}`} data-part={room.id}>
      <rect {...box} rx="12" class="body" data-flow={room.flow} />
      <text x={box.x + 14} y={isSmall ? y + 5 : y - 3} class="name">
        {fitting(room.name, box.width - 86, 15)}
      </text>
      {!isSmall && (
        <text x={box.x + 14} y={y + 15} class="state">
          {fitting(detail, box.width - 86, 13)}
        </text>
      )}
      <text x={right} y={y + 6} class="value ending">
        {room.temp}
      </text>
    </g>
  );
}

/** Which way the water of a pipe goes, and what it brings. */
function flowOf(pipe: Pipe, picture: Picture): { flow: Flow; isReversed: boolean } {
  const { sources, unit, tank, storage, circuit, rooms } = picture;
  const one = (flow: Flow | undefined, isReversed = false) => ({
    flow: flow ?? 'none',
    isReversed,
  });
  switch (pipe.of) {
    case 'source':
      return one(unit?.flow === 'none' ? 'none' : sources[pipe.index]?.flow);
    case 'tank':
      // What its backup heater makes comes through no pipe.
      return one(unit?.flow === 'none' ? 'none' : tank?.flow);
    case 'storage':
      return one(storage?.flow, storage?.isGiving);
    case 'circuit':
      return one(circuit);
    case 'room':
      return one(rooms[pipe.index]?.flow);
  }
}

function PipeShape({ pipe, picture }: { pipe: Pipe; picture: Picture }) {
  const { flow, isReversed } = flowOf(pipe, picture);
  const look = ['pipe', pipe.side, `flow-${flow}`, isReversed && 'reversed'].filter(Boolean);
  return (
    <g class={look.join(' ')} data-pipe={`${pipe.of}-${pipe.index}`}>
      <path d={pipe.path} class="wall" />
      {flow !== 'none' && <path d={pipe.path} class="water" />}
    </g>
  );
}

/** The pipes there, and those back: each in a casing, so that where they cross one passes over the other. */
function Pipes({ layout, picture }: { layout: Layout; picture: Picture }) {
  return (['return', 'supply'] as const).map((side) => {
    const pipes = layout.pipes.filter((pipe) => pipe.side === side);
    // Where nothing moves is drawn first: what moves passes over it at a joint.
    const moving = (pipe: Pipe) => Number(flowOf(pipe, picture).flow !== 'none');
    return (
      <g key={side}>
        <path d={pipes.map(({ path }) => path).join('')} class="pipe-casing" />
        {pipes
          .toSorted((a, b) => moving(a) - moving(b))
          .map((pipe) => (
            <PipeShape key={`${pipe.of}-${pipe.index}`} pipe={pipe} picture={picture} />
          ))}
      </g>
    );
  });
}

function Outdoor({ at, text }: { at: NonNullable<Layout['outdoor']>; text: string }) {
  return (
    <text x={at.x} y={at.y + 5} class="outdoor centered">
      {words.schematic.outdoor(text)}
    </text>
  );
}

/** @param name tells its parts from those of another drawing on the page */
function Drawing({ picture, layout, above }: { picture: Picture; layout: Layout; above: boolean }) {
  const { sources, unit, tank, storage, rooms, outdoor } = picture;
  const boxes = layout;
  return (
    <svg
      class={`schematic ${above ? '' : 'tall'}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={words.schematic.label}
    >
      <Pipes layout={layout} picture={picture} />
      {boxes.outdoor && outdoor !== undefined && <Outdoor at={boxes.outdoor} text={outdoor} />}
      {sources.map((part, index) => {
        const box = boxes.sources[index];
        return box && <Source key={part.id} box={box} part={part} />;
      })}
      {unit && boxes.unit && <Unit box={boxes.unit} part={unit} />}
      {tank && boxes.tank && (
        <TankShape box={boxes.tank} tank={tank} id="tank-layers" above={above} />
      )}
      {storage && boxes.storage && (
        <TankShape box={boxes.storage} tank={storage} id="storage-layers" above={false} />
      )}
      {rooms.map((room, index) => {
        const box = boxes.rooms[index];
        return box && <RoomShape key={room.id} box={box} room={room} />;
      })}
    </svg>
  );
}

/** The same in words, for who does not see it. */
function InWords({ picture }: { picture: Picture }) {
  const { outdoor, sources, unit, tank, storage, rooms } = picture;
  const tanks = [tank, storage].filter((one) => one !== undefined);
  const layersOf = (one: Tank) => one.layers.filter((layer) => layer !== '');
  const entries = [
    ...[...sources, ...(unit ? [unit] : [])].map((part) => ({ part, more: [] as string[] })),
    ...tanks.map((part) => {
      const layers = layersOf(part);
      return {
        part,
        more: layers.length === 0 ? [] : [words.schematic.layers(layers.join(', '))],
      };
    }),
    ...rooms.map((part) => ({ part, more: [part.temp] })),
  ];
  return (
    <section class="hidden" aria-label={words.schematic.words}>
      {outdoor !== undefined && <p>{words.schematic.outdoor(outdoor)}</p>}
      <dl>
        {entries.map(({ part, more }) => (
          <Fragment key={part.id}>
            <dt>{part.name}</dt>
            <dd>{[...more, part.state, ...part.lines].filter((text) => text !== '').join(', ')}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

export function Schematic({ picture }: { picture: Picture }) {
  const frame = useRef<HTMLDivElement>(null);
  const [isWide, setIsWide] = useState<boolean | undefined>();
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) =>
      setIsWide((entry?.contentRect.width ?? 0) >= WIDE_FROM_PX),
    );
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  const { outdoor, sources, unit, tank, storage, rooms } = picture;
  // What is there without a unit between would stand far apart.
  const isSideBySide = isWide === true && unit !== undefined;
  const inventory = {
    hasOutdoor: outdoor !== undefined,
    sources: sources.length,
    hasUnit: unit !== undefined,
    hasTank: tank !== undefined,
    hasStorage: storage !== undefined,
    rooms: rooms.map(({ hasPipe }) => hasPipe),
  };
  return (
    <div ref={frame} class="frame-of-drawing">
      <InWords picture={picture} />
      {isWide !== undefined && (
        <Drawing
          picture={picture}
          layout={isSideBySide ? wideLayout(inventory) : tallLayout(inventory)}
          above={isSideBySide}
        />
      )}
    </div>
  );
}
