/** What is drawn of sources, the indoor unit and rooms. */
import type { Flow } from '../../../water.ts';
import type { PicturePart, Room } from '../picture.ts';
import { fitting, isCompact, type Box } from './layout.ts';

export const flowClass = (flow: Flow, isOnline = true) =>
  `flow-${flow} ${isOnline ? '' : 'silent'}`;

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

function Frame({ box, part }: { box: Box; part: PicturePart }) {
  return <rect {...box} rx="16" class="body" data-flow={part.flow} />;
}

function Lines({ x, y, part, width }: { x: number; y: number; part: PicturePart; width: number }) {
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

export function Source({ box, part }: { box: Box; part: PicturePart }) {
  const y = box.y + box.height / 2;
  return (
    <g class={flowClass(part.flow, part.isOnline)} data-part={part.id}>
      <Frame box={box} part={part} />
      <Fan x={box.x + 42} y={y} turns={part.flow !== 'none'} />
      <Lines x={box.x + 82} y={y - 12 - part.lines.length * 8} part={part} width={box.width - 90} />
    </g>
  );
}

export function Unit({ box, part }: { box: Box; part: PicturePart }) {
  const y = box.y + box.height / 2 - 12 - part.lines.length * 8;
  return (
    <g class={flowClass(part.flow, part.isOnline)} data-part={part.id}>
      <Frame box={box} part={part} />
      <Lines x={box.x + 18} y={y} part={part} width={box.width - 30} />
    </g>
  );
}

export function RoomShape({ box, room }: { box: Box; room: Room }) {
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
