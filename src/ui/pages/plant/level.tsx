/** How far the hub goes with a machine of another make, why no further, and what becomes of it without the hub. */
import type { LevelView } from '../../../domain/control/level-view.ts';
import { Icon } from '../../components/icon.tsx';
import { plant } from '../../strings/plant.ts';

const words = plant.level;

/** Why it is not as was chosen; undefined where it is. */
function whyNot({ level, chosen, released, missing = [] }: LevelView): string | undefined {
  if (released) return words.released;
  if (level === chosen) return undefined;
  const places = missing.map(({ place, said }) => words.missing(place, said));
  return words.lowered(words.chosen[chosen], new Intl.ListFormat('en').format(places));
}

export function Level({ control }: { control: LevelView }) {
  const why = whyNot(control);
  return (
    <div class="small level">
      <p>{words.levels[control.level]}</p>
      {why !== undefined && (
        <p>
          <Icon name="warn" /> {why}
        </p>
      )}
      {control.withoutHub !== undefined && (
        <p class="muted">{words.withoutHub(control.withoutHub)}</p>
      )}
    </div>
  );
}
