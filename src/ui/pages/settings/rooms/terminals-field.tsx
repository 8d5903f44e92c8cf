/**
 * What heats a room: any number of the valves, relays and fan coils that there are; or none of them, where what makes
 * the heat brings it there by itself.
 */
import { Checkbox } from '../../../components/choices.tsx';
import { rooms as words } from '../../../strings/rooms.ts';

export interface TerminalChoice {
  readonly id: string;
  readonly name: string;
  readonly hint?: string | undefined;
}

export function TerminalsField(props: {
  choices: readonly TerminalChoice[];
  chosen: readonly string[];
  /** Whether the house has a heat pump or boiler. */
  hasSource: boolean;
  /** Told where there is nothing to choose. */
  none: string;
  wrong: string | undefined;
  onChosen: (ids: readonly string[]) => void;
}) {
  const { choices, chosen, hasSource, none, wrong, onChosen } = props;
  return (
    <fieldset class="field">
      <legend class="legend">{words.room.heats}</legend>
      {choices.length === 0 && !hasSource && <p class="hint">{none}</p>}
      {hasSource && (
        <Checkbox
          label={words.room.bySource}
          hint={words.room.bySourceHint}
          isChecked={chosen.length === 0}
          isDisabled={chosen.length === 0}
          onChecked={() => onChosen([])}
        />
      )}
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
