import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../src/ui/api.ts';
import { common } from '../../src/ui/strings/common.ts';
import { useSubmission } from '../../src/ui/submission.ts';
import { settled } from '../support/settled.ts';
import { runHook } from './support/hook.ts';

function formOf() {
  let answer: { resolve(): void; reject(error: unknown): void } | undefined;
  const work = async () => new Promise<void>((resolve, reject) => (answer = { resolve, reject }));
  const hook = runHook(() => useSubmission(work, ['name']));
  return { hook, answered: () => answer ?? assert.fail('it was not asked') };
}
const event = () => {
  let prevented = 0;
  return {
    of: { preventDefault: () => prevented++ } as unknown as Event,
    prevented: () => prevented,
  };
};

describe('a form', () => {
  it('is busy while it asks the hub, and the browser does not leave the page', async () => {
    const { hook, answered } = formOf();
    const form = await hook;
    assert.deepEqual([form.now().isBusy, form.now().wrong()], [false, undefined]);
    const pressed = event();
    form.now().submit(pressed.of);
    await settled();
    assert.deepEqual([form.now().isBusy, pressed.prevented()], [true, 1]);
    answered().resolve();
    await settled();
    assert.deepEqual([form.now().isBusy, form.now().wrong()], [false, undefined]);
    form.end();
  });

  it('says what was wrong at the field that has a place for it, else for all, until it is tried again', async () => {
    const { hook, answered } = formOf();
    const form = await hook;
    const refused = async (error: unknown) => {
      form.now().submit(event().of);
      await settled();
      assert.deepEqual([form.now().wrong(), form.now().wrong('name')], [undefined, undefined]);
      answered().reject(error);
      await settled();
      assert.equal(form.now().isBusy, false);
      return [form.now().wrong('name'), form.now().wrong()];
    };
    const of = (field: string) => new ApiError(400, { message: 'that is too long', field });
    assert.deepEqual(await refused(of('name')), ['That is too long', undefined]);
    assert.deepEqual(await refused(of('email')), [undefined, 'That is too long']);
    assert.deepEqual(await refused(new Error('x')), [undefined, common.failed.other]);
    form.end();
  });
});
