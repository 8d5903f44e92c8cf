/** Every room of the house, floor by floor; where there are many, with a search. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../../components/field.tsx';
import { isFirstPictureDone } from '../../first-picture.ts';
import { byFloor } from '../../floors.ts';
import { roomPlaces, type RoomPlace } from '../../live.ts';
import { zonePath } from '../../place.ts';
import { goTo } from '../../router.ts';
import { home as words } from '../../strings/home.ts';
import { MANY_ROOMS, roomsFound } from './room-list.ts';
import { ZoneCard } from './zone-card.tsx';

/** As many as a phone shows: in the first picture there are no more. */
const FIRST = { large: 3, compact: 4 } as const;

function Search(props: {
  text: string;
  found: readonly RoomPlace[];
  onText: (text: string) => void;
}) {
  const { text, found, onText } = props;
  const [first] = found;
  return (
    <form
      role="search"
      class="find-room"
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== '' && first !== undefined) goTo(zonePath(first.zoneId));
      }}
    >
      <Field label={words.search.label} type="search" value={text} onValue={onText} />
      <p class="hidden" role="status">
        {text !== '' && words.search.found(found.length)}
      </p>
    </form>
  );
}

function Tiles(props: {
  rooms: readonly RoomPlace[];
  isCompact: boolean;
  children?: ComponentChildren;
}) {
  const { rooms, isCompact, children } = props;
  return (
    <div class={`tiles ${isCompact ? 'compact' : ''}`}>
      {rooms.map(({ zoneId }) => (
        <ZoneCard key={zoneId} zoneId={zoneId} isCompact={isCompact} />
      ))}
      {children}
    </div>
  );
}

function Floor({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="floor" aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

/** @param last what comes after them, as one more of them where they are few */
export function Rooms({ last }: { last: ComponentChildren }) {
  const [text, setText] = useState('');
  const all = roomPlaces.value;
  const isCompact = all.length >= MANY_ROOMS;
  const found = isCompact ? roomsFound(all, text) : all;
  const first = isCompact ? FIRST.compact : FIRST.large;
  const seen = isFirstPictureDone.value ? found : found.slice(0, first);
  // What comes after them would be pushed away.
  const end = seen.length === found.length && text === '' && last;
  const floors = byFloor(seen);
  if (!isCompact && floors.length < 2)
    return (
      <Tiles rooms={seen} isCompact={false}>
        {end}
      </Tiles>
    );
  return (
    <>
      {isCompact && <Search text={text} found={found} onText={setText} />}
      {found.length === 0 && <p class="empty">{words.search.none}</p>}
      {floors.map(({ name, rooms }) => (
        <Floor
          key={name ?? ''}
          name={byFloor(all).length < 2 ? words.rooms : (name ?? words.noFloor)}
        >
          <Tiles rooms={rooms} isCompact={isCompact} />
        </Floor>
      ))}
      {end && <div class="tiles">{end}</div>}
    </>
  );
}
