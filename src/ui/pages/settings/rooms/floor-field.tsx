/** The floor of a room: one that there is, or any other. */
import { useId } from 'preact/hooks';
import { Field } from '../../../components/field.tsx';
import { rooms as words } from '../../../strings/rooms.ts';
import type { WrittenHouse } from './edits/house.ts';
import { floorsOf } from './edits/rooms.ts';

export function FloorField(props: {
  house: WrittenHouse;
  value: string;
  wrong: string | undefined;
  onValue: (floor: string) => void;
}) {
  const { house, ...rest } = props;
  const id = useId();
  const known = floorsOf(house).flatMap(({ name }) => name ?? []);
  return (
    <>
      <Field
        {...rest}
        label={words.room.floor}
        hint={words.room.floorHint}
        autocomplete="off"
        list={id}
      />
      <datalist id={id}>
        {known.map((floor) => (
          <option key={floor} value={floor} />
        ))}
      </datalist>
    </>
  );
}
