import { Button, Result } from 'antd';
import { noAnswer, Problem } from '../api/problem.js';
import { useSpoken } from '../language/language.js';
import type { Word } from '../language/words.js';

const FORBIDDEN = 403;
/** Title by the status of the answer, where it is the reader's or the address's affair and no failure. */
const TITLE_OF: Readonly<Record<number, Word>> = { [FORBIDDEN]: 'notYours', 404: 'noSuchRecord' };

/** What stands where something could not be loaded: why, and another try where that may help. */
export function LoadFailure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t, say } = useSpoken();
  const problem = error instanceof Problem ? error : noAnswer();
  const { status, code } = problem.body;
  const title = TITLE_OF[status];
  return (
    <div role="alert">
      <Result
        status={title === undefined ? 'warning' : 'info'}
        title={t(title ?? 'failed')}
        subTitle={`${say(problem.sentence)} (${code})`}
        extra={status !== FORBIDDEN && retry !== undefined && <Button onClick={retry}>{t('retry')}</Button>}
      />
    </div>
  );
}
