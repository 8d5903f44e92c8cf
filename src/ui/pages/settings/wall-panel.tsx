/** How a tablet on the wall comes to its panel. */
import { Snippet } from '../../components/copy.tsx';
import { Card } from '../../components/page.tsx';
import { PANEL } from '../../place.ts';
import { may } from '../../session.ts';
import { panel } from '../../strings/panel.ts';
import { Section } from './section.tsx';

const words = panel.setUp;

export function WallPanelPage() {
  return (
    <Section title={words.title} intro={words.intro}>
      <Card>
        <div class="stack">
          <ol class="steps">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <Snippet label={words.address} text={location.origin + PANEL} />
          <div class="actions">
            {may('settings:read') && (
              <a class="button" href="/settings/pin">
                {words.pin}
              </a>
            )}
            <a class="button primary" href={PANEL}>
              {words.show}
            </a>
          </div>
        </div>
      </Card>
    </Section>
  );
}
