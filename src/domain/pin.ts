/** What a PIN must be: digits, and none that is tried first. */
import { invalid } from './errors.ts';
import { because } from './refusals.ts';
import { LIMITS } from './limits.ts';

/** Shapes on the keypad, and what besides is most used. */
const SHAPES =
  /^(?:142536|147258|147852|159357|159753|258369|258456|456123|520131|741852|741963|789456|963852|147258369|159753456|741852963|789456123|5201314)/;

/** Whether the values begin anew after each `period` of them. */
const repeats = (values: readonly number[], period: number) =>
  values.every((value, at) => at < period || value === values[at - period]);

const repeatsWithin = (values: readonly number[], maxPeriod: number) =>
  Array.from({ length: Math.floor(maxPeriod) }, (_, at) => at + 1).some((period) =>
    repeats(values, period),
  );

/** From each digit to the next, where 0 comes after 9. */
const stepsOf = (digits: readonly number[]) =>
  digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10);

/** Up and down again: 123321. */
function isThereAndBack(digits: readonly number[]): boolean {
  const half = digits.slice(0, Math.ceil(digits.length / 2));
  return (
    digits.every((digit, at) => digit === digits[digits.length - 1 - at]) &&
    repeats(stepsOf(half), 1)
  );
}

/** In the spirit of Matter's list of passcodes that no device may have. */
function isTrivial(pin: string): boolean {
  const digits = Array.from(pin, Number);
  return (
    SHAPES.test(pin) ||
    new Set(digits).size < 3 ||
    // 123123, and of odd length 1231231
    repeatsWithin(digits, digits.length / 2) ||
    // 123456, 098765, 135791; 112233 and 111222333 by what they go on with
    repeatsWithin(stepsOf(digits), digits.length / 3) ||
    isThereAndBack(digits)
  );
}

/** @throws HubError `invalid`, naming the field `pin` */
export function checkPin(pin: string): void {
  const { pinMinDigits, pinMaxDigits } = LIMITS;
  if (!/^[0-9]+$/.test(pin) || pin.length < pinMinDigits || pin.length > pinMaxDigits)
    throw invalid(
      'pin',
      `a PIN is ${pinMinDigits} to ${pinMaxDigits} digits`,
      because('pin_digits', { min: pinMinDigits, max: pinMaxDigits }),
    );
  if (isTrivial(pin))
    throw invalid(
      'pin',
      'this PIN is one of those that are tried first: choose another',
      because('pin_common'),
    );
}
