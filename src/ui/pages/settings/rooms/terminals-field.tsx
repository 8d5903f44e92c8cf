/** What heats a room: any number of the valves, relays and fan coils that there are. */
import { Checkbox } from '../../../components/field.tsx';
import { rooms as words } from '../../../strings/rooms.ts';

export interface TerminalChoice {
  readonly id: string;
  readonly name: string;
  readonly hint?: string | undefined;
}

export function TerminalsField(props: {
  choices: readonly TerminalChoice[];
  chosen: readonly string[];
  /** Said where there is nothing to choose. */
  none: string;
  wrong: string | undefined;
  onChosen: (ids: readonly string[]) => void;
}) {
  const { choices, chosen, none, wrong, onChosen } = props;
  return (
    <fieldset class="field">
      <legend class="legend">{words.room.heats}</legend>
      {choices.length === 0 && <p class="hint">{none}</p>}
      {choices.map(({ id, name, hint }) => (
        <Checkbox
          key={id}
          label={name}
          {...(hint !== undefined && { hint })}
          isChecked={chosen.includes(id)}
          onChecked={(isChosen) =>
            onChosen(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
        />
      ))}
      {wrong !== undefined && <p class="wrong">{wrong}</p>}
    </fieldset>
  );
}
