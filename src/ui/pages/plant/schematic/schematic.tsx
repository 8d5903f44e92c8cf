/** The plant as it is right now, drawn: what there is, how warm it is, and where water flows. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { plant as words } from '../../../strings/plant.ts';
import type { Picture } from '../picture.ts';
import { InWords } from './in-words.tsx';
import type { SchematicLayout } from './layout.ts';
import { RoomShape, Source, Unit } from './parts.tsx';
import { Pipes } from './pipes.tsx';
import { tallLayout } from './tall-layout.ts';
import { TankShape } from './tank.tsx';
import { wideLayout } from './wide-layout.ts';

/** From this width on there is room for all of it side by side. */
const WIDE_FROM_PX = 820;

function Outdoor({ at, text }: { at: NonNullable<SchematicLayout['outdoor']>; text: string }) {
  return (
    <text x={at.x} y={at.y + 5} class="outdoor centered">
      {words.schematic.outdoor(text)}
    </text>
  );
}

/** @param above whether a tank of hot water has its name over it */
function Drawing({
  picture,
  layout,
  above,
}: {
  picture: Picture;
  layout: SchematicLayout;
  above: boolean;
}) {
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

export function Schematic({ picture }: { picture: Picture }) {
  const frame = useRef<HTMLDivElement>(null);
  const [isWide, setIsWide] = useState<boolean | undefined>();
  // Before anything is painted: what comes below it would be pushed away.
  useLayoutEffect(() => {
    const place = frame.current;
    if (place === null) return;
    const look = () => setIsWide(place.clientWidth >= WIDE_FROM_PX);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  const { outdoor, sources, unit, tank, storage, rooms } = picture;
  // What is there without a unit between would stand far apart.
  const isSideBySide = isWide === true && unit !== undefined;
  const inventory = {
    hasOutdoor: outdoor !== undefined,
    sourceCount: sources.length,
    hasUnit: unit !== undefined,
    hasTank: tank !== undefined,
    hasStorage: storage !== undefined,
    hasPipe: rooms.map(({ hasPipe }) => hasPipe),
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
