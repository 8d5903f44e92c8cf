import { Icon } from '../../components/icon.tsx';
import { Card } from '../../components/page.tsx';
import { clockTime } from '../../format.ts';
import type { ShownHouse } from '../../live.ts';
import { plant } from '../../strings/plant.ts';
import { reasonsOf } from './reasons.ts';

const words = plant.why;

export function Reasons({ house }: { house: ShownHouse }) {
  const reasons = reasonsOf(house);
  return (
    <Card title={words.title}>
      {reasons.length === 0 ? (
        <p class="muted">{words.nothing}</p>
      ) : (
        <ul class="list why">
          {reasons.map(({ key, icon, name, text, until }) => (
            <li key={key}>
              <Icon name={icon} />
              <div>
                <strong>{name}</strong>
                <p>
                  {text} {until !== undefined && words.until(clockTime(until))}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
