import { Button, Result } from 'antd';
import { noAnswer, Problem } from '../api/problem.js';
import { useSpoken } from '../language/language.js';

/** What stands where something could not be loaded: why, and another try. */
export function LoadFailure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t, say } = useSpoken();
  const problem = error instanceof Problem ? error : noAnswer();
  return (
    <div role="alert">
      <Result
        status="warning"
        title={t('failed')}
        subTitle={`${say(problem.sentence)} (${problem.body.code})`}
        extra={retry === undefined ? undefined : <Button onClick={retry}>{t('retry')}</Button>}
      />
    </div>
  );
}
