/** One setting, to change or to read. */
import { Checkbox, Segments } from '../../../components/choices.tsx';
import { Field } from '../../../components/field.tsx';
import { settings } from '../../../strings/settings.ts';
import { units } from '../../../units.ts';
import type { SettingField } from './schema.ts';
import { shownUnit, shownValue, type SettingValue } from './values.ts';
import { hintOf, labelOf, withUnit } from './words.ts';

const words = settings.house;

/** °C and °F have a name; what we have no word for is shown as it is. */
const optionText = (value: string) =>
  ({ C: words.celsius, F: words.fahrenheit, ...words.heaterPolicies })[value] ?? value;

export function SettingInput(props: {
  field: SettingField;
  text: string;
  wrong: string | undefined;
  onText: (text: string) => void;
}) {
  const { field, text, wrong, onText } = props;
  const label = labelOf(field);
  if (field.kind === 'boolean')
    return (
      <Checkbox
        label={label}
        isChecked={text === 'true'}
        onChecked={(isOn) => onText(String(isOn))}
      />
    );
  if (field.kind === 'enum')
    return (
      <div class="field">
        <span class="legend">{label}</span>
        <div>
          <Segments
            label={label}
            value={text}
            options={(field.values ?? []).map((value) => ({ value, text: optionText(value) }))}
            onValue={onText}
          />
        </div>
      </div>
    );
  const unit = shownUnit(field.unit, units.value);
  return (
    <Field
      label={unit === '' ? label : `${label} (${words.units[unit] ?? unit})`}
      hint={hintOf(field)}
      type={field.kind === 'time' ? 'time' : 'text'}
      inputMode={field.kind === 'number' || field.kind === 'integer' ? 'decimal' : 'text'}
      maxLength={field.maxChars ?? 12}
      autocomplete="off"
      value={text}
      wrong={wrong}
      onValue={onText}
    />
  );
}

export function SettingText({
  field,
  value,
}: {
  field: SettingField;
  value: SettingValue | undefined;
}) {
  if (value === undefined) return null;
  const shown = shownValue(field, value, units.value);
  return (
    <>
      <dt>{labelOf(field)}</dt>
      <dd>
        {field.kind === 'enum'
          ? optionText(shown)
          : withUnit(shown, shownUnit(field.unit, units.value))}
      </dd>
    </>
  );
}
