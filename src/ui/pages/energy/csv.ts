/** The energies of a stretch of time as a file: the hub writes it. */
import { ApiError } from '../../api.ts';
import { download } from '../../download.ts';
import { attempt } from '../../failure.ts';
import { energy as words } from '../../strings/energy.ts';
import { queryOf, type Stretch } from './spans.ts';

const TYPE = 'text/csv';

export async function downloadCsv(stretch: Stretch): Promise<void> {
  await attempt(async () => {
    const answer = await fetch(`/api/energy?${queryOf(stretch)}`, { headers: { Accept: TYPE } });
    if (!answer.ok) throw new ApiError(answer.status, {});
    download(await answer.text(), `${TYPE};charset=utf-8`, `${words.file(stretch.name)}.csv`);
  });
}
