import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, InputNumber, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { actOf } from '../api/acts.js';
import { newKey, send } from '../api/client.js';
import { mayAct, unitReference } from '../api/powers.js';
import { contextKey } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { BallotSlips } from './ballot-slips.js';
import { roundsWithoutCodes, type EvaluationDoc } from './evaluation-document.js';

const ISSUE_CODES = actOf('evaluation', 'evaluation', 'issue-ballot-codes');
/** Most codes that are asked for at once, as servers have it. */
const MOST_CODES = 10_000;

interface Asked {
  readonly round: string;
  readonly number: number;
}
interface Issued {
  readonly round: string;
  readonly codes: readonly string[];
}

interface BallotCodesProps {
  readonly bureau: string;
  readonly id: string;
  readonly doc: EvaluationDoc;
}

/** Hands out the one-time codes of an open round (发放投票码): they are told once, to be printed and cut. */
export function BallotCodes({ bureau, id, doc }: BallotCodesProps) {
  const { t, say } = useSpoken();
  const { modal } = App.useApp();
  const { powers, pathOf } = useStanding();
  const queries = useQueryClient();
  const key = useRef(newKey());
  const [open, setOpen] = useState(false);
  const [handedOut, setHandedOut] = useState<readonly string[]>([]);
  const issue = useMutation<Issued, unknown, Asked>({
    mutationFn: (body) =>
      send(`/api/evaluation/${bureau}/evaluation/${encodeURIComponent(id)}/ballot-codes`, {
        method: 'POST',
        body,
        key: key.current,
      }),
    onSuccess: async (_codes, { round }) => {
      setHandedOut((before) => [...before, round]); // the view may not show it yet
      await queries.invalidateQueries({ queryKey: contextKey('evaluation') });
    },
    onError: () => {
      key.current = newKey(); // what is asked for next may be something else
    },
  });
  const rounds = roundsWithoutCodes(doc).filter((round) => !handedOut.includes(round));
  const isMine = mayAct(powers, ISSUE_CODES, [unitReference(bureau, doc.unit)], pathOf);
  if (!isMine || (rounds.length === 0 && !open)) return null;
  const close = (): void => {
    const leave = (): void => {
      setOpen(false);
      issue.reset();
      key.current = newKey();
    };
    if (!issue.isSuccess) leave();
    else modal.confirm({ title: t('codesLeave'), okText: t('codesLeaveYes'), cancelText: t('back'), onOk: leave });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say(ISSUE_CODES.title)}</Button>
      <Modal
        open={open}
        onCancel={close}
        footer={null}
        title={say(ISSUE_CODES.title)}
        width={issue.isSuccess ? 960 : 420}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {issue.isSuccess ? (
          <BallotSlips bureau={bureau} doc={doc} round={issue.data.round} codes={issue.data.codes} />
        ) : (
          <Form<Asked>
            layout="vertical"
            aria-label={say(ISSUE_CODES.title)}
            initialValues={{ round: rounds[0], number: doc.roster ?? undefined }}
            onFinish={(asked) => issue.mutate(asked)}
          >
            <p className="quiet">{t('codesIntro')}</p>
            <Form.Item name="round" label={say(fieldLabel('round'))} rules={[{ required: true }]}>
              <Select options={rounds.map((value) => ({ value, label: value }))} />
            </Form.Item>
            <Form.Item
              name="number"
              label={t('codesNumber')}
              rules={[{ required: true, message: t('required', t('codesNumber')) }]}
            >
              <InputNumber min={1} max={MOST_CODES} precision={0} />
            </Form.Item>
            {issue.error !== null && <ProblemAlert problem={issue.error} />}
            <Button type="primary" htmlType="submit" loading={issue.isPending}>
              {t('submit')}
            </Button>
          </Form>
        )}
      </Modal>
    </>
  );
}
