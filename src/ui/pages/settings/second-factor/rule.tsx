/** Whether the house asks everybody for a second step: for owners to settle. */
import type { SecondFactorState } from '../../../../app/people/second-factor.ts';
import { api } from '../../../api.ts';
import { Checkbox } from '../../../components/choices.tsx';
import { Card } from '../../../components/page.tsx';
import { attempt } from '../../../failure.ts';
import { may } from '../../../session.ts';
import { secondFactor } from '../../../strings/second-factor.ts';
import { tell } from '../../../toasts.ts';
import { useResource } from '../../../resource.tsx';

const words = secondFactor.rule;

export function SecondFactorRule() {
  // How one's own stands says both what the rule is and whether one may make it.
  const own = useResource<SecondFactorState>('/api/auth/second-factor');
  if (!may('settings:full') || own.data === undefined) return null;
  const { enabled, required } = own.data;
  const change = async (isRequired: boolean) => {
    const path = '/api/settings/second-factor';
    if (await attempt(async () => api('PUT', path, { required: isRequired })))
      tell(isRequired ? words.on : words.off);
    await own.reload();
  };
  return (
    <Card title={words.title}>
      <div class="stack">
        <Checkbox
          label={words.label}
          hint={words.hint}
          isChecked={required}
          isDisabled={!enabled && !required}
          onChecked={(isRequired) => void change(isRequired)}
        />
        {!enabled && (
          <p class="muted">
            {words.ownFirst} <a href="/settings/account">{words.own}</a>
          </p>
        )}
      </div>
    </Card>
  );
}
