/** What is set for the whole house. Which settings there are, their bounds and their help the hub itself says. */
import { may } from '../../../session.ts';
import { settings } from '../../../strings/settings.ts';
import { Loaded, useResource } from '../../../resource.tsx';
import { NotYourPage, NotYours, Section } from '../section.tsx';
import { GroupForm } from './group.tsx';
import { fieldsOfGroup, GROUPS, settingFields, type GroupName, type OpenApi } from './schema.ts';
import type { Values } from './values.ts';

const words = settings.house;

export function HousePage() {
  const isSeen = may('settings:read');
  const contract = useResource<OpenApi>(isSeen ? '/api/openapi.json' : undefined);
  const values = useResource<Values>(isSeen ? '/api/settings' : undefined);
  if (!isSeen) return <NotYourPage title={words.title} text={words.notSeen} />;
  return (
    <Section title={words.title}>
      {!may('settings:full') && <NotYours text={words.notYours} />}
      <Loaded what={words.title} of={contract}>
        {(description) => (
          <Loaded what={words.title} of={values}>
            {(current) => {
              const fields = settingFields(description);
              return (Object.keys(GROUPS) as GroupName[]).map((group) => (
                <GroupForm
                  key={group}
                  group={group}
                  fields={fieldsOfGroup(group, fields)}
                  values={current}
                  onSaved={values.reload}
                />
              ));
            }}
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}
