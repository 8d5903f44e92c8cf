/** How far the hub may go with a machine of another make, changed by an owner who has read what that means. */
import { useId, useState } from 'preact/hooks';
import type { Level } from '../../domain/binding/level.ts';
import type { LevelView } from '../../domain/control/appliance/level-view.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/dialog.tsx';
import { attempt } from '../failure.ts';
import { level as levelWords } from '../strings/level.ts';
import { tell } from '../toasts.ts';
import { levelChanges, withLevel, type BoundHouse } from './level-changes.ts';

const words = levelWords.change;
const HOUSE = '/api/house';

interface Machine {
  readonly kind: string;
  readonly id: string;
}

/** What somebody else has changed meanwhile is not overwritten. */
async function choose(machine: Machine, level: Level): Promise<void> {
  const seen = await api<BoundHouse>('GET', HOUSE);
  await api('PUT', HOUSE, withLevel(seen, machine, level), seen);
}

export function LevelChange({ kind, id, control }: Machine & { control: LevelView }) {
  const [asked, setAsked] = useState<Level>();
  const reasons = useId();
  const changes = levelChanges(control);
  const change = changes.find(({ level }) => level === asked);
  if (changes.length === 0) return null;
  return (
    <>
      <div class="row">
        {changes.map(({ level, isPossible }) => (
          <Button
            key={level}
            disabled={!isPossible}
            {...(!isPossible && { 'aria-describedby': `${reasons}-${level}` })}
            onClick={() => setAsked(level)}
          >
            {words.buttons[level]}
          </Button>
        ))}
      </div>
      {changes
        .filter(({ isPossible }) => !isPossible)
        .map(({ level, missing }) => (
          <div key={level} id={`${reasons}-${level}`} class="muted">
            <p>{words.notNow(words.buttons[level])}</p>
            <ul>
              {missing.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        ))}
      {change !== undefined && (
        <Confirm
          title={words.titles[change.level]}
          text={change.text}
          action={words.buttons[change.level]}
          onClose={() => setAsked(undefined)}
          onConfirm={async () => {
            if (await attempt(() => choose({ kind, id }, change.level))) tell(words.done);
          }}
        >
          {change.whenGone !== undefined && <p>{words.gone(change.whenGone)}</p>}
          {change.missing.length > 0 && <p>{words.awaits}</p>}
        </Confirm>
      )}
    </>
  );
}
