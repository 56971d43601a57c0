import { Alert } from 'antd';
import { noAnswer, Problem } from '../api/problem.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';

/** A refusal in the reader's language: the sentence, what it is about, the clause it enforces, and its stable code. */
export function ProblemAlert({
  problem,
  sentence,
  command,
}: {
  readonly problem?: unknown;
  readonly sentence?: string;
  readonly command?: string;
}) {
  const { t, say } = useSpoken();
  if (sentence !== undefined)
    return <Alert type="error" showIcon role="alert" title={sentence} className="gap-below" />;
  const shown = problem instanceof Problem ? problem : noAnswer();
  const { code, clause } = shown.body;
  const members = shown.pointers.map((pointer) => say(fieldLabel(pointer.split('/').at(-1) ?? '', command)));
  const more = [...members, ...(clause === undefined ? [] : [t('clause', clause)]), code].join(' · ');
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say(shown.sentence)}
      description={<span className="problem-code">{more}</span>}
      className="gap-below"
    />
  );
}
