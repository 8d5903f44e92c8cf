import type { LevelView } from '../../domain/control/appliance/level-view.ts';
import { Icon } from '../components/icon.tsx';
import { hubNowMs } from '../now.ts';
import { may } from '../session.ts';
import { units } from '../units.ts';
import { LevelChange } from './level-change.tsx';
import { levelText } from './level-text.ts';
import { toldTexts } from './told-text.ts';

/** Beside a machine of another make. */
export function Level(props: { kind: string; id: string; control: LevelView }) {
  const { kind, id, control } = props;
  const { level, whyNot, missing, scarce, withoutHub } = levelText(control);
  return (
    <div class="level small">
      <p>{level}</p>
      {whyNot !== undefined && (
        <p class="why-not">
          <Icon name="warn" />
          <span>{whyNot}</span>
        </p>
      )}
      {missing.length > 0 && (
        <ul>
          {missing.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {[...toldTexts(control, units.value, hubNowMs()), ...scarce].map((text) => (
        <p key={text}>{text}</p>
      ))}
      {withoutHub !== undefined && <p class="muted">{withoutHub}</p>}
      {may('settings:full') && <LevelChange kind={kind} id={id} control={control} />}
    </div>
  );
}
