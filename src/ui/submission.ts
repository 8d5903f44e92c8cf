/** A form that asks the hub: busy while it does, and what was wrong if it refused. */
import { useState } from 'preact/hooks';
import { ApiError } from './api.ts';
import { failureText } from './failure.ts';

export interface Submission {
  readonly isBusy: boolean;
  /** What was wrong with the field, or with none in particular. */
  readonly wrong: (field?: string) => string | undefined;
  readonly submit: (event: Event) => void;
}

/** @param fields that have a place of their own for what is wrong with them */
export function useSubmission(
  work: () => Promise<void>,
  fields: readonly string[] = [],
): Submission {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<{ field: string | undefined; text: string } | undefined>();
  const run = async () => {
    setIsBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      const named = error instanceof ApiError ? error.field : undefined;
      const field = named !== undefined && fields.includes(named) ? named : undefined;
      setFailure({ field, text: failureText(error) });
    }
    setIsBusy(false);
  };
  return {
    isBusy,
    wrong: (field) => (failure?.field === field ? failure?.text : undefined),
    submit(event) {
      event.preventDefault();
      if (!isBusy) void run();
    },
  };
}
